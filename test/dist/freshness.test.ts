import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { parseJson } from '../../src/lib/json.ts'
import { makeHome, rawOrders } from '../testbed/dsdt.ts'
import { type GitHubFault, startGitHub } from '../testbed/github.ts'
import type { WorkflowRecord, WorkflowRunRecord } from '../testbed/github-workflows.ts'
import { makeImageWithPipes } from '../testbed/images.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { root } from '../testbed/process.ts'
import { type ActionResult, type RunOptions, runAction } from '../testbed/runner.ts'
import { test, type World } from '../testbed/world.ts'

const nightly = `
import os

import luigi
from disdatluigi.pipe import PipeTask


class Nightly(PipeTask):
    day = luigi.Parameter()

    def pipe_run(self):
        if self.day == os.environ.get("BROKEN_DAY"):
            raise ValueError(f"no orders on {self.day}")
        return self.day
`
const token = 'ghs_0123456789abcdefghijABCDEFGHIJ012345'
const file = '/actions/workflows/heal.yml'
const output = 'orders.nightly'

/** A day in UTC, so many days before today. */
const getDay = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)

/** Runs the built action as a scheduled step of the default branch. */
async function watch(
  env: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
  options: RunOptions = {},
): Promise<ActionResult> {
  const dist = process.env['RUN_ACTION_DIST']
  const result = await runAction({
    action: join(root, 'freshness'),
    event: { name: 'schedule', cron: '41 9 * * *' },
    ...{ env, token, inputs: { context: 'shop', ...inputs } },
    ...(dist && { dist }),
    ...options,
  })
  expect(result).toMatchObject({ problems: [], leftStopped: false })
  expect(result.log).not.toContain(token)
  return result
}

const listMessages = ({ annotations }: ActionResult, wanted: string) =>
  annotations.filter(({ level }) => level === wanted).map(({ message }) => message)

/** Makes days with the real pipe, and returns the numbers of its runs. */
async function make(world: World, image: string, days: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const { outputs } = await world.runAction({
    ...{ image, 'pipe-class': 'pipelines.nightly.Nightly', 'output-bundle': output, 'pull-output': 'false' },
    each: `day: ${JSON.stringify(days)}`,
    ...more,
  })
  return { succeeded: outputs['succeeded'], failed: outputs['failed'] }
}

