import { describe, expect } from 'vitest'
import type { Comparison } from '../../src/compare/comparison.ts'
import { readReceipt } from '../../src/remote/receipts/receipt-store.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import type { Report } from '../../src/report/report.ts'
import { RunReporter } from '../../src/report/run-reporter.ts'
import type { ProvedOutput } from '../../src/run/prove.ts'
import { recordReceipt } from '../../src/run/record-receipt.ts'
import { minimalTask } from '../backends/docker/fixtures.ts'
import { putBundle } from '../remote/fixtures.ts'
import { neverAborted } from '../remote/helpers.ts'
import { createContext, createFinishedJob, planRunOn, proveOrThrow, test } from './fixtures.ts'

const useIndex = { signal: neverAborted, debug: () => undefined }
const input = crypto.randomUUID()

/** Records the receipt of a new bundle `daily`, and reads it. */
async function record(
  own: Remote,
  changes: Partial<Report> = {},
  {
    status = 'succeeded',
    workflowRun = createContext().context.dependencies.workflowRun,
  }: Partial<
    Pick<ProvedOutput, 'status'> & Pick<ReturnType<typeof createContext>['context']['dependencies'], 'workflowRun'>
  > = {},
) {
  const remote = createRemote(own.store, { ...own, useIndex })
  const uuid = await putBundle(remote, { name: 'daily', codeMethod: 'pipes.orders.Daily', codeHash: 'a'.repeat(40) })
  const run = planRunOn(remote, { 'INPUT_OUTPUT-BUNDLE': 'daily', INPUT_PARAMS: 'day: 2026-11-29' })
  const { context } = createContext({ run, dependencies: { workflowRun } })
  const start = { pipeClass: run.pipeClass.name, backend: 'Double', remote: remote.url, context: remote.context }
  const { report } = new RunReporter({ runId: '1', params: run.params, ...start }, context.dependencies.outputs, 0)
  const finished = createFinishedJob(remote, { receipt: { ...minimalTask.receipt, inputUuid: input } })
  const proof = await proveOrThrow(remote, uuid)
  recordReceipt(context, finished, { proof, status }, { ...report, ...changes })
  await remote.receipts.waitForSave()
  const key = { pipeClass: run.pipeClass.name, outputBundle: 'daily', params: run.params }
  return { receipt: await readReceipt(remote, key, { signal: neverAborted }), proof, remote }
}

const column = { type: 'INT64', shape: [3], rows: 3, bytes: 24 } as const
const values = { distinct: undefined, min: 1, max: 2, mean: 1.5, sample: undefined }
const unchanged = { status: 'same', base: undefined, differs: [], histogram: undefined } as const
const changes: Comparison = {
  ...{ isSame: undefined, presentation: { base: undefined, now: 'DF' }, rows: { base: 1, now: 3 } },
  ...{ bytes: { base: 1, now: 2 }, files: [], nested: [], tags: [], notes: [] },
  durationMs: { base: undefined, now: undefined },
  columns: [
    { name: 'price', now: { ...column, values: { ...values, nulls: 2 } }, ...unchanged },
    { name: 'large', now: { ...column, values: undefined }, ...unchanged },
  ],
}

describe('recordReceipt', () => {
  test('records what the run knows about its output', async ({ remote: own }) => {
    const { receipt, proof, remote } = await record(own, {
      comparison: { base: undefined, kind: 'data', changes },
      phases: [{ name: 'run', ms: 1500 }],
      cost: { vcpuHours: 0.5 },
    })
    const { uuid, name, processingName, createdSeconds } = proof.bundle
    expect(receipt).toMatchObject({
      remoteContext: remote.context,
      pipeClass: 'pipes.orders.Daily',
      outputBundle: 'daily',
      params: new Map([['day', '2026-11-29']]),
      bundle: { uuid, name, processingName, createdSeconds },
      input,
      image: { reference: 'disdat-orders:latest' },
      commit: 'a'.repeat(40),
      rows: 3,
      bytes: proof.bytes,
      nulls: new Map([['price', 2]]),
      tookMs: 1500,
      vcpuHours: 0.5,
      run: { url: 'https://github.com/octo-org/pipelines/actions/runs/7', runNumber: 3, attempt: 1 },
    })
  })

  test('records which broken rules a person accepted, cut to a limit', async ({ remote }) => {
    const at = new Date('2026-11-29T09:00:00Z')
    const long = 'x'.repeat(5000)
    const rules = { checked: [], breaches: [{ rule: 'empty', evidence: long }], undecided: [] }
    const acceptance = { accepted: [{ rule: 'empty', by: 'ann', at, how: 'label' }], refused: [] } as const
    const { receipt } = await record(remote, { rules, acceptance })
    expect(receipt?.accepted).toEqual([
      { rule: 'empty', evidence: `${'x'.repeat(200)} …`, by: 'ann', at, how: 'label' },
    ])
    expect((await record(remote)).receipt?.accepted).toBeUndefined()
  })

  test('takes the time of the attempts of a Batch job, which also waits', async ({ remote }) => {
    const attempt = { exitCode: 0, reason: undefined, logUrl: undefined }
    const attempts = [{ startedAt: new Date(1000), stoppedAt: new Date(3000), ...attempt }]
    const { receipt } = await record(remote, { attempts, phases: [{ name: 'run', ms: 90_000 }] })
    expect(receipt?.tookMs).toBe(2000)
  })

  test('leaves out what making the bundle took when it was found up to date', async ({ remote }) => {
    const { receipt } = await record(
      remote,
      { phases: [{ name: 'run', ms: 1 }], cost: { vcpuHours: 1 } },
      { status: 'reused' },
    )
    expect(receipt).toMatchObject({ input })
    expect([receipt?.tookMs, receipt?.vcpuHours]).toStrictEqual([undefined, undefined])
  })

  test('names no workflow run outside of a workflow', async ({ remote }) => {
    const { receipt } = await record(remote, {}, { workflowRun: { url: '', runNumber: 0, attempt: 1 } })
    expect(receipt).toMatchObject({ input })
    expect(receipt?.run).toBeUndefined()
  })
})
