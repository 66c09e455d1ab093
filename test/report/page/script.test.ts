import { test as base, describe, expect } from 'vitest'
import type { FileChange } from '../../../src/compare/comparison.ts'
import { renderTestPage, startTestBrowser } from '../../testbed/report-page.ts'
import { createCompared } from '../fixtures/comparison-states.ts'
import { comparison, createFile } from '../fixtures/comparisons.ts'
import { createHostileReport } from '../fixtures/hostile-report.ts'
import { manyRunsStates } from '../fixtures/many-runs.ts'

// biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of fixtures from the pattern.
const test = base.extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
  const browser = await startTestBrowser()
  onCleanup(() => browser[Symbol.asyncDispose]())
  return browser
})

const sizes = [900, 80, 7000, ...Array.from({ length: 12 }, (_, index) => index + 1)]
const files = sizes.map((bytes, index): FileChange => {
  return { path: `part-${index}.csv`, status: 'added', base: undefined, now: createFile(bytes) }
})
const report = createCompared('data', { ...comparison, files })
const lines = ['Reading orders', 'Task CleanOrders done', 'Writing ORDERS', ...Array.from({ length: 20 }, () => 'tick')]

/** The first cells of the rows that are shown in the table with a title. */
const listRows = (title: string) =>
  `[...document.querySelectorAll('[aria-label="${title}"] tbody tr')].filter((row) => !row.hidden).map((row) => row.cells[0].textContent)`

describe('the script of the page', () => {
  test('sorts a table by the size of its files, up and then down', async ({ browser }) => {
    await using page = await browser.open(renderTestPage([report]), { width: 1000 })
    const head = `[...document.querySelectorAll('[aria-label="Files"] th')].find((each) => each.textContent === 'now')`
    await page.evaluate(`${head}.querySelector('button').click()`)
    expect(Object.values(Object(await page.evaluate(listRows('Files')))).slice(-3)).toEqual([
      ...['part-1.csv', 'part-0.csv', 'part-2.csv'],
    ])
    expect(await page.evaluate(`${head}.getAttribute('aria-sort')`)).toBe('ascending')
    await page.evaluate(`${head}.querySelector('button').click()`)
    expect(Object.values(Object(await page.evaluate(listRows('Files'))))[0]).toBe('part-2.csv')
    expect(await page.evaluate(`${head}.getAttribute('aria-sort')`)).toBe('descending')
  })

  test('searches a table and the log, in any case', async ({ browser }) => {
    await using page = await browser.open(renderTestPage([report], lines), { width: 1000 })
    const search = (title: string, text: string) =>
      page.evaluate(`(() => {
        const search = [...document.querySelectorAll('.search')].find((each) => each.textContent.includes('Search in ${title}'))
        search.querySelector('input').value = '${text}'
        search.querySelector('input').dispatchEvent(new Event('input'))
        return search.querySelector('output').textContent
      })()`)
    expect(await search('files', 'PART-2.')).toBe('1 of 15')
    expect(await page.evaluate(listRows('Files'))).toEqual(['part-2.csv'])
    expect(await search('log', 'orders')).toBe('3 of 23')
    const shown = `[...document.querySelectorAll('.log div')].filter((line) => !line.hidden).map((line) => line.textContent)`
    expect(await page.evaluate(shown)).toEqual(['Reading orders', 'Task CleanOrders done', 'Writing ORDERS'])
  })

  test('unfolds the run to which a link of the calendar leads', async ({ browser }) => {
    const reports = manyRunsStates['many-well'] ?? []
    await using page = await browser.open(renderTestPage(reports), { width: 1000 })
    const isOpen = `document.getElementById('run-2').open`
    expect(await page.evaluate(isOpen)).toBe(false)
    await page.evaluate(`new Promise((resolve) => {
      addEventListener('hashchange', () => setTimeout(resolve))
      document.querySelector('.calendar a[href="#run-2"]').click()
    })`)
    expect(await page.evaluate(isOpen)).toBe(true)
  })

  test('unfolds everything for a print', async ({ browser }) => {
    const reports = manyRunsStates['many-well'] ?? []
    await using page = await browser.open(renderTestPage(reports), { width: 1000 })
    expect((await page.print()).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await page.evaluate(`[...document.querySelectorAll('details')].every((each) => each.open)`)).toBe(true)
  })

  test('runs alone: a hostile report starts nothing and loads nothing', async ({ browser }) => {
    const text = `"><img src=https://x.io/a onerror="document.title='hacked'"><script>document.title='hacked'</script><style>@import 'https://x.io/b'</style>`
    const hostile = renderTestPage(
      [createHostileReport(text)],
      [text, '</div></main><script>document.title=1</script>'],
    )
    await using page = await browser.open(hostile, { width: 1000 })
    expect(await page.evaluate('document.title')).not.toBe('hacked')
    expect(await page.evaluate(`document.querySelectorAll('img, script, style').length`)).toBe(2)
    expect(page.requested).toEqual([])
  })

  test('may run alone: the policy stops any other script, and every image', async ({ browser }) => {
    const injected = `<img src="https://x.io/a.png" onerror="document.title='hacked'"><script>document.title='hacked'</script>`
    const broken = renderTestPage([report]).replace('</main>', `${injected}</main>`)
    await using page = await browser.open(broken, { width: 1000 })
    expect(await page.evaluate('document.title')).not.toBe('hacked')
    expect(await page.evaluate(`document.images[0].naturalWidth`)).toBe(0)
  })
})
