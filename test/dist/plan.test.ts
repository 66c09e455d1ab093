import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { configuration, makeEmptyImage } from '../testbed/images.ts'
import type { ActionResult } from '../testbed/runner.ts'
import { test as base, inspectAtStart, readCommand } from '../testbed/world.ts'

const test = base
  // The image is empty: a run that tries to start it has already shown its plan.
  .extend('image', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const image = await makeEmptyImage(configuration.luigi)
    onCleanup(() => image[Symbol.asyncDispose]())
    return image.name
  })

const pipe = { 'pipe-class': 'acme.daily.Sales' }
const outcome = { status: 'failed', verdict: 'image-incompatible' }

describe('the local context', () => {
  test('supplies remote and context when the inputs do not', async ({ world, image }) => {
    const run = await world.runAction({ ...pipe, image })
    expect(run.outputs).toMatchObject(outcome)
    expect(run.outputs['output-bundle-uri']).toMatch(`${world.remote}/context/shop/objects/`)
    expect(readCommand(run).argv).toEqual(expect.arrayContaining(['--branch', 'shop/local', '--remote', world.remote]))
  })

  test('supplies the remote when `context` names another context', async ({ world, image }) => {
    const script =
      "import sys, disdat.api as api; api.context('fruits/second'); api.remote('second', 'fruits', sys.argv[1])"
    expect(await world.home.runPython(script, world.remote)).toMatchObject({ code: 0 })
    const run = await world.runAction({ ...pipe, image, context: 'fruits/second' })
    expect(readCommand(run).argv).toEqual(
      expect.arrayContaining(['--branch', 'fruits/second', '--remote', world.remote]),
    )
  })

  test('is not created by a run that pulls nothing', async ({ world, image }) => {
    const home = await world.createEmptyHome()
    const run = await world.runAction(
      { ...pipe, image, remote: world.remote, context: 'shop/new' },
      { home: home.path },
    )
    expect(run.outputs).toMatchObject(outcome)
    await expect(access(join(home.path, '.disdat'))).rejects.toThrow('ENOENT')
  })

  test('or the inputs must name remote and context', async ({ world, image }) => {
    const home = await world.createEmptyHome()
    const run = await world.runAction({ ...pipe, image }, { home: home.path })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(formatError(run)).toMatch(/- remote: nothing given\..*- context: nothing given\./s)
  })
})

describe('disdat.cfg', () => {
  /** Runs a step in this home, and returns its image reference, which no engine has. */
  const resolveImage = (run: ActionResult) => /The image (\S+) is not on this engine/.exec(formatError(run))?.[1]
  const inputs = { ...pipe, 'pull-policy': 'never', context: 'shop/local', 'pull-output': 'false' }
  const docker = (...lines: readonly string[]) => ['[core]', '', '[docker]', ...lines, ''].join('\n')

  test('supplies registry and prefix; `config-file` overrides them, and inputs override both', async ({ world }) => {
    const home = await world.createEmptyHome()
    const workspace = await world.createFolder()
    const act = async (more: Readonly<Record<string, string>> = {}) => {
      const options = { home: home.path, cwd: workspace }
      return resolveImage(await world.runAction({ ...inputs, remote: world.remote, ...more }, options))
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

  test('can select ECR', async ({ world }) => {
    const folder = await world.createFolder()
    await writeFile(join(folder, 'ecr.cfg'), docker('registry = *ECR*', 'repository_prefix = unheard-of'))
    const run = await world.runAction({ ...inputs, 'config-file': join(folder, 'ecr.cfg') })
    expect(formatError(run)).toContain('ECR has no repository unheard-of/disdat-acme-daily')
  })

  test('fails the step when `config-file` names a missing file', async ({ world }) => {
    const run = await world.runAction({ ...inputs, 'config-file': 'no-such.cfg' })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(formatError(run)).toContain('- config-file: got "no-such.cfg". The file does not exist.')
  })
})

describe('inputs without effect', () => {
  test('draw a warning each, and the run continues', async ({ world, image }) => {
    const run = await world.runAction({
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

  test('draw no warning when they are not set', async ({ world, image }) => {
    const run = await world.runAction({ ...pipe, image })
    expect(run.annotations.filter(({ level }) => level === 'warning')).toEqual([])
  })
})

test('parameters reach the pipe unchanged, as separate arguments', async ({ world, image }) => {
  const params = ['day: 2026-01-05', 'factor: 1.50', 'text: "two words; $(rm -rf /) `id` \'x\'"', 'on: yes'].join('\n')
  const { onLine, done } = inspectAtStart()
  const run = await world.runAction({ ...pipe, image, params }, { onLine })
  const args = ['--day', '2026-01-05', '--factor', '1.50', '--text', "two words; $(rm -rf /) `id` 'x'", '--on', 'yes']
  expect((await done).container).toMatchObject({ Config: { Cmd: expect.arrayContaining(args) } })
  expect(run.outputs).toMatchObject(outcome)
})

function formatError(run: ActionResult): string {
  return run.annotations.find(({ level }) => level === 'error')?.message ?? ''
}
