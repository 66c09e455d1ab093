import { access, readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { type Fault, startFaultyS3 } from '../testbed/faulty-s3.ts'
import { startGitHub } from '../testbed/github.ts'
import { imageWithPipes } from '../testbed/images.ts'
import { makeRepository } from '../testbed/repository.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'
import { test as base, type World } from '../testbed/world.ts'

const uuid = 'output-bundle-uuid'
const baseUuid = 'base-bundle-uuid'

/** The pipeline at two commits, and runs of it: on `main`, and for a pull request that drops a column. */
const test = base
  .extend('repository', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const repository = await makeRepository()
    onCleanup(() => repository[Symbol.asyncDispose]())
    return repository
  })
  .extend('play', { scope: 'file' }, async ({ world, repository }) => {
    await world.home.makeBundle({ name: 'raw_orders', data: rawOrders })
    const cwd = await world.folder()
    const temp = await world.folder()
    await repository.checkOut(cwd)
    const daily = {
      'pipe-class': 'pipelines.orders.DailyOrders',
      'input-bundle': 'raw_orders',
      'input-param': 'orders',
      params: 'day: 2026-01-05',
      'output-bundle': 'daily_orders',
      'pull-output': 'false',
    }
    const play = async (sha: string, inputs: Readonly<Record<string, string>>, options: RunOptions) =>
      await world.act({ ...daily, image: `${repository.images}:${sha}`, ...inputs }, { cwd, temp, ...options })
    const { base: main, head } = repository
    const payload = { pull_request: { number: 7, head: { sha: head }, base: { ref: 'main', sha: main } } }
    return {
      onMain: (inputs: Readonly<Record<string, string>> = {}) =>
        play(main, { 'force-all': 'true', ...inputs }, { event: { name: 'push', sha: main } }),
      onBranch: (inputs: Readonly<Record<string, string>>, options: RunOptions) =>
        play(
          head,
          { 'force-all': 'true', ...inputs },
          { event: { name: 'push', branch: 'feature', sha: head }, ...options },
        ),
      inPullRequest: (inputs: Readonly<Record<string, string>> = {}) =>
        play(
          head,
          { 'force-all': 'true', ...inputs },
          { event: { name: 'pull_request', number: 7, sha: head, payload } },
        ),
    }
  })
  .extend('first', { scope: 'file' }, ({ play }) => play.onMain({ 'fail-on': 'column-removed, empty' }))
  .extend('second', { scope: 'file' }, ({ play, first: _first }) => play.onMain())
  .extend('proposed', { scope: 'file' }, ({ play, second: _second }) =>
    play.inPullRequest({ 'fail-on': 'column-removed\ntype-changed\nrows<-20%', 'pull-output': 'true', vcpus: '1' }),
  )
  .extend('third', { scope: 'file' }, ({ play, proposed: _proposed }) => play.onMain())

const resultOf = async ({ outputs }: ActionResult): Promise<unknown> =>
  JSON.parse(await readFile(outputs['result-file'] ?? '', 'utf8'))

