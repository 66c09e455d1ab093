import { describe, expect } from 'vitest'
import { findStep, runAct } from '../testbed/act.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { startGitHub } from '../testbed/github.ts'
import { startTlsFront } from '../testbed/tls.ts'
import { test as base, type World } from '../testbed/world.ts'

const sha = '1'.repeat(40)
const token = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'
const fork = { branch: 'feature', repository: 'mallory/pipelines' }

/** GitHub's API behind TLS, and what a runner's machine needs to reach it. */
async function startGitHubOverTls(world: World) {
  const own = new AsyncDisposableStack()
  const github = own.use(await startGitHub({ pullRequests: [{ number: 7, sha, ...fork }] }))
  const front = own.use(await startTlsFront(github.apiUrl))
  return {
    github,
    env: {
      ...world.account.env,
      HOME: world.home.path,
      GITHUB_API_URL: front.url,
      GITHUB_SHA: sha,
      NODE_EXTRA_CA_CERTS: front.certificate,
    },
    [Symbol.asyncDispose]: () => own.disposeAsync(),
  }
}

/** Leaves the result file of a pipe that fails in the home of the runner. */
const failingRun = `on: push
jobs:
  orders:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: orders
        continue-on-error: true
        uses: ./
        with:
          pipe-class: pipelines.faults.Raises
          network: host
      - run: cp "\${{ steps.orders.outputs.result-file }}" "$HOME/result.json"
`

const test = base
  .extend('server', { scope: 'file' }, async ({ world }, { onCleanup }) => {
    const server = await startGitHubOverTls(world)
    onCleanup(() => server[Symbol.asyncDispose]())
    return server
  })
  .extend('runResult', { scope: 'file' }, ({ server: { env } }) => runAct({ workflow: failingRun, env }))
  .extend('raw', { scope: 'file' }, ({ world }) =>
    world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true }),
  )

describe('a matrix of two legs', () => {
  const workflow = `on: pull_request
jobs:
  orders:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        day: ['2026-01-05', '2026-01-06']
    steps:
      - uses: actions/checkout@v4
      - id: orders
        uses: ./
        with:
          pipe-class: pipelines.orders.DailyOrders
          network: host
          input-bundle: raw_orders
          input-param: orders
          output-bundle: orders.\${{ matrix.day }}
          params: |
            day: \${{ matrix.day }}
          pull-output: false
          comment: always
`

  test('runs the pipe twice, and keeps one comment for each leg', async ({ server: { env, github }, raw }) => {
    const pullRequest = { name: 'pull_request', number: 7, sha } as const
    const result = await runAct({ workflow, env, event: pullRequest, secrets: { GITHUB_TOKEN: token } })
    expect(result).toMatchObject({ jobs: { orders: [expect.any(String), expect.any(String)] } })
    const legs = ['orders-1', 'orders-2'].map((leg) => findStep(result, 'orders', 'Main', leg))
    expect(legs.map(({ outputs }) => outputs)).toMatchObject([
      { 'output-bundle-name': 'orders.2026-01-05', 'input-bundle-uuid': raw },
      { 'output-bundle-name': 'orders.2026-01-06', 'input-bundle-uuid': raw },
    ])
    expect(github.comments.map(({ body }) => body).toSorted()).toEqual([
      expect.stringContaining('orders.2026-01-05'),
      expect.stringContaining('orders.2026-01-06'),
    ])
    expect(result.log).not.toContain(token)
  })
})

describe('the report action', () => {
  const report = `on: workflow_run
jobs:
  comment:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: cp "$HOME/result.json" result.json
      - id: report
        uses: ./report
        with:
          result-file: result.json
      - id: later
        run: echo "\${{ steps.report.outputs.comment-url }}"
`

  test('comments on the pull request with what a run of another workflow left', async ({ server, runResult }) => {
    const { env, github } = server
    github.comments.length = 0
    expect(runResult).toMatchObject({ exitCode: 0 })
    const event = { name: 'workflow_run', run: { id: 812, sha, ...fork } } as const
    const result = await runAct({ workflow: report, env, event, secrets: { GITHUB_TOKEN: token } })
    expect(result).toMatchObject({ exitCode: 0, jobs: { comment: ['success'] } })
    const url = 'https://github.com/octo-org/pipelines/pull/7#issuecomment-2000'
    expect(findStep(result, 'later').lines).toEqual([url])
    expect(github.comments).toEqual([expect.objectContaining({ body: expect.stringContaining("KeyError\\: 'pear'") })])
    expect(github.asked.map((request) => request.token)).not.toContain(undefined)
    expect(findStep(result, 'report')).toMatchObject({ annotations: [], summary: expect.stringContaining('`Raises`') })
    expect(result.log).not.toContain(token)
  })

  test('sends nothing to a server whose certificate is unknown', async ({ server, runResult }) => {
    expect(runResult).toMatchObject({ exitCode: 0 })
    const { NODE_EXTRA_CA_CERTS: _, ...env } = server.env
    const before = server.github.asked.length
    const event = { name: 'workflow_run', run: { id: 813, sha, ...fork } } as const
    const result = await runAct({ workflow: report, env, event, secrets: { GITHUB_TOKEN: token } })
    expect(server.github.asked.length).toBe(before)
    expect(findStep(result, 'report').annotations).not.toEqual([])
  })
})
