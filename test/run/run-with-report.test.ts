import { describe, expect, test } from 'vitest'
import { OutputWriter } from '../../src/action/outputs.ts'
import { Failure } from '../../src/errors.ts'
import { ReportOutputs } from '../../src/report/report-outputs.ts'
import { createRefusalReport, runTarget, runWithReport } from '../../src/run/run-with-report.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { createDoubleBackend } from '../testbed/double-backend.ts'
import { createLog, createTestDependencies, useCommandFiles } from './fixtures.ts'

const start = { pipeClass: 'a.B', backend: 'Local', remote: 's3://b', context: 'x/y', params: new Map() }
const cancelled = AbortSignal.abort(new Error('SIGTERM'))

describe('runWithReport', () => {
  test('resolves with the report of the work, under a new run id', async () => {
    const { readOutputs } = await useCommandFiles()
    const work = () => runWithReport(start, createTestDependencies(), (reporter) => reporter.update({ exitCode: 4 }))
    const [report, other] = [await work(), await work()]
    expect(report).toMatchObject({ ...start, exitCode: 4 })
    expect(report.runId).toMatch(/^step-/)
    expect(other.runId).not.toBe(report.runId)
    expect((await readOutputs()).get('exit-code')).toBe('4')
  })

  test('reports a Failure as it is, and any other error as a defect', async () => {
    await useCommandFiles()
    const log = createLog()
    const fail = (error: Error) =>
      runWithReport(start, createTestDependencies({ log }), async () => await Promise.reject(error))
    expect(await fail(new Failure('timeout', 'Too late.', 'Wait.'))).toMatchObject({
      status: 'failed',
      failure: { verdict: 'timeout', evidence: 'Too late.', advice: 'Wait.' },
    })
    expect(await fail(new TypeError('x is undefined'))).toMatchObject({
      status: 'failed',
      failure: { verdict: 'internal-error', evidence: 'Unexpected error: x is undefined.' },
    })
    expect(log.lines[1]).toMatch(/^debug: TypeError: x is undefined\n +at /)
  })

  test.each([
    ['push', 'Run the workflow again. Bundles from tasks that finished are on the remote and can be reused.'],
    ['cleanup', 'Run the job again: it deletes what remains.'],
  ])('reports any error of a cancelled workflow as a cancellation, with its phase %s', async (name, advice) => {
    await useCommandFiles()
    const report = await runWithReport(start, createTestDependencies({ cancelled }), (reporter) =>
      reporter.phase(name, () => Promise.reject(new Error('socket closed'))),
    )
    expect(report).toMatchObject({
      status: 'cancelled',
      failure: {
        verdict: 'cancelled',
        evidence: `The workflow was cancelled during the phase "${name}".`,
        advice,
      },
    })
  })
})

describe('runTarget', () => {
  test('starts the report with the run, and records the phases of its context', async () => {
    await useCommandFiles()
    const run = planRun({ ...runEnv, INPUT_PARAMS: 'day: monday' })
    const backend = createDoubleBackend()
    const report = await runTarget(run, createTestDependencies(), backend, async (context, reporter) => {
      expect(context).toMatchObject({ run, backend, runId: reporter.runId })
      await context.phase('image', async () => undefined)
    })
    expect(report).toMatchObject({
      pipeClass: 'pipes.orders.Daily',
      backend: 'Local',
      remote: 's3://acme/dsdt',
      context: 'prod/local',
      params: new Map([['day', 'monday']]),
      phases: [{ name: 'image' }],
    })
  })
})

describe('createRefusalReport', () => {
  test('has what was requested, and the failure', async () => {
    const { readOutputs } = await useCommandFiles()
    const error = new Failure('invalid-input', '1 input error.', 'Fix it.')
    const report = await createRefusalReport(
      { pipeClass: 'a.B', backend: 'Local', context: 'prod/local', params: new Map([['day', 'monday']]) },
      new ReportOutputs(new OutputWriter(createLog().warning)),
      error,
    )
    expect(report).toMatchObject({
      ...{ pipeClass: 'a.B', backend: 'Local', remote: '', context: 'prod/local', status: 'failed', phases: [] },
    })
    expect(Object.fromEntries(await readOutputs())).toStrictEqual({ status: 'failed', verdict: 'invalid-input' })
  })
})