describe('an output', () => {
  test('that is the first of its name is a first version, and no rule about changes is broken', ({ first }) => {
    expect(first).toMatchObject({ exitCode: 0, annotations: [] })
    expect(first.outputs).toMatchObject({ status: 'succeeded', changes: 'first-version', rows: '2', breaches: '[]' })
    expect(first.outputs).not.toHaveProperty(baseUuid)
  })

  test('that was made anew of the same is the same', ({ first, second }) => {
    expect(second).toMatchObject({ exitCode: 0, annotations: [] })
    expect(second.outputs).toMatchObject({
      status: 'succeeded',
      changes: 'none',
      [baseUuid]: first.outputs[uuid],
      'base-bundle-uri': first.outputs['output-bundle-uri'],
    })
    expect(second.outputs[uuid]).not.toBe(first.outputs[uuid])
    expect(second.text.map(({ line }) => line)).toContain(
      `Compared with daily_orders ${first.outputs['output-bundle-uri']}: nothing has changed.`,
    )
  })

  test('of a pull request is compared with the newest of the base branch, and a broken rule fails the step when the bundle is pulled', async ({
    second,
    proposed,
  }) => {
    expect(proposed.exitCode).toBe(1)
    expect(proposed.outputs).toMatchObject({
      status: 'failed',
      verdict: 'rule-broken',
      changes: 'schema',
      breaches: '["column-removed","type-changed"]',
      rows: '2',
      [baseUuid]: second.outputs[uuid],
      'exit-code': '0',
    })
    const of = { file: 'pipelines/orders.py', line: expect.stringMatching(/^\d+$/) }
    expect(proposed.annotations).toMatchObject([
      { level: 'error', message: 'Gone: largest.', properties: of },
      { level: 'error', properties: of },
      {
        level: 'error',
        message: expect.stringMatching(
          /^rule-broken: The output breaks 2 rules of `fail-on`:\n- column-removed: Gone: largest\.\n- type-changed: Of another type: total \(FLOAT64 before, FLOAT32 now\)\.\n/,
        ),
      },
    ])
    await access(proposed.outputs['output-path'] ?? '')
  })

  test('is told with where it and its base come from, and what it cost', async ({ proposed, repository }) => {
    const { base: main, head } = repository
    const [daily, raw, clean] = [proposed.outputs[uuid], proposed.outputs['input-bundle-uuid'], expect.any(String)]
    expect(await resultOf(proposed)).toMatchObject({
      comparison: { base: { context: 'shop', choice: 'ancestor', commit: main }, kind: 'schema' },
      lineage: {
        nodes: [
          {
            id: daily,
            name: 'daily_orders',
            state: 'produced',
            codeMethod: 'pipelines.orders.DailyOrders',
            commit: head,
          },
          { id: clean, name: 'orders.clean', state: 'produced', codeMethod: 'pipelines.orders.CleanOrders' },
          { id: raw, name: 'raw_orders', state: 'external' },
        ],
        edges: [
          { from: clean, to: daily },
          { from: raw, to: clean },
        ],
        isCut: false,
      },
      rules: { checked: ['column-removed', 'type-changed', 'rows<-20%'], undecided: [] },
      cost: { vcpuHours: expect.any(Number) },
    })
  })

  test('of the base branch is not compared with what a pull request made in between', ({ second, third }) => {
    expect(third.outputs).toMatchObject({ status: 'succeeded', changes: 'none', [baseUuid]: second.outputs[uuid] })
  })

  test('of a sandbox is compared with one of the base context, where nothing is written', async ({
    world,
    play,
    third,
  }) => {
    const before = await world.keys('dsdt/context/shop/')
    const run = await play.inPullRequest({ remote: world.remote, context: 'pr-7/apart', 'base-context': 'shop' })
    expect(run.outputs).toMatchObject({
      status: 'succeeded',
      changes: 'schema',
      'output-bundle-uri': expect.stringContaining('/context/pr-7/objects/'),
      'base-bundle-uri': third.outputs['output-bundle-uri'],
    })
    expect(await resultOf(run)).toMatchObject({ comparison: { base: { context: 'shop', choice: 'ancestor' } } })
    expect(await world.keys('dsdt/context/shop/')).toStrictEqual(before)
  })

  test('that was reused is its own base, and may be too old', async ({ play, third }) => {
    const again = await play.onMain({ 'force-all': 'false', 'fail-on': 'stale>0.01m, rows<1' })
    expect(again.outputs).toMatchObject({
      status: 'failed',
      verdict: 'rule-broken',
      breaches: '["stale>0.01m"]',
      changes: 'none',
      [uuid]: third.outputs[uuid],
      [baseUuid]: third.outputs[uuid],
    })
  })

  test('has its base from the history of the checkout', async ({ play }) => {
    const apart = { 'output-bundle': 'apart', 'pull-output': 'false' }
    const before = await play.onMain(apart)
    const run = await play.onBranch(apart, {})
    expect(await resultOf(run)).toMatchObject({
      comparison: { base: { uuid: before.outputs[uuid], choice: 'ancestor' } },
    })
  })

  test('has its base from the history that GitHub tells of, where the workspace has none', async ({
    world,
    play,
    repository: { base: main, head },
    third,
  }) => {
    await using github = await startGitHub({
      compared: (from, to) => (from === main && to === head ? 'ahead' : undefined),
    })
    const bare = {
      cwd: await world.folder(),
      env: { GITHUB_API_URL: github.apiUrl },
      context: { GITHUB_API_URL: github.apiUrl },
    }
    const run = await play.onBranch({ 'github-token': 'ghs_1', 'pull-output': 'false' }, bare)
    expect(github.asked.map(({ path }) => path)).toStrictEqual([expect.stringContaining(`${main}...${head}`)])
    expect(await resultOf(run)).toMatchObject({
      comparison: { base: { uuid: third.outputs[uuid], choice: 'ancestor' } },
    })
  })

  test('that holds nothing is empty', async ({ world }) => {
    await using image = await imageWithPipes('empty', emptyPipe)
    const run = await world.act({ 'pipe-class': 'pipelines.empty.Empty', image: image.name, 'fail-on': 'empty' })
    expect(run.outputs).toMatchObject({ verdict: 'rule-broken', changes: 'first-version', breaches: '["empty"]' })
    expect(run.log).toContain('The output breaks the rule empty of `fail-on`: It has no rows.')
  })
})

