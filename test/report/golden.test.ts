import { expect, test } from 'vitest'
import { renderComment } from '../../src/report/comment.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { createHostileReport } from './fixtures/hostile-report.ts'
import { states } from './fixtures/states.ts'

const options = {
  runUrl: 'https://github.com/acme/pipelines/actions/runs/812',
  commit: '4f1c2ab1c6fd5a1d3c0b7a3c9ab52b7be1a6e001',
  updatedAt: new Date('2026-08-02T14:02:00Z'),
}

// `npm run pictures` draws each file for a review. `npx vitest run test/report/golden.test.ts -u` updates the files.
test.each(Object.entries({ ...states, hostile: [createHostileReport()] }))(
  'the state %s renders as it was reviewed',
  async (state, reports) => {
    await expect(renderSummary(reports)).toMatchFileSnapshot(`golden/${state}.summary.md`)
    await expect(renderComment(reports, options)).toMatchFileSnapshot(`golden/${state}.comment.md`)
  },
)
