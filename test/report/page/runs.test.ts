import { expect, test } from 'vitest'
import { renderRuns } from '../../../src/report/page/runs.ts'
import { areLabelled } from '../../../src/report/run-result.ts'
import { manyRunsStates } from '../fixtures/many-runs.ts'

test('renderRuns links each run from the calendar and from the table', () => {
  for (const [state, reports] of Object.entries(manyRunsStates)) {
    if (!areLabelled(reports)) throw new Error(`${state} has runs without a label`)
    const { text } = renderRuns(reports, 5000)
    expect(text.match(/<li><a class="[a-z-]+" href="#run-\d+"/g), state).toHaveLength(reports.length)
    expect(text.match(/<td><a href="#run-\d+"/g), state).toHaveLength(reports.length)
  }
})
