import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Bundle, formatHyperFrameName, readBundle } from '../../src/disdat/bundle.ts'
import { listTaskDependencies } from '../../src/disdat/task-dependencies.ts'
import { type Home, makeHome } from '../testbed/dsdt.ts'
import { root } from '../testbed/process.ts'
import { runPython } from '../testbed/python.ts'

// Luigi needs some seconds for the pipes on a busy machine.
vi.setConfig({ hookTimeout: 120_000 })

let home: Home
let bundles: readonly Bundle[]

beforeAll(async () => {
  home = await makeHome({ env: {} })
  const { env, path } = home
  const ran = await runPython([`${root}test/disdat/run_pipes.py`], { env, cwd: path })
  const uuids = [...ran.stdout.matchAll(/^bundle=(\S+) /gm)].map(([, uuid = '']) => uuid)
  if (uuids.length === 0) throw new Error(`no bundles: ${ran.stdout}${ran.stderr}`)
  const objects = join(path, '.disdat/context/local/objects')
  bundles = await Promise.all(
    uuids.map(async (uuid) => readBundle(await readFile(join(objects, uuid, formatHyperFrameName(uuid))))),
  )
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
})

function getBundle(name: string): Bundle {
  const bundle = bundles.find((each) => each.name === name)
  if (bundle === undefined) throw new Error(`no bundle ${name}`)
  return bundle
}

/** The names of the dependencies that are known to be tasks, of a bundle that Disdat made. */
const listNames = (bundle: Bundle) =>
  [...listTaskDependencies(bundle)].map((uuid) => bundles.find((each) => each.uuid === uuid)?.name).toSorted()

describe('listTaskDependencies', () => {
  test('finds the tasks of a pipe of disdat-luigi', () => {
    expect(listNames(getBundle('Tasks'))).toStrictEqual(['region.eu', 'region.us'])
    expect(listNames(getBundle('Last'))).toStrictEqual(['Tasks'])
  })

  test('does not take a bundle of another pipe for a task, in whichever way the pipe finds it', () => {
    expect(getBundle('External').dependsOn).toHaveLength(1)
    expect(listNames(getBundle('External'))).toStrictEqual([])
    expect(getBundle('Mixed').dependsOn).toHaveLength(5)
    expect(listNames(getBundle('Mixed'))).toStrictEqual(['region.asia', 'region.eu'])
  })

  test('leaves out a bundle that a pipe finds in both ways', () => {
    expect(new Set(getBundle('Both').dependsOn.map(({ uuid }) => uuid)).size).toBe(2)
    expect(listNames(getBundle('Both'))).toStrictEqual(['region.us'])
  })

  test('finds nothing for a bundle without dependencies', () => {
    expect(listNames(getBundle('region.eu'))).toStrictEqual([])
  })

  test('finds nothing when the processing name is made in another way', () => {
    const bundle = getBundle('Tasks')
    for (const processingName of ['', 'Tasks', `${bundle.processingName}0`, bundle.processingName.slice(0, -1)])
      expect(listNames({ ...bundle, processingName })).toStrictEqual([])
    const [dependency, ...others] = bundle.dependsOn
    if (dependency === undefined) throw new Error('no dependency')
    expect(listNames({ ...bundle, dependsOn: others })).toStrictEqual([])
    const many = Array.from({ length: 11 }, (_, nth) => ({ ...dependency, argument: `a${nth}` }))
    expect(listNames({ ...bundle, dependsOn: many })).toStrictEqual([])
  })
})
