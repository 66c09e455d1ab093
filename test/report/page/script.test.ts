import { createHash } from 'node:crypto'
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

/** The lines of the log that are shown. */
const listLines = `[...document.querySelectorAll('.log > div')].flatMap((part) => part.textContent.split('\\n').slice(0, -1))`

/** Searches in what has a title, and returns the output. */
const search = (title: string, text: string) => `(() => {
  const search = [...document.querySelectorAll('.search')].find((each) => each.textContent.includes('Search in ${title}'))
  search.querySelector('input').value = '${text}'
  search.querySelector('input').dispatchEvent(new Event('input'))
  return search.querySelector('output').textContent
})()`

const hack = "document.title='hacked'"
/** What a pipe can write as each name, value and message of a report, to start a script or to load something. */
const hostileModels: readonly (readonly [string, string])[] = [
  ['a script', `<script>${hack}</script>`],
  ['the end of an attribute', `" onmouseover="${hack}" onfocus="${hack}" autofocus tabindex="1" x="`],
  ['the end of an attribute in single quotes', `' onload='${hack}' x='`],
  ['an image', `"><img src=https://x.io/a onerror="${hack}">`],
  [
    'an image of a page in it',
    `<svg onload="${hack}"><image href="https://x.io/a"/><use href="https://x.io/b#c"/></svg>`,
  ],
  ['a style', `</style><style>@import 'https://x.io/a'; * { background: url(https://x.io/b) }</style>`],
  ['the end of the script', `</script><script>${hack}</script>`],
  [
    'the end of the title',
    `</title></head><body onload="${hack}"><iframe srcdoc="<script>top.${hack}</script>"></iframe>`,
  ],
  [
    'a frame',
    `<iframe src="javascript:top.${hack}"></iframe><object data="https://x.io/a"></object><embed src="https://x.io/b">`,
  ],
  [
    'a meta element',
    `<meta http-equiv="refresh" content="0;url=https://x.io/a"><base href="https://x.io/"><link rel=stylesheet href=//x.io/c>`,
  ],
  ['a link', `[a](javascript:${hack}) <a href="javascript:${hack}" ping="https://x.io/p">b</a>`],
  [
    'a form',
    `<form action="https://x.io/a"><input autofocus onfocus="${hack}"><button formaction="javascript:${hack}">b</button>`,
  ],
  [
    'media',
    `<video src="https://x.io/a" onerror="${hack}"><audio src="https://x.io/b"><source srcset="https://x.io/c">`,
  ],
  ['a comment and CDATA', `--><script>${hack}</script><!-- <![CDATA[ ]]><script>${hack}</script>`],
  [
    'a template',
    `<template shadowrootmode="open"><script>${hack}</script></template><noscript><img src=https://x.io/a></noscript>`,
  ],
  ['a broken surrogate and controls', `\ud800<scr\u0000ipt>${hack}</scr\u0000ipt>\u202e<img src=x onerror=${hack}>`],
  ['entities', `&lt;img src=https://x.io/a onerror=${hack}&gt; &#60;script&#62;${hack}&#60;/script&#62;`],
]