describe('compare-with', () => {
  test('names the base', async ({ play, first }) => {
    const run = await play.onMain({ 'compare-with': first.outputs[uuid] ?? '' })
    expect(run.outputs).toMatchObject({ status: 'succeeded', changes: 'none', [baseUuid]: first.outputs[uuid] })
  })

  test('that is not there fails nothing, and is remarked', async ({ play, first: _first }) => {
    const run = await play.onMain({ 'compare-with': 'nowhere/daily_orders', 'fail-on': 'column-removed, rows<1' })
    expect(run.outputs).toMatchObject({ status: 'succeeded', changes: 'unknown', breaches: '[]' })
    expect(run.annotations).toMatchObject([
      {
        level: 'warning',
        message:
          'The output is not compared. There is no other committed bundle "daily_orders" in the remote context nowhere.',
      },
    ])
  })

  test('can be nothing, and what needs no base is judged all the same', async ({ play, first: _first }) => {
    const run = await play.onMain({ 'compare-with': '-', 'fail-on': 'rows<10, column-removed' })
    expect(run.outputs).toMatchObject({ verdict: 'rule-broken', changes: 'unknown', breaches: '["rows<10"]' })
    expect(run.annotations.map(({ level }) => level)).not.toContain('warning')
  })
})

describe('where the base cannot be read', () => {
  const prints = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 1', force: 'true', 'pull-output': 'false' }

  /** S3, with a fault when the action reads an object of this bundle. */
  const faultAt = async (world: World, bundle: string | undefined, fault: Fault) => {
    const met = Promise.withResolvers<void>()
    const s3 = await startFaultyS3(world.account, ({ method, key, fromAction }) => {
      if (!fromAction || method !== 'GET' || !key.includes(`/objects/${bundle}/`)) return undefined
      met.resolve()
      return fault
    })
    return { s3, met: met.promise }
  }

  test('the output is not compared, and that is all', async ({ world }) => {
    const { outputs } = await world.act(prints)
    const { s3 } = await faultAt(world, outputs[uuid], { kind: 'refuse', status: 403, code: 'AccessDenied' })
    await using _ = s3
    const run = await world.act({ ...prints, 'fail-on': 'rows<1, bytes<1B' }, { env: s3.env })
    expect(run).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded', changes: 'unknown', breaches: '[]' } })
    expect(run.annotations).toMatchObject([
      { level: 'warning', message: expect.stringMatching(/^The output is proved, but not compared .*AccessDenied/) },
    ])
  })

  test('a workflow that is cancelled then ends as cancelled', async ({ world }) => {
    const { outputs } = await world.act(prints)
    const { s3, met } = await faultAt(world, outputs[uuid], { kind: 'silence' })
    await using _ = s3
    const run = await world.act(prints, { env: s3.env, signalOn: met })
    expect(run.outputs).toMatchObject({ status: 'cancelled', verdict: 'cancelled', 'exit-code': '0' })
    expect(run.log).toContain('The workflow was cancelled during the phase "compare".')
  })
})

const emptyPipe = `
from disdatluigi.pipe import PipeTask


class Empty(PipeTask):
    def pipe_run(self):
        made = self.create_output_file("empty.csv")
        with made.open("w"):
            pass
        return made.path
`
