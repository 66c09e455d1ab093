import { access, readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { type Fault, startFaultyS3 } from '../testbed/faulty-s3.ts'
import { startGitHub } from '../testbed/github.ts'
import { makeImageWithPipes } from '../testbed/images.ts'
import { makeRepository } from '../testbed/repository.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'
import { test as base, type World } from '../testbed/world.ts'

const uuid = 'output-bundle-uuid'
const baseUuid = 'base-bundle-uuid'

/** Runs the pipeline at two commits: on `main`, and for a pull request that drops a column. */
const test = base
  .extend('repository', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const repository = await makeRepository()
    onCleanup(() => repository[Symbol.asyncDispose]())
    return repository
  })
  .extend('pipeline', { scope: 'file' }, async ({ world, repository }) => {
    await world.home.makeBundle({ name: 'raw_orders', data: rawOrders })
    const cwd = await world.createFolder()
    const temp = await world.createFolder()
    await repository.checkOut(cwd)
    const daily = {
      'pipe-class': 'pipelines.orders.DailyOrders',
      'input-bundle': 'raw_orders',
      'input-param': 'orders',
      params: 'day: 2026-01-05',
      'output-bundle': 'daily_orders',
      'pull-output': 'false',
    }
    const runPipeline = async (sha: string, inputs: Readonly<Record<string, string>>, options: RunOptions) =>
      await world.runAction({ ...daily, image: `${repository.images}:${sha}`, ...inputs }, { cwd, temp, ...options })
    const { base: main, head } = repository
    const payload = { pull_request: { number: 7, head: { sha: head }, base: { ref: 'main', sha: main } } }
    return {
      runOnMain: (inputs: Readonly<Record<string, string>> = {}) =>
        runPipeline(main, { 'force-all': 'true', ...inputs }, { event: { name: 'push', sha: main } }),
      runOnBranch: (inputs: Readonly<Record<string, string>>, options: RunOptions) =>
        runPipeline(
          head,
          { 'force-all': 'true', ...inputs },
          { event: { name: 'push', branch: 'feature', sha: head }, ...options },
        ),
      runInPullRequest: (inputs: Readonly<Record<string, string>> = {}) =>
        runPipeline(
          head,
          { 'force-all': 'true', ...inputs },
          { event: { name: 'pull_request', number: 7, sha: head, payload } },
        ),
    }
  })
  .extend('first', { scope: 'file' }, ({ pipeline }) => pipeline.runOnMain({ 'fail-on': 'column-removed, empty' }))
  .extend('second', { scope: 'file' }, ({ pipeline, first: _first }) => pipeline.runOnMain())
  .extend('proposed', { scope: 'file' }, ({ pipeline, second: _second }) =>
    pipeline.runInPullRequest({
      'fail-on': 'column-removed\ntype-changed\nrows<-20%',
      'pull-output': 'true',
      vcpus: '1',
    }),
  )
  .extend('third', { scope: 'file' }, ({ pipeline, proposed: _proposed }) => pipeline.runOnMain())

const readResult = async ({ outputs }: ActionResult): Promise<unknown> =>
  JSON.parse(await readFile(outputs['result-file'] ?? '', 'utf8'))