/** The elements and attributes that no page of ours has: what a text from outside has become. */
const listForeign = `[
  ...document.querySelectorAll('img, iframe, object, embed, base, link, form, video, audio, source, image, use, template, noscript, script ~ script, style ~ style, body script ~ *'),
  ...[...document.querySelectorAll('*')].filter((each) => [...each.attributes].some(({ name, value }) => name.startsWith('on') || /^(?:src|srcset|srcdoc|ping|formaction|autofocus)$/.test(name) || /^\\s*javascript:/i.test(value))),
].map((each) => each.outerHTML.slice(0, 100))`

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
    expect(await page.evaluate(search('files', 'PART-2.'))).toBe('1 of 15')
    expect(await page.evaluate(listRows('Files'))).toEqual(['part-2.csv'])
    expect(await page.evaluate(search('log', 'orders'))).toBe('3 of 23')
    expect(await page.evaluate(listLines)).toEqual(['Reading orders', 'Task CleanOrders done', 'Writing ORDERS'])
    expect(await page.evaluate(search('log', 'none'))).toBe('0 of 23')
    expect(await page.evaluate(listLines)).toEqual([])
    expect(await page.evaluate(search('log', ''))).toBe('')
    expect(await page.evaluate(listLines)).toEqual(lines)
  })

  test('shows a log of 18 MiB as it is, and finds its lines', { timeout: 120_000 }, async ({ browser }) => {
    const words = 'scheduler task of the warehouse is pending or done and has written rows to a partition'
    const log = Array.from({ length: 180_000 }, (_, at) => `${at} ${at % 9 === 0 ? '' : words} ${'<&"'[at % 3]}`)
    log.push(...Array.from({ length: 200 }, (_, at) => `${at} ${'x'.repeat(16_000)}`), '', 'the end')
    await using page = await browser.open(renderTestPage([report], log), { width: 1000 })
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const hash = `crypto.subtle.digest('SHA-256', new TextEncoder().encode([...document.querySelectorAll('.log > div')].map((part) => part.textContent).join(''))).then((hash) => [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join(''))`
    const textOf = (shown: readonly string[]) => shown.map((line) => `${line}\n`).join('')
    expect(await page.evaluate(hash)).toBe(sha256(textOf(log)))
    for (const text of ['8', 'TASK OF', '99999 ', 'the end']) {
      const found = log.filter((line) => line.includes(text.toLowerCase()))
      expect(await page.evaluate(search('log', text))).toBe(`${found.length.toLocaleString('en')} of 180,202`)
      expect(await page.evaluate(hash)).toBe(sha256(textOf(found)))
    }
  })

  test('lays out only the visible part of a long log, on the screen', async ({ browser }) => {
    const log = Array.from({ length: 6000 }, (_, at) => `line ${at}`)
    await using page = await browser.open(renderTestPage([report], log), { width: 1000 })
    const isLaidOut = `[...document.querySelectorAll('.log > div')].map((part) => {
      part.append(document.createElement('i'))
      return part.lastChild.checkVisibility({ contentVisibilityAuto: true })
    })`
    await page.evaluate(`document.querySelector('.log').scrollIntoView()`)
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
    const shown = Object.values(Object(await page.evaluate(isLaidOut)))
    expect(shown).toHaveLength(12)
    expect(shown[0]).toBe(true)
    expect(shown.slice(4, -1)).toEqual(Array.from({ length: 7 }, () => false))
  })

  test('prints every line of a long log', async ({ browser }) => {
    const countPages = async (count: number) => {
      const log = Array.from({ length: count }, (_, at) => `line ${at}`)
      await using page = await browser.open(renderTestPage([report], log), { width: 1000 })
      return (await page.print()).toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
    }
    const [none, some, all] = [await countPages(1), await countPages(3000), await countPages(6000)]
    // The sheets have fewer than 100 lines, and the printer decides how many.
    expect(some - none).toBeGreaterThanOrEqual(30)
    expect(Math.abs(all - none - 2 * (some - none))).toBeLessThanOrEqual(1)
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

  test('folds and unfolds a run by a click, and without the script', async ({ browser }) => {
    const html = renderTestPage(manyRunsStates['many-well'] ?? [])
    for (const text of [html, html.replace(/<script>.*?<\/script>/s, '')]) {
      await using page = await browser.open(text, { width: 1000 })
      const states: unknown[] = []
      for (let click = 0; click < 2; click++) {
        await page.click('#run-2 > summary')
        states.push(await page.evaluate(`document.getElementById('run-2').open`))
      }
      expect(states).toEqual([true, false])
    }
  })

  test('sorts, folds and follows the calendar with the keyboard alone', async ({ browser }) => {
    await using page = await browser.open(renderTestPage(manyRunsStates['many-well'] ?? []), { width: 1000 })
    /** Presses Tab until an element with a selector has the focus, which a person can see. */
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 200; presses++) {
        await page.press('Tab')
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`))
          return await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle !== 'none'`)
      }
      throw new Error(`Tab does not reach ${selector}.`)
    }
    const isOpen = (id: string) => page.evaluate(`document.getElementById('${id}').open`)
    expect(await tabTo('.calendar a[href="#run-2"]')).toBe(true)
    await page.press('Enter')
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
    expect(await isOpen('run-2')).toBe(true)
    expect(await tabTo('th button')).toBe(true)
    await page.press('Enter')
    expect(await page.evaluate(`document.activeElement.closest('th').getAttribute('aria-sort')`)).toBe('ascending')
    const folded = await page.evaluate(`document.querySelector('main > details:not([open])').id`)
    expect(await tabTo(`#${folded} > summary`)).toBe(true)
    await page.press('Enter')
    expect(await isOpen(String(folded))).toBe(true)
  })

  test('reads a log from its start to its end with the keyboard alone', async ({ browser }) => {
    const log = Array.from({ length: 6000 }, (_, at) => `line ${at}`)
    await using page = await browser.open(renderTestPage([report], log), { width: 1000 })
    for (let presses = 0; !(await page.evaluate(`document.activeElement.matches('.log')`)); presses++) {
      if (presses > 100) throw new Error('Tab does not reach the log.')
      await page.press('Tab')
    }
    await page.evaluate(
      `globalThis.scrolled = new Promise((resolve) =>
      document.querySelector('.log').addEventListener('scrollend', () => resolve(), { once: true }))`.concat('; 0'),
    )
    await page.press('End')
    await page.evaluate('globalThis.scrolled')
    const isEndShown = `document.querySelector('.log > :last-child').getBoundingClientRect().bottom <=
      document.querySelector('.log').getBoundingClientRect().bottom`
    expect(await page.evaluate(isEndShown)).toBe(true)
  })

  test('unfolds everything for a print', async ({ browser }) => {
    const reports = manyRunsStates['many-well'] ?? []
    await using page = await browser.open(renderTestPage(reports), { width: 1000 })
    expect((await page.print()).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await page.evaluate(`[...document.querySelectorAll('details')].every((each) => each.open)`)).toBe(true)
  })

  test.for(hostileModels)(
    'runs alone: %s in each text of a report starts nothing and loads nothing',
    async ([, text], { browser }) => {
      const hostile = renderTestPage([createHostileReport(text)], [text, `</div></main>${text}`])
      await using page = await browser.open(hostile, { width: 1000 })
      await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`)
      await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
      expect(await page.evaluate('document.title')).not.toBe('hacked')
      expect(await page.evaluate('location.protocol')).toBe('file:')
      expect(await page.evaluate(listForeign)).toEqual([])
      expect(page.requested).toEqual([])
    },
  )

  test('may run alone: the policy stops any other script, and every image', async ({ browser }) => {
    const injected = `<img src="https://x.io/a.png" onerror="document.title='hacked'"><script>document.title='hacked'</script>`
    const broken = renderTestPage([report]).replace('</main>', `${injected}</main>`)
    await using page = await browser.open(broken, { width: 1000 })
    expect(await page.evaluate('document.title')).not.toBe('hacked')
    expect(await page.evaluate(`document.images[0].naturalWidth`)).toBe(0)
  })
})