test('a nightly run of ten days, with a dropped, a failed and a restated one, is watched and healed', async ({
  world,
}) => {
  await using image = await makeImageWithPipes('nightly', nightly)
  const [dropped, failed, restated, yesterday] = [getDay(6), getDay(4), getDay(8), getDay(1)]
  // Disdat itself makes the earlier nights, with a tag, so that only the nights that matter cost a container.
  const earlier = [10, 9, 8, 7, 5, 3, 2].map((daysAgo) => ({ day: getDay(daysAgo) }))
  await world.home.makeBundles(earlier.map((tags) => ({ name: output, data: rawOrders, tags, push: true })))
  expect(await make(world, image.name, [failed, yesterday], { env: `BROKEN_DAY=${failed}` })).toEqual({
    succeeded: '1',
    failed: '1',
  })
  expect(await make(world, image.name, [restated])).toEqual({ succeeded: '1', failed: '0' })

  const workflow: WorkflowRecord = { inputs: ['day'], runs: [] }
  await using github = await startGitHub({ workflows: { 'heal.yml': workflow } })
  const inputs = { remote: world.remote, heal: 'heal.yml' }
  const expectation = 'orders.nightly: { each: day, newest: yesterday, window: 14d, max-age: 1h, rows: ">0" }'
  const check = () =>
    watch(
      world.account.env,
      { ...inputs, expect: expectation },
      { context: { GITHUB_API_URL: github.apiUrl, GITHUB_REF: 'refs/heads/main' } },
    )
  const before = await world.listKeys()
  const first = await check()
  expect(first).toMatchObject({ exitCode: 1, outputs: { fresh: 'false', stale: '["orders.nightly"]' } })
  expect(parseJson(first.outputs['missing'] ?? '')).toEqual({ 'orders.nightly': [dropped, failed] })
  expect(first.outputs['heal-run-url']).toMatch(/\/actions\/runs\/9000$/)
  expect(workflow.runs).toMatchObject([{ ref: 'main', inputs: { day: JSON.stringify([dropped, failed]) } }])
  expect(listMessages(first, 'error')).toEqual([
    expect.stringContaining(`- orders.nightly: Missing in the last 14 days: ${dropped}, ${failed}.`),
  ])
  expect(first.summary).toMatch(/^### ⚠️ 1 with gaps\n/)
  expect(first.summary).toContain(`| ⚠️ | \`orders.nightly\` | \`${yesterday}\` |`)
  // The receipt of the newest day names the run that made it.
  expect(first.summary).toMatch(/\[run\]\(https:\/\/github\.com\/octo-org\/pipelines\/actions\/runs\/\d+\)/)
  // It only reads.
  expect(await world.listKeys()).toEqual(before)

  // The workflow makes what it was asked for.
  const asked = parseJson(workflow.runs[0]?.inputs?.['day'] ?? '')
  expect(await make(world, image.name, Array.isArray(asked) ? asked : [])).toEqual({ succeeded: '2', failed: '0' })
  const second = await check()
  expect(second).toMatchObject({ exitCode: 0, outputs: { fresh: 'true', stale: '[]', missing: '{}' } })
  expect(workflow.runs).toHaveLength(1)
})

describe('a watchdog of a stale bundle', () => {
  const run = (changes: Partial<WorkflowRunRecord> = {}): WorkflowRunRecord => ({
    ...{ event: 'workflow_dispatch', status: 'completed', createdAt: new Date() },
    ...changes,
  })
  /** Applies a fault to the first call of a method. */
  const failOnce = (wanted: string, fault: GitHubFault) => {
    let isDone = false
    return ({ method, path }: { readonly method: string; readonly path: string }) => {
      if (isDone || method !== wanted || !path.includes(file)) return undefined
      isDone = true
      return fault
    }
  }
  const forbidden = { kind: 'refuse', status: 403, message: 'Resource not accessible by integration' } as const
  const throttled = { kind: 'refuse', status: 403, headers: { 'retry-after': '0' } } as const

  test.for<{
    readonly what: string
    readonly runs?: WorkflowRunRecord[]
    readonly selectFault?: ReturnType<typeof failOnce>
    readonly started: number
    readonly level: string
    readonly message?: RegExp
  }>([
    { what: 'starts the workflow', started: 1, level: 'warning' },
    {
      what: 'starts it once when the answer is lost',
      selectFault: failOnce('POST', { kind: 'lose' }),
      started: 1,
      level: 'warning',
    },
    {
      what: 'starts it once when it is throttled',
      selectFault: failOnce('POST', throttled),
      started: 1,
      level: 'warning',
    },
    { what: 'goes on when a list is throttled', selectFault: failOnce('GET', throttled), started: 1, level: 'warning' },
    {
      ...{ what: 'says which permission is missing', selectFault: failOnce('GET', forbidden), started: 0 },
      ...{
        level: 'warning',
        message: /^`heal` did not start heal\.yml\. .*Give the job `permissions: actions: write`\.$/,
      },
    },
    {
      ...{ what: 'waits for a run that has not ended', runs: [run({ status: 'in_progress' })], started: 0 },
      ...{ level: 'notice', message: /1 run of this workflow has not ended\.$/ },
    },
    {
      ...{ what: 'respects its limit', runs: [run(), run(), run()], started: 0 },
      ...{ level: 'notice', message: /`heal-limit` is 3\.$/ },
    },
  ])('$what', async ({ runs = [], selectFault, started, level, message }, { world }) => {
    const before = runs.length
    await using github = await startGitHub({
      workflows: { 'heal.yml': { inputs: [], runs } },
      ...(selectFault && { selectFault }),
    })
    const inputs = { remote: world.remote, expect: 'orders.none: { max-age: 1h }', heal: 'heal.yml' }
    const context = { GITHUB_API_URL: github.apiUrl, GITHUB_REF: 'refs/heads/main' }
    const result = await watch(world.account.env, inputs, { context })
    expect(runs.length - before).toBe(started)
    expect(listMessages(result, level)).toEqual(message === undefined ? [] : [expect.stringMatching(message)])
    // The bundle is stale in any case.
    expect(listMessages(result, 'error')).toEqual([
      expect.stringContaining('There is no committed bundle of this name.'),
    ])
  })
})

describe('the role of a watchdog', () => {
  const expectation = { expect: 'raw.orders: { max-age: 1h, rows: ">=3" }' }

  const openAccount = async (own: AsyncDisposableStack): Promise<Moto> => {
    // This account is separate: moto checks policies for a whole account or not at all.
    const moto = own.use(await startMoto())
    await moto.createBucket('private-data')
    return moto
  }

  test('needs only to list and to read', async () => {
    await using own = new AsyncDisposableStack()
    const moto = await openAccount(own)
    const home = own.use(await makeHome(moto, { remote: 's3://private-data/dsdt' }))
    await home.makeBundle({ name: 'raw.orders', data: rawOrders, push: true })
    const reader = await moto.createUser('reader', ['s3:ListBucket', 's3:GetObject'])
    const lister = await moto.createUser('lister', ['s3:ListBucket'])
    await moto.enforceIam()
    const runAs = ({ accessKeyId, secretAccessKey }: typeof reader) =>
      watch(
        { ...moto.env, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
        { remote: 's3://private-data/dsdt', ...expectation },
      )
    const allowed = await runAs(reader)
    expect(allowed).toMatchObject({ exitCode: 0, annotations: [], outputs: { fresh: 'true' } })
    const denied = await runAs(lister)
    expect(denied.exitCode).toBe(1)
    expect(listMessages(denied, 'error')).toEqual([
      expect.stringMatching(
        /^access-denied: S3 refused \S+: 403 AccessDenied\. Give the role in use s3:ListBucket on private-data, and s3:GetObject below the remote\.$/,
      ),
    ])
    expect(denied.outputs).toEqual({})
  })
})