describe('an output', () => {
  test('is a first version when its name is new, and rules about changes pass', ({ first }) => {
    expect(first).toMatchObject({ exitCode: 0, annotations: [] })
    expect(first.outputs).toMatchObject({ status: 'succeeded', changes: 'first-version', rows: '2', breaches: '[]' })
    expect(first.outputs).not.toHaveProperty(baseUuid)
  })

  test('is `same` when it is recomputed from the same input', ({ first, second }) => {
    expect(second).toMatchObject({ exitCode: 0, annotations: [] })
    expect(second.outputs).toMatchObject({
      status: 'succeeded',
      changes: 'none',
      [baseUuid]: first.outputs[uuid],
      'base-bundle-uri': first.outputs['output-bundle-uri'],
    })
    expect(second.outputs[uuid]).not.toBe(first.outputs[uuid])
    expect(second.text.map(({ line }) => line)).toContain(
      `Compared with daily_orders ${first.outputs['output-bundle-uri']}: no changes.`,
    )
  })

  test('of a pull request is compared with the newest bundle of the base branch, and a broken rule fails the step after the pull', async ({
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
      { level: 'error', message: 'Removed: `largest`.', properties: of },
      { level: 'error', properties: of },
      {
        level: 'error',
        message: expect.stringMatching(
          /^rule-broken: The output breaks 2 rules of `fail-on`:\n- column-removed: Removed: `largest`\.\n- type-changed: Type changed: `total` \(FLOAT64 before, FLOAT32 now\)\.\n/,
        ),
      },
    ])
    await access(proposed.outputs['output-path'] ?? '')
  })

  test('is reported with its lineage, its base and its cost', async ({ proposed, repository }) => {
    const { base: main, head } = repository
    const [daily, raw, clean] = [proposed.outputs[uuid], proposed.outputs['input-bundle-uuid'], expect.any(String)]
    expect(await readResult(proposed)).toMatchObject({
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

  test('of the base branch is not compared with a newer bundle of a pull request', ({ second, third }) => {
    expect(third.outputs).toMatchObject({ status: 'succeeded', changes: 'none', [baseUuid]: second.outputs[uuid] })
  })

  test('of a sandbox is compared with a bundle of the base context, which stays unchanged', async ({
    world,
    pipeline,
    third,
  }) => {
    const before = await world.listKeys('dsdt/context/shop/')
    const run = await pipeline.runInPullRequest({ remote: world.remote, context: 'pr-7/apart', 'base-context': 'shop' })
    expect(run.outputs).toMatchObject({
      status: 'succeeded',
      changes: 'schema',
      'output-bundle-uri': expect.stringContaining('/context/pr-7/objects/'),
      'base-bundle-uri': third.outputs['output-bundle-uri'],
    })
    expect(await readResult(run)).toMatchObject({ comparison: { base: { context: 'shop', choice: 'ancestor' } } })
    expect(await world.listKeys('dsdt/context/shop/')).toStrictEqual(before)
  })

  test('is its own base when it is reused, and may be too old for a rule', async ({ pipeline, third }) => {
    const again = await pipeline.runOnMain({ 'force-all': 'false', 'fail-on': 'stale>0.01m, rows<1' })
    expect(again.outputs).toMatchObject({
      status: 'failed',
      verdict: 'rule-broken',
      breaches: '["stale>0.01m"]',
      changes: 'none',
      [uuid]: third.outputs[uuid],
      [baseUuid]: third.outputs[uuid],
    })
  })

  test('gets its base from the history of the checkout', async ({ pipeline }) => {
    const apart = { 'output-bundle': 'apart', 'pull-output': 'false' }
    const before = await pipeline.runOnMain(apart)
    const run = await pipeline.runOnBranch(apart, {})
    expect(await readResult(run)).toMatchObject({
      comparison: { base: { uuid: before.outputs[uuid], choice: 'ancestor' } },
    })
  })

  test('gets its base from the history on GitHub when the workspace has no checkout', async ({
    world,
    pipeline,
    repository: { base: main, head },
    third,
  }) => {
    await using github = await startGitHub({
      compared: (from, to) => (from === main && to === head ? 'ahead' : undefined),
    })
    const bare = {
      cwd: await world.createFolder(),
      env: { GITHUB_API_URL: github.apiUrl },
      context: { GITHUB_API_URL: github.apiUrl },
    }
    const run = await pipeline.runOnBranch({ 'github-token': 'ghs_1', 'pull-output': 'false' }, bare)
    expect(github.asked.map(({ path }) => path)).toStrictEqual([expect.stringContaining(`${main}...${head}`)])
    expect(await readResult(run)).toMatchObject({
      comparison: { base: { uuid: third.outputs[uuid], choice: 'ancestor' } },
    })
  })

  test('without content is empty', async ({ world }) => {
    await using image = await makeImageWithPipes('empty', emptyPipe)
    const run = await world.runAction({ 'pipe-class': 'pipelines.empty.Empty', image: image.name, 'fail-on': 'empty' })
    expect(run.outputs).toMatchObject({ verdict: 'rule-broken', changes: 'first-version', breaches: '["empty"]' })
    expect(run.log).toContain('The output breaks the rule empty of `fail-on`: It has no rows.')
  })
})

describe('compare-with', () => {
  test('selects the base', async ({ pipeline, first }) => {
    const run = await pipeline.runOnMain({ 'compare-with': first.outputs[uuid] ?? '' })
    expect(run.outputs).toMatchObject({ status: 'succeeded', changes: 'none', [baseUuid]: first.outputs[uuid] })
  })

  test('only draws a warning when it names a missing bundle', async ({ pipeline, first: _first }) => {
    const run = await pipeline.runOnMain({
      'compare-with': 'nowhere/daily_orders',
      'fail-on': 'column-removed, rows<1',
    })
    expect(run.outputs).toMatchObject({ status: 'succeeded', changes: 'unknown', breaches: '[]' })
    expect(run.annotations).toMatchObject([
      {
        level: 'warning',
        message: 'The output is not compared. The remote context nowhere has no other committed bundle "daily_orders".',
      },
    ])
  })

  test('may be `-`, and rules that need no base are still checked', async ({ pipeline, first: _first }) => {
    const run = await pipeline.runOnMain({ 'compare-with': '-', 'fail-on': 'rows<10, column-removed' })
    expect(run.outputs).toMatchObject({ verdict: 'rule-broken', changes: 'unknown', breaches: '["rows<10"]' })
    expect(run.annotations.map(({ level }) => level)).not.toContain('warning')
  })
})

describe('when the base cannot be read', () => {
  // Nothing but the comparison reads the base.
  const prints = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 1', force: 'true', 'seed-context': 'none' }

  /** Starts an S3 that fails when the action reads an object of this bundle. */
  const startS3WithFault = async (world: World, bundle: string | undefined, fault: Fault) => {
    const met = Promise.withResolvers<void>()
    const s3 = await startFaultyS3(world.account, ({ method, key, fromAction }) => {
      if (!fromAction || method !== 'GET' || !key.includes(`/objects/${bundle}/`)) return undefined
      met.resolve()
      return fault
    })
    return { s3, met: met.promise }
  }

  test('the output is not compared, and the step succeeds', async ({ world }) => {
    const { outputs } = await world.runAction(prints)
    const { s3 } = await startS3WithFault(world, outputs[uuid], { kind: 'refuse', status: 403, code: 'AccessDenied' })
    await using _ = s3
    const run = await world.runAction({ ...prints, 'fail-on': 'rows<1, bytes<1B' }, { env: s3.env })
    expect(run).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded', changes: 'unknown', breaches: '[]' } })
    expect(run.annotations).toMatchObject([
      {
        level: 'warning',
        message: expect.stringMatching(/^The output is proved, but it was not compared .*AccessDenied/),
      },
    ])
  })

  test('a cancelled step ends as cancelled', async ({ world }) => {
    const { outputs } = await world.runAction(prints)
    const { s3, met } = await startS3WithFault(world, outputs[uuid], { kind: 'silence' })
    await using _ = s3
    // A pull, which takes place at the same time, would be named too while it lasts.
    const run = await world.runAction({ ...prints, 'pull-output': 'false' }, { env: s3.env, signalOn: met })
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
