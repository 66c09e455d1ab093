import { expect, test } from 'vitest'
import { commentOf } from '../../src/action/comment.ts'
import { summaryOf } from '../../src/action/summary.ts'
import { hostile, states } from './reports.ts'

const options = {
  runUrl: 'https://github.com/acme/pipelines/actions/runs/812',
  updatedAt: new Date('2026-08-02T14:02:00Z'),
}

// Reviewed as pictures: `npm run pictures` draws each. `npx vitest run test/action/golden.test.ts -u` writes them anew.
test.each(Object.entries({ ...states, hostile: [hostile()] }))(
  '%s looks as it was reviewed',
  async (state, reports) => {
    await expect(summaryOf(reports)).toMatchFileSnapshot(`golden/${state}.summary.md`)
    await expect(commentOf(reports, options)).toMatchFileSnapshot(`golden/${state}.comment.md`)
  },
)
