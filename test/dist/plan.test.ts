import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { configuration, makeEmptyImage } from '../testbed/images.ts'
import type { ActionResult } from '../testbed/runner.ts'
import { test as base, commandOf, inspectAtStart } from '../testbed/world.ts'

const test = base
  // With nothing in it: a run that has come to start it has shown its plan.
  .extend('image', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const image = await makeEmptyImage(configuration.luigi)
    onCleanup(() => image[Symbol.asyncDispose]())
    return image.name
  })

const pipe = { 'pipe-class': 'acme.daily.Sales' }
const endsAtStart = { status: 'failed', verdict: 'invalid-input' }

describe('the local context', () => {
  test('gives remote and context where the inputs do not', async ({ world, image }) => {
    const run = await world.act({ ...pipe, image })
    expect(run.outputs).toMatchObject(endsAtStart)
    expect(run.outputs['output-bundle-uri']).toMatch(`${world.remote}/context/shop/objects/`)
    expect(commandOf(run).argv).toEqual(expect.arrayContaining(['--branch', 'shop/local', '--remote', world.remote]))
  })

  test('gives the remote where `context` names another than the current one', async ({ world, image }) => {
    const script =
      "import sys, disdat.api as api; api.context('fruits/second'); api.remote('second', 'fruits', sys.argv[1])"
    expect(await world.home.python(script, world.remote)).toMatchObject({ code: 0 })
    const run = await world.act({ ...pipe, image, context: 'fruits/second' })
    expect(commandOf(run).argv).toEqual(expect.arrayContaining(['--branch', 'fruits/second', '--remote', world.remote]))
  })

  test('is not made by a run that has nothing to bring here', async ({ world, image }) => {
    const home = await world.freshHome()
    const run = await world.act({ ...pipe, image, remote: world.remote, context: 'shop/new' }, { home: home.path })
    expect(run.outputs).toMatchObject(endsAtStart)
    await expect(access(join(home.path, '.disdat'))).rejects.toThrow('ENOENT')
  })

  test('or the inputs must say where', async ({ world, image }) => {
    const home = await world.freshHome()
    const run = await world.act({ ...pipe, image }, { home: home.path })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(errorOf(run)).toMatch(/- remote: nothing given\..*- context: nothing given\./s)
  })
})

describe('disdat.cfg', () => {
  /** The reference that a run of this home comes to, which is on no engine. */
  const referenceOf = (run: ActionResult) => /The image (\S+) is not on this engine/.exec(errorOf(run))?.[1]
  const inputs = { ...pipe, 'pull-policy': 'never', context: 'shop/local', 'pull-output': 'false' }
  const docker = (...lines: readonly string[]) => ['[core]', '', '[docker]', ...lines, ''].join('\n')

  test('gives registry and prefix; config-file wins over it, and inputs over both', async ({ world }) => {
    const home = await world.freshHome()
    const workspace = await world.folder()
    const act = async (more: Readonly<Record<string, string>> = {}) => {
      const options = { home: home.path, cwd: workspace }
      return referenceOf(await world.act({ ...inputs, remote: world.remote, ...more }, options))
    }
    expect(await act()).toBe('disdat-acme-daily:latest')

    await mkdir(join(home.path, '.config/disdat'), { recursive: true })
    const own = docker('registry = ghcr.io', 'repository_prefix = team/pipes')
    await writeFile(join(home.path, '.config/disdat/disdat.cfg'), own)
    expect(await act()).toBe('ghcr.io/team/pipes/disdat-acme-daily:latest')

    await writeFile(join(workspace, 'ci.cfg'), docker('registry = quay.io', 'repository_prefix = None'))
    expect(await act({ 'config-file': 'ci.cfg' })).toBe('quay.io/disdat-acme-daily:latest')
    expect(await act({ 'config-file': 'ci.cfg', registry: 'docker.io', 'repository-prefix': 'mine' })).toBe(
      'docker.io/mine/disdat-acme-daily:latest',
    )
  })

  test('may ask for ECR', async ({ world }) => {
    const folder = await world.folder()
    await writeFile(join(folder, 'ecr.cfg'), docker('registry = *ECR*', 'repository_prefix = unheard-of'))
    const run = await world.act({ ...inputs, 'config-file': join(folder, 'ecr.cfg') })
    expect(errorOf(run)).toContain('ECR has no repository unheard-of/disdat-acme-daily')
  })

  test('is said to be missing where it was named', async ({ world }) => {
    const run = await world.act({ ...inputs, 'config-file': 'no-such.cfg' })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(errorOf(run)).toContain('- config-file: got "no-such.cfg". It cannot be read')
  })
})

describe('inputs that have no effect', () => {
  test('draw a warning each, and the run goes on', async ({ world, image }) => {
    const run = await world.act({
      ...pipe,
      image,
      registry: 'ghcr.io',
      'input-tags': 'day:monday',
      env: 'NOT_SET_ON_THIS_RUNNER',
    })
    const warnings = run.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
    expect(warnings).toEqual([
      expect.stringContaining('`registry` and `repository-prefix` are ignored'),
      expect.stringContaining('`input-tags` are ignored'),
      expect.stringContaining('NOT_SET_ON_THIS_RUNNER is not set on this runner'),
    ])
    expect(run.outputs['job-id']).toBeDefined()
  })

  test('are not remarked where nothing was given', async ({ world, image }) => {
    const run = await world.act({ ...pipe, image })
    expect(run.annotations.filter(({ level }) => level === 'warning')).toEqual([])
  })
})

test('parameters reach the pipe as they are written, part by part', async ({ world, image }) => {
  const params = ['day: 2026-01-05', 'factor: 1.50', 'text: "two words; $(rm -rf /) `id` \'x\'"', 'on: yes'].join('\n')
  const { onLine, done } = inspectAtStart()
  const run = await world.act({ ...pipe, image, params }, { onLine })
  const args = ['--day', '2026-01-05', '--factor', '1.50', '--text', "two words; $(rm -rf /) `id` 'x'", '--on', 'yes']
  expect((await done).container).toMatchObject({ Config: { Cmd: expect.arrayContaining(args) } })
  expect(run.outputs).toMatchObject(endsAtStart)
})

function errorOf(run: ActionResult): string {
  return run.annotations.find(({ level }) => level === 'error')?.message ?? ''
}
