import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { test as base, describe, expect } from 'vitest'
import { renderTestPage, startTestBrowser } from '../../testbed/report-page.ts'
import { states } from '../fixtures/states.ts'

// biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of fixtures from the pattern.
const test = base.extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
  const browser = await startTestBrowser()
  onCleanup(() => browser[Symbol.asyncDispose]())
  return browser
})

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shown = [
  ...['schema-changed', 'breach', 'pipe-error', 'many-chain', 'detached', 'batch-attempts'],
  ...['rows-commented', 'accepted-partly', 'promoted', 'many-redo', 'history-broken'],
]
// More than a part, and a line without a place to break.
const lines = ['Reading orders', 'x'.repeat(5000), ...Array.from({ length: 600 }, (_, at) => `row ${at}`), 'done']

describe.each(shown)('the page of the state %s', (state) => {
  const html = renderTestPage(states[state] ?? [], lines)

  // axe takes a second for a page of one run, and ten for one of many on a busy machine.
  test('has no problem of accessibility, in light and in dark', { timeout: 120_000 }, async ({ browser }) => {
    for (const scheme of ['light', 'dark']) {
      await using page = await browser.open(html, { width: 1000 })
      await page.setColorScheme(scheme === 'dark')
      await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`)
      await page.evaluate(`${axe}; 0`)
      const found = await page.evaluate(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
      )
      expect(found, scheme).toEqual([])
    }
  })

  test('is not wider than a phone', async ({ browser }) => {
    await using page = await browser.open(html, { width: 390 })
    await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })
})
