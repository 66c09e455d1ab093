import { expect, test } from 'vitest'
import { renderRedo } from '../../../src/report/page/redo.ts'
import { manyRunsStates } from '../fixtures/many-runs.ts'

const [report] = manyRunsStates['many-redo-thousand'] ?? []

test('renderRedo is empty without a forecast', () => {
  expect(renderRedo({}, 10).text).toBe('')
})

test('renderRedo has the totals, and a row for each output, which sorts by its numbers', () => {
  const { text } = renderRedo(report ?? {}, 5000)
  expect(text).toContain(
    '<p>To redo after the merge: 1,000 of 1,000 outputs in shop, which other code made. Estimate: ',
  )
  expect(text.match(/<tr><td>daily<\/td>/g)).toHaveLength(1000)
  expect(text).toContain('<td>day=2026-06-01</td><td>image</td><td class="number" data-sort="90000">1 min 30 s</td>')
  expect(text).toContain('<td>day=2026-06-08</td><td>image</td><td class="number" data-sort="-1"></td>')
})

test('renderRedo escapes names and values', () => {
  const outputs = [{ values: new Map([['<b>', '"<i>']]), trigger: 'code' }] as const
  const run = { name: '<script>', outputs, current: 0, unrecorded: 0, isCut: false }
  const { text } = renderRedo({ redo: { context: '<u>', runs: [run] } }, 10)
  expect(text).not.toMatch(/<(?:b|i|u|script)>/)
  expect(text).toContain('&lt;b&gt;=&quot;&lt;i&gt;')
})
