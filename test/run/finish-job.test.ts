import { describe, expect } from 'vitest'
import type { Backend } from '../../src/backends/backend.ts'
import { neverAborted } from '../../src/lib/abort.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { RunReporter } from '../../src/report/run-reporter.ts'
import { finishJob } from '../../src/run/finish-job.ts'
import { putBundle } from '../remote/fixtures.ts'
import { doubleCapabilities } from '../testbed/double-backend.ts'
import { createContext, createTaskFor, planRunOn, test, useCommandFiles } from './fixtures.ts'

interface Situation {
  readonly outputUuid: string
  readonly follow: Backend['follow']
  readonly jobDeadline?: AbortSignal
}

/** Finishes a job; `error` is what it threw. */
async function finish(
  remote: Remote,
  { outputUuid, follow, jobDeadline = neverAborted }: Situation,
  inputs: Readonly<Record<string, string>> = {},
) {
  await useCommandFiles()
  const run = planRunOn(remote, { 'INPUT_OUTPUT-BUNDLE': 'daily', 'INPUT_PULL-OUTPUT': 'false', ...inputs })
  const { context, calls } = createContext({
    run,
    backend: { follow, can: { ...doubleCapabilities, outlivesStep: true } },
    dependencies: { jobDeadline },
  })
  const names = `${remote.context}/local`
  const start = { pipeClass: 'pipes.orders.Daily', backend: 'Double', remote: remote.url, context: names }
  const reporter = new RunReporter({ runId: 'run-1', params: new Map(), ...start }, context.dependencies.outputs, 10)
  const launched = { job: { id: 'job-1', name: 'orders' }, receipt: createTaskFor(outputUuid).receipt }
  const known = { remote, imageCommit: undefined }
  const error = await finishJob(context, reporter, launched, known).catch((reason: unknown) => reason)
  return { error, report: reporter.report, calls }
}

describe('finishJob', () => {
  test('proves the output of a job, and releases the job', async ({ remote }) => {
    const outputUuid = crypto.randomUUID()
    await putBundle(remote, { uuid: outputUuid, name: 'daily', codeMethod: 'pipes.orders.Daily' })
    const follow = async () => ({ exitCode: 0, outOfMemory: false, logUrl: 'https://aws/log' })
    const { error, report, calls } = await finish(remote, { outputUuid, follow })
    expect(error).toBeUndefined()
    expect(report).toMatchObject({ status: 'succeeded', exitCode: 0, logUrl: 'https://aws/log' })
    expect(report.output).toMatchObject({ uuid: outputUuid })
    expect(calls.released).toStrictEqual(['run-1'])
  })

  test('records the receipt of a proved output, unless it breaks a rule', async ({ remote: own }) => {
    const useIndex = { signal: neverAborted, debug: () => undefined }
    const follow = async () => ({ exitCode: 0, outOfMemory: false })
    for (const failOn of ['', 'bytes > 1 B']) {
      const remote = createRemote(own.store, { ...own, context: `${own.context}-${failOn.length}`, useIndex })
      const outputUuid = crypto.randomUUID()
      await putBundle(remote, { uuid: outputUuid, name: 'daily', codeMethod: 'pipes.orders.Daily' })
      const { error } = await finish(remote, { outputUuid, follow }, { 'INPUT_FAIL-ON': failOn })
      await remote.receipts.waitForSave()
      const { receipts } = await remote.receipts.list('pipes.orders.Daily', { signal: neverAborted })
      if (failOn !== '') expect([error, receipts]).toMatchObject([{ verdict: 'rule-broken' }, []])
      else expect([error, receipts]).toMatchObject([undefined, [{ bundle: { uuid: outputUuid } }]])
    }
  })

  test('throws why a job failed, with its exit code in the report', async ({ remote }) => {
    const outputUuid = crypto.randomUUID()
    const follow = async () => ({ exitCode: 74, outOfMemory: false })
    const { error, report, calls } = await finish(remote, { outputUuid, follow })
    expect(error).toMatchObject({ verdict: 'pipe-error' })
    expect(report).toMatchObject({ exitCode: 74 })
    expect(calls.released).toStrictEqual(['run-1'])
  })

  test('reports a job that continues without the step', async ({ remote }) => {
    const jobDeadline = AbortSignal.abort(new Error('deadline'))
    const follow = async () => await Promise.reject(jobDeadline.reason)
    const { error, report } = await finish(remote, { outputUuid: crypto.randomUUID(), follow, jobDeadline })
    expect(error).toBeUndefined()
    expect(report).toMatchObject({ status: 'detached', left: { snippet: 'attach to job-1' } })
  })
})
