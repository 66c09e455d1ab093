import { describe, expect, test } from 'vitest'
import { html } from '../../../src/report/page/html.ts'
import { renderPageTable, renderSearch } from '../../../src/report/page/table.ts'

describe('renderPageTable', () => {
  test('is empty without rows', () => {
    expect(renderPageTable({ title: 'Files', head: ['a'], rows: [] }, 10).text).toBe('')
  })

  test('leaves out empty columns, and has the key of a cell that is sorted by another value', () => {
    const rows = [
      ['x', '', { contents: '1.0 KiB', sortBy: 1024 }],
      ['y', undefined, { contents: html`<b>2</b>`, sortBy: 2 }],
    ]
    const { text } = renderPageTable({ title: 'Files', head: ['file', 'none', 'size'], rows, align: 'llr' }, 10)
    expect(text).toContain('<th scope="col">file</th><th scope="col" class="number">size</th>')
    expect(text).toContain('<tr><td>x</td><td class="number" data-sort="1024">1.0 KiB</td></tr>')
    expect(text).toContain('<td class="number" data-sort="2"><b>2</b></td>')
    expect(text).not.toContain('class="search"')
  })

  test('shows at most so many rows, and the number of the others', () => {
    const rows = Array.from({ length: 30 }, (_, index) => [`row ${index}`])
    const { text } = renderPageTable({ title: 'Files', head: ['file'], rows }, 12)
    expect(text.match(/<td>/g)).toHaveLength(12)
    expect(text).toContain('<p>18 rows not shown.</p>')
    expect(text).toContain('Search in files')
  })
})

test('renderSearch is hidden until the script of the page shows it', () => {
  expect(renderSearch('Log').text).toContain('<p class="search" hidden><label>Search in log:')
})
