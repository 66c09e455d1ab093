import { describe, expect } from 'vitest'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import { RunReporter } from '../../../src/report/run-reporter.ts'
import { skipUnchanged } from '../../../src/run/skip/skip-unchanged.ts'
import { type BundleFixture, putBundle } from '../../remote/fixtures.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createContext, createFolder, planRunOn, proveOrThrow, test, useCommandFiles } from '../fixtures.ts'
import { createReceiptFor } from './fixtures.ts'

const useIndex = { signal: neverAborted, debug: () => undefined }
const output: BundleFixture = {
  ...{
    name: 'daily',
    codeMethod: 'pipes.orders.Daily',
    processingName: 'Daily_1',
    files: { 'part.csv': 'a,b\n1,2\n' },
  },
  ...{ links: ['bundle://part.csv'], tags: { committed: 'True', '__param.day': '1' }, created: 1_700_000_000 },
}

/** Decides about a run after another run made its output, unless there is none. */
async function skip(own: Remote, hasReceipt: boolean, inputs: Readonly<Record<string, string>> = {}) {
  const files = await useCommandFiles()
  const remote = createRemote(own.store, { ...own, useIndex })
  const uuid = await putBundle(remote, output)
  const { bundle } = await proveOrThrow(remote, uuid)
  const changes = { remoteContext: remote.context, params: new Map([['day', '1']]), commit: undefined }
  if (hasReceipt) remote.receipts.add(createReceiptFor(bundle, changes))
  await remote.receipts.waitForSave()
  const base = { 'INPUT_OUTPUT-BUNDLE': 'daily', INPUT_PARAMS: 'day: 1', 'INPUT_SKIP-UNCHANGED': 'true' }
  const run = planRunOn(remote, { ...base, ...inputs })
  const dependencies = { home: await createFolder(), openRemote: async () => remote }
  const { context, lines, phases, calls } = createContext({ run, dependencies })
  const start = { pipeClass: '', backend: '', remote: '', context: '', params: new Map() }
  const reporter = new RunReporter({ runId: 'run-1', ...start }, context.dependencies.outputs, 0)
  const hasEnded = await skipUnchanged(context, undefined, reporter)
  return { hasEnded, report: reporter.report, lines, phases, calls, uuid, outputs: await files.readOutputs() }
}

describe('skipUnchanged', () => {
  test('does nothing without the input', async ({ remote }) => {
    const { hasEnded, phases, report } = await skip(remote, true, { 'INPUT_SKIP-UNCHANGED': '' })
    expect([hasEnded, phases, report.skip]).toStrictEqual([false, [], undefined])
  })

  test('ends the run with the outputs of the bundle, and starts nothing', async ({ remote }) => {
    const { hasEnded, report, lines, calls, uuid } = await skip(remote, true)
    expect(hasEnded).toBe(true)
    expect(report).toMatchObject({
      status: 'skipped',
      output: { uuid, name: 'daily' },
      skip: { why: report.notRunReason },
    })
    expect(report.skip).not.toHaveProperty('trigger')
    expect(lines).toContain(
      'Skipped. Nothing has changed since daily was made at 2023-11-14 22:13 UTC. Compared: params, input, image, code, upstream.',
    )
    expect(calls.tasks).toStrictEqual([])
  })

  test('pulls the output if the run would', async ({ remote }) => {
    const { report, phases } = await skip(remote, true, { 'INPUT_PULL-OUTPUT': 'true' })
    expect(report.outputPath).toContain(`/objects/${report.output?.uuid}`)
    expect(phases).toStrictEqual(['skip', 'pull'])
  })

  test('pulls nothing in a dry run', async ({ remote }) => {
    const { hasEnded, phases } = await skip(remote, true, { 'INPUT_PULL-OUTPUT': 'true', 'INPUT_DRY-RUN': 'true' })
    expect([hasEnded, phases]).toStrictEqual([true, ['skip']])
  })

  test('reports the change that makes the run necessary, with both values', async ({ remote }) => {
    const { hasEnded, report, lines } = await skip(remote, true, { 'INPUT_MAX-AGE': '24h' })
    expect(hasEnded).toBe(false)
    expect(report).toMatchObject({ skip: { trigger: 'max-age', now: '24 h 0 min' } })
    expect(report.status).toBeUndefined()
    expect(lines.find((line) => line.startsWith('Not skipped'))).toMatch(
      /^Not skipped \(max-age\)\. The output was made at 2023-11-14 22:13 UTC\. Was: [\d,]+ days \d+ h\. Now: 24 h 0 min\.$/,
    )
  })

  test('reports that there is no earlier output to compare with', async ({ remote }) => {
    expect((await skip(remote, false)).report).toMatchObject({ skip: { trigger: 'output' } })
  })
})
