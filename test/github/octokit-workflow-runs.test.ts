import { describe, expect, test } from 'vitest'
import { openGitHub } from '../../src/github/open-github.ts'
import { type GitHubDouble, type GitHubFault, type GitHubRequest, startGitHub } from '../testbed/github.ts'
import type { WorkflowRecord, WorkflowRunRecord } from '../testbed/github-workflows.ts'

async function open({ apiUrl }: GitHubDouble) {
  const options = { token: 't', apiUrl, repository: 'octo-org/pipelines', signal: AbortSignal.timeout(30_000) }
  return (await openGitHub(options)).workflowRuns
}

const startedAt = new Date()
const run = (changes: Partial<WorkflowRunRecord> = {}): WorkflowRunRecord => ({
  ...{ event: 'workflow_dispatch', status: 'completed', createdAt: startedAt },
  ...changes,
})
const heal = (...runs: WorkflowRunRecord[]): WorkflowRecord => ({ inputs: ['day'], runs })
const dispatch = { workflow: 'heal.yml', ref: 'main', inputs: { day: '["2026-07-10"]' } }

/** Applies a fault to the first dispatches. */
function failDispatches(fault: GitHubFault, times = 1) {
  let left = times
  return ({ method }: GitHubRequest) => {
    if (method !== 'POST' || left === 0) return undefined
    left -= 1
    return fault
  }
}

describe('countUnfinished', () => {
  test('counts runs that wait, are queued or run, of any event', async () => {
    const unfinished = ['in_progress', 'queued', 'waiting', 'pending', 'requested'].map((status) => run({ status }))
    const workflows = { 'heal.yml': heal(run(), run({ status: 'queued', event: 'schedule' }), ...unfinished) }
    await using double = await startGitHub({ workflows })
    expect(await (await open(double)).countUnfinished('heal.yml')).toBe(6)
  })
})

describe('countDispatches', () => {
  test('counts dispatches since a moment', async () => {
    const old = new Date(startedAt.getTime() - 60_000)
    const workflows = { 'heal.yml': heal(run({ createdAt: old }), run(), run({ event: 'schedule' })) }
    await using double = await startGitHub({ workflows })
    expect(await (await open(double)).countDispatches('heal.yml', new Date(startedAt.getTime() - 30_000))).toBe(1)
  })

  test('asks again for an answer without a number', async () => {
    let asked = 0
    const selectFault = (): GitHubFault | undefined => (++asked === 1 ? { kind: 'refuse', status: 200 } : undefined)
    await using double = await startGitHub({ workflows: { 'heal.yml': heal() }, selectFault })
    expect(await (await open(double)).countDispatches('heal.yml', startedAt)).toBe(0)
    expect(asked).toBe(2)
  })
})

describe('dispatch', () => {
  test('starts a run of a branch with inputs, and returns its page', async () => {
    const workflow = heal()
    await using double = await startGitHub({ workflows: { 'heal.yml': workflow } })
    const url = await (await open(double)).dispatch(dispatch, startedAt)
    expect(url).toBe('https://github.com/octo-org/pipelines/actions/runs/9000')
    expect(workflow.runs).toMatchObject([{ ref: 'main', inputs: dispatch.inputs }])
  })

  test('returns no page on a server that does not know how to say it', async () => {
    const workflow: WorkflowRecord = { ...heal(), isOld: true }
    await using double = await startGitHub({ workflows: { 'heal.yml': workflow } })
    expect(await (await open(double)).dispatch(dispatch, startedAt)).toBeUndefined()
    expect(workflow.runs).toHaveLength(1)
  })

  test.for([
    ['a lost answer', { kind: 'lose' }],
    ['a broken connection', { kind: 'break' }],
    ['an error of the server', { kind: 'refuse', status: 502 }],
    ['a rate limit', { kind: 'refuse', status: 403, headers: { 'retry-after': '0' } }],
    ['a second rate limit', { kind: 'refuse', status: 429, headers: { 'retry-after': '0' } }],
  ] as const)('starts exactly one run after %s', async ([, fault]) => {
    const workflow = heal()
    await using double = await startGitHub({ workflows: { 'heal.yml': workflow }, selectFault: failDispatches(fault) })
    expect(await (await open(double)).dispatch(dispatch, startedAt)).toMatch(/\/runs\/9000$/)
    expect(workflow.runs).toHaveLength(1)
  })

  test.for([
    ['403', { kind: 'refuse', status: 403, message: 'Resource not accessible by integration' }],
    ['422', { kind: 'refuse', status: 422 }],
  ] as const)('throws at once for %s', async ([status, fault]) => {
    const workflow = heal()
    await using double = await startGitHub({
      workflows: { 'heal.yml': workflow },
      selectFault: failDispatches(fault, 9),
    })
    await expect((await open(double)).dispatch(dispatch, startedAt)).rejects.toMatchObject({
      kind: 'refused',
      status: Number(status),
    })
    expect(double.asked).toHaveLength(1)
  })
})
