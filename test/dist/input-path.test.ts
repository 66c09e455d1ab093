import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { rawOrdersCsv } from '../testbed/dsdt.ts'
import { runFailingAction } from '../testbed/failing.ts'
import { nameImage } from '../testbed/generations.ts'
import { test as base, readCommand } from '../testbed/world.ts'

const pipe = {
  'pipe-class': 'pipelines.orders.CleanOrders',
  'input-bundle': 'raw orders',
  'input-param': 'orders',
  'input-path': 'data/orders.csv',
}

const test = base
  .extend('cwd', { scope: 'file' }, async ({ world }) => {
    const outside = await world.createFolder()
    await writeFile(join(outside, 'secret.csv'), 'hush')
    const workspace = await world.createFolder()
    for (const folder of ['data', 'empty', 'twice', '.git']) await mkdir(join(workspace, folder))
    const files = rawOrdersCsv.kind === 'files' ? Object.entries(rawOrdersCsv.files) : []
    for (const [name, content] of files) {
      await writeFile(join(workspace, 'data', name), content)
      await writeFile(join(workspace, 'twice', name), content)
    }
    await writeFile(join(workspace, '.git/config'), 'hush')
    await symlink(join(outside, 'secret.csv'), join(workspace, 'link.csv'))
    return workspace
  })
  .extend('run', { scope: 'file' }, async ({ world, cwd }) => {
    const inputs = { ...pipe, 'input-path-tags': 'day:monday\nat:09:30' }
    return await world.runAction(inputs, { cwd, env: { USER: 'runner' } })
  })

describe('an input bundle created from a workspace file', () => {
  test('is pushed and read by the pipe', async ({ world, run }) => {
    expect(run).toMatchObject({ exitCode: 0, conclusion: 'success', annotations: [] })
    const uuid = run.outputs['input-bundle-uuid'] ?? ''
    expect(run.outputs).toMatchObject({
      status: 'succeeded',
      'input-bundle-uri': `${world.remote}/context/shop/objects/${uuid}`,
    })
    expect(readCommand(run).argv.slice(-2)).toEqual(['--orders', uuid])
    expect(run.text.map(({ line }) => line)).toContain('kept 2 of 2 orders')
    expect(run.log).toContain('Created the bundle raw orders from 1 file of the workspace')
    expect(run.summary).toContain('| input, pushed | `raw orders` |')
    expect(await world.listKeys(`dsdt/context/shop/objects/${uuid}/`)).toHaveLength(3)
  })

  test('is visible to dsdt with its tags, beside the output', async ({ world, run }) => {
    const listed = await world.home.runDsdt('ls', '-v', '-t', 'day:monday')
    expect(listed.stdout).toMatch(new RegExp(`^raw orders .*runner .*${run.outputs['input-bundle-uuid']}`, 'm'))
    const uuids = [run.outputs['input-bundle-uuid'] ?? '', run.outputs['output-bundle-uuid'] ?? '']
    expect(await world.home.catBundles(uuids)).toEqual([
      expect.stringMatching(/orders\.csv$/m),
      expect.stringMatching(/ann\s+20\.5/),
    ])
  })

  test('is created in a home without Disdat, and a classic image finds it by its tags', async ({ world, cwd }) => {
    const home = await world.createEmptyHome()
    const inputs = {
      image: nameImage('0.7.2'),
      'pipe-class': 'pipelines.orders.DailyOrders',
      'output-bundle': 'daily',
      'input-bundle': 'raw orders',
      'input-path': 'data/*.csv\n',
      'input-path-tags': 'day:tuesday',
      params: 'day: 2026-01-05',
      remote: world.remote,
      context: 'shop/fresh',
      'pull-output': 'false',
    }
    const { outputs, annotations } = await world.runAction(inputs, { cwd, home: home.path })
    expect(annotations).toEqual([])
    expect(outputs).toMatchObject({ status: 'succeeded' })
    expect(await readdir(join(home.path, '.disdat/context/fresh/objects'))).toEqual([outputs['input-bundle-uuid']])
  })
})

const outside = 'Paths must stay inside the workspace and must not contain `..`.'

describe('the step fails and creates no bundle for', () => {
  test.for([
    { what: 'a relative path out of the workspace', path: '../x', line: `got "../x". ${outside}` },
    { what: 'an absolute path out of the workspace', path: '/etc/passwd', line: `got "/etc/passwd". ${outside}` },
    { what: 'a link out of the workspace', path: 'link.csv', line: '"link.csv" leads out of the workspace, to /' },
    {
      what: 'a pattern that matches a link out of the workspace',
      path: '*.csv',
      line: '"link.csv" leads out of the workspace',
    },
    {
      what: 'a pattern without a match',
      path: 'data/*.parquet',
      line: '"data/*.parquet" matches no file of the workspace.',
    },
    { what: 'an empty folder', path: 'empty', line: '"empty" matches no file of the workspace.' },
    {
      what: 'a file of `.git`',
      path: '.git/config',
      line: '".git/config" belongs to git, which may keep credentials there.',
    },
    { what: 'two files of one name', path: 'data\ntwice', line: 'would both be "orders.csv" in the bundle.' },
  ])('$what', async ({ path, line }, { world, cwd }) => {
    const { error, result } = await runFailingAction(world, { ...pipe, 'input-path': path }, { cwd })
    expect(error).toMatch(/^invalid-input: /)
    expect(error).toContain('input-path: ')
    expect(error).toContain(line)
    expect(result.outputs['job-id']).toBeUndefined()
  })

  test.for([
    {
      what: 'without a name',
      given: { 'input-bundle': '-', 'input-param': '' },
      line: 'Name the bundle that is created',
    },
    {
      what: 'with a uuid as its name',
      given: { 'input-bundle': '47aa363c-8d95-4b4c-be97-48bb9aea9204' },
      line: 'A bundle that is created from `input-path` needs a name, not a uuid.',
    },
    { what: 'that is not pushed', given: { 'push-input': 'false' }, line: 'so it must be pushed' },
    {
      what: 'with a tag that Disdat reserves',
      given: { 'input-path-tags': '__param.path:x' },
      line: 'Disdat or this action sets this tag',
    },
  ])('a bundle $what', async ({ given, line }, { world, cwd }) => {
    const { error } = await runFailingAction(world, { ...pipe, ...given }, { cwd })
    expect(error).toMatch(/^invalid-input: /)
    expect(error).toContain(line)
  })
})
