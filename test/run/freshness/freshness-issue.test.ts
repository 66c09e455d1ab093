import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { OutputWriter } from '../../../src/action/outputs.ts'
import { checkAndReport } from '../../../src/run/freshness/freshness-issue.ts'
import { createInputEnv } from '../../plan/input-fixtures.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { type GitHubDouble, startGitHub } from '../../testbed/github.ts'
import { createFolder, createLog, test, useCommandFiles } from '../fixtures.ts'
import { putDay } from './fixtures.ts'

interface Step {
  readonly double: GitHubDouble
  readonly run: number
  readonly env: object
  readonly inputs: Readonly<Record<string, string>>
  readonly cancelled?: AbortSignal
  /** Noon of a day in July 2026. */
  readonly day?: number
}

async function check({ double, run, env, inputs, cancelled = neverAborted, day = 11 }: Step) {
  const files = await useCommandFiles()
  const log = createLog()
  const eventFile = join(await createFolder(), 'event.json')
  await writeFile(eventFile, JSON.stringify({ repository: { default_branch: 'main' } }))
  const github = {
    ...{ GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines', GITHUB_EVENT_PATH: eventFile },
    ...{ GITHUB_EVENT_NAME: 'schedule', GITHUB_RUN_NUMBER: `${run}`, GITHUB_RUN_ID: `${run}` },
    ...{ GITHUB_WORKFLOW: 'watchdog', GITHUB_SERVER_URL: 'https://github.com' },
  }
  const given = { 'failure-issue': 'true', 'github-token': 't', summary: 'false', ...inputs }
  const error = await checkAndReport({
    env: { ...env, ...github, ...createInputEnv(given) },
    ...{ log, now: new Date(`2026-07-${day}T12:00:00Z`), cancelled },
    outputs: new OutputWriter(log.warning, log.holdsMasked, process.env['GITHUB_OUTPUT']),
  })
  return { error, lines: log.lines, outputs: await files.readOutputs() }
}

const daily = 'orders: { each: day, newest: yesterday, window: 3d }'
const url = 'https://github.com/octo-org/pipelines/issues/101'

describe('checkAndReport', () => {
  test('opens an issue when a bundle is stale, and closes it when all are fresh', async ({ remote, moto }) => {
    await using double = await startGitHub()
    const inputs = { remote: remote.url, context: remote.context, expect: daily }
    for (const day of ['2026-07-08', '2026-07-09']) await putDay(remote, day)
    const stale = await check({ double, run: 1, env: moto.env, inputs })
    expect(stale.error).toMatch(/^rule-broken: 1 of 1 bundles is not fresh/)
    expect(stale.outputs.get('failure-issue-url')).toBe(url)
    expect(double.issues).toMatchObject([
      { title: `Freshness of ${remote.context} failed in watchdog`, body: expect.stringContaining('### ❌ 1 stale') },
    ])
    expect(double.issues[0]?.body).toMatch(/"verdict":"stale"/)
    expect(double.issues[0]?.body).toContain('[Run](https://github.com/octo-org/pipelines/actions/runs/1)')

    await putDay(remote, '2026-07-10')
    const fresh = await check({ double, run: 2, env: moto.env, inputs })
    expect(fresh.error).toBeUndefined()
    expect(fresh.outputs.get('failure-issue-url')).toBe(url)
    expect(double.issues).toMatchObject([{ state: 'closed', reason: 'completed' }])
  })

  test.for([
    ['a remote that cannot be read', { remote: 's3://no-such-bucket/p' }, 'remote-unreachable'],
    ['invalid inputs', { remote: 's3://b/p', 'heal-limit': 'many' }, 'invalid-input'],
  ] as const)('opens an issue for %s', async ([, changes, verdict], { moto }) => {
    await using double = await startGitHub()
    const inputs = { context: 'shop', expect: daily, ...changes }
    const { error } = await check({ double, run: 1, env: moto.env, inputs })
    expect(error).toMatch(new RegExp(`^${verdict}: `))
    expect(double.issues[0]?.body).toContain(`### ❌ Not checked: \`${verdict}\``)
    expect(double.issues[0]?.body).toContain(`troubleshooting.md#${verdict})`)
  })

  test('changes no issue when it is cancelled, unless it is enabled, and in other events', async ({ remote, moto }) => {
    await using double = await startGitHub()
    const inputs = { remote: remote.url, context: remote.context, expect: daily }
    const step = { double, run: 1, env: moto.env, inputs }
    const cancelled = AbortSignal.abort(new Error('SIGINT'))
    expect((await check({ ...step, cancelled })).error).toBe('cancelled: The workflow was cancelled. Run it again.')
    await check({ ...step, inputs: { ...inputs, 'failure-issue': 'false' } })
    const { lines } = await check({ ...step, env: moto.env, inputs: { ...inputs, 'github-token': '' } })
    expect(lines).toContain('notice: `failure-issue` needs `github-token`. No issue was opened.')
    expect(double.asked).toEqual([])
  })
})
