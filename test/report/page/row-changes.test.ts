import { describe, expect, test } from 'vitest'
import type { RowChanges } from '../../../src/compare/rows/row-changes.ts'
import { renderRowChanges } from '../../../src/report/page/row-changes.ts'
import { createCompared } from '../fixtures/comparison-states.ts'
import { comparison } from '../fixtures/comparisons.ts'
import { roundedRows, shownRows } from '../fixtures/row-changes.ts'

const render = (rowChanges: RowChanges) =>
  renderRowChanges(createCompared('data', { ...comparison, rowChanges }), 100).text

describe('renderRowChanges', () => {
  test('counts rows, and lists every compared column, sorted by numbers', () => {
    const text = render(roundedRows)
    expect(text).toContain('By <code>order_id</code>.')
    expect(text).toContain(
      '<td class="number">1,204,311 → 1,187,002</td><td class="number">14</td><td class="number">17,323</td>',
    )
    expect(text).toContain(
      '<td>amount</td><td>number</td><td class="number" data-sort="987204">987,204</td><td class="number" data-sort="987204">83.17 %</td><td class="number" data-sort="-0.0025">−0.0025</td>',
    )
    expect(text).toContain('<td>quantity</td>')
    expect(text).toContain('Keys that are not unique: 1.')
    expect(text).toContain('New columns: <code>promo_id</code>.')
    expect(text).not.toContain('Added rows')
  })

  test('shows rows as examples, the key first, with both values of a change', () => {
    const text = render(shownRows)
    for (const title of ['Changed rows', 'Added rows', 'Removed rows']) expect(text).toContain(`<h3>${title}</h3>`)
    expect(text).toContain(
      '<td>900001</td><td><div><code>amount</code> 12.5</div><div><code>country</code> de</div></td>',
    )
    expect(text).toMatch(/<code>amount<\/code> [\d.]+ → [\d.]+/)
  })

  test('says that numbers are estimates, and that a key was found', () => {
    const text = render({ ...roundedRows, isKeyFound: true, sampledOneIn: 4, added: { count: 8, from: 2, to: 20 } })
    expect(text).toContain('<code>order_id</code>, which was found')
    expect(text).toContain('one in 4 keys (<code>diff-max-rows</code>)')
    expect(text).toContain('≈ 8 (2 to 20)')
  })

  test('escapes names and values', () => {
    const key = ['<b>']
    const samples = { added: [{ key: ['<i>'], values: [{ column: '<u>', now: '<s>' }] }], removed: [], changed: [] }
    const text = render({ ...roundedRows, key, samples })
    for (const name of ['b', 'i', 'u', 's']) expect(text).toContain(`&lt;${name}&gt;`)
  })

  test('says why rows are not compared, and nothing without diff-key', () => {
    const compared = createCompared('data', { ...comparison, rowsNotCompared: 'No column `id`.' })
    expect(renderRowChanges(compared, 100).text).toBe('<p>Rows are not compared. No column <code>id</code>.</p>')
    expect(renderRowChanges(createCompared('data', comparison), 100).text).toBe('')
  })
})
