import { describe, expect } from 'vitest'
import { OutputWriter } from '../../../src/action/outputs.ts'
import { ReportOutputs } from '../../../src/report/report-outputs.ts'
import { RunReporter } from '../../../src/report/run-reporter.ts'
import type { Dependencies } from '../../../src/run/dependencies.ts'
import { promoteOutput } from '../../../src/run/promote/promote-output.ts'
import { test, useCommandFiles } from '../fixtures.ts'
import { createPromotingContext, createSituation, createSource, type Situation } from './fixtures.ts'

async function promote(
  situation: Situation,
  inputs: Readonly<Record<string, string>> = {},
  changes: Partial<Dependencies> = { mergeSource: createSource() },
) {
  const { readOutputs } = await useCommandFiles()
  const { context, lines, phases } = await createPromotingContext(
    situation,
    { 'INPUT_PULL-OUTPUT': 'false', ...inputs },
    changes,
  )
  const start = { runId: 'run-1', pipeClass: '', backend: '', remote: '', context: '', params: new Map() }
  const outputs = new ReportOutputs(new OutputWriter(async (text) => await Promise.reject(new Error(text))))
  const reporter = new RunReporter(start, outputs, 0)
  const hasEnded = await promoteOutput(context, undefined, reporter)
  return { hasEnded, lines, phases, report: reporter.report, outputs: await readOutputs() }
}

describe('promoteOutput', () => {
  test('ends the run as promoted, with the outputs of the bundle', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { hasEnded, report, outputs, lines, phases } = await promote(situation)
    expect(hasEnded).toBe(true)
    expect(phases).toStrictEqual(['promote'])
    expect(report).toMatchObject({ status: 'promoted', output: { uuid: situation.output } })
    expect(outputs.get('status')).toBe('promoted')
    expect(outputs.get('output-bundle-uuid')).toBe(situation.output)
    expect(lines.at(-1)).toMatch(/^Promoted\. daily is the output of the sandbox pr-7 of pull request #7\./)
  })

  test('pulls the output if the run does', async ({ remote }) => {
    const { report, phases } = await promote(await createSituation(remote), { 'INPUT_PULL-OUTPUT': 'true' })
    expect(phases).toStrictEqual(['promote', 'pull'])
    expect(report).toMatchObject({ status: 'promoted', outputPath: expect.stringContaining('/local/objects/') })
  })

  test('leaves the run to take place, and says what differs with both values', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { hasEnded, report, lines } = await promote(situation, { INPUT_PARAMS: 'day: 2' })
    expect(hasEnded).toBe(false)
    expect(report).toMatchObject({ promotion: { trigger: 'params', was: 'day: 1', now: 'day: 2' } })
    expect(report.status).toBeUndefined()
    expect(lines.at(-1)).toBe(
      'Not promoted (params). The pipe has no output with these parameters yet. Was: day: 1. Now: day: 2.',
    )
  })

  test.for([{ INPUT_FORCE: 'true' }, { 'INPUT_FORCE-ALL': 'true' }])(
    'promotes with %o, which is meant for the run that takes place otherwise',
    async (inputs, { remote }) => {
      const { hasEnded, report } = await promote(await createSituation(remote), inputs)
      expect({ hasEnded, status: report.status }).toEqual({ hasEnded: true, status: 'promoted' })
    },
  )

  test('does nothing without the input, and for other events than a push', async ({ remote }) => {
    const situation = await createSituation(remote)
    expect(await promote(situation, { INPUT_PROMOTE: 'false' })).toMatchObject({ hasEnded: false, lines: [] })
    expect(await promote(situation, {}, {})).toMatchObject({
      hasEnded: false,
      lines: ['`promote` is ignored: this workflow does not run for a push to a branch.'],
    })
  })
})
