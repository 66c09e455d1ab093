import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { makeHome, rawOrders } from '../testbed/dsdt.ts'
import { type GitHubFault, startGitHub } from '../testbed/github.ts'
import type { WorkflowRunRecord } from '../testbed/github-workflows.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { root } from '../testbed/process.ts'
import { type ActionResult, type RunOptions, runAction } from '../testbed/runner.ts'
import { test } from '../testbed/world.ts'

const token = 'ghs_0123456789abcdefghijABCDEFGHIJ012345'
const file = '/actions/workflows/heal.yml'

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
