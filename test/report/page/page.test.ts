import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderPage } from '../../../src/report/page/page.ts'
import { PageLogs, pageLimitBytes } from '../../../src/report/page/page-log.ts'
import type { Report } from '../../../src/report/report.ts'
import { createFullReport } from '../fixtures/full-report.ts'
import { createHostileReport } from '../fixtures/hostile-report.ts'
import { hostileText } from '../fixtures/hostile-text.ts'
import { states } from '../fixtures/states.ts'

const docsUrl = 'https://github.com/disdat/run-action/blob/v1/docs'
const createLogs = () => new PageLogs((text) => text)
const render = (reports: readonly Report[], logs = createLogs()) =>
  renderPage(reports, { docsUrl, runUrl: '', logs }).join('')

/** Adds lines of 1,024 bytes to a log. */
function addKibibytes(logs: PageLogs, runId: string, count: number): void {
  for (let batch = 0; batch < count / 1024; batch++)
    logs.add(
      runId,
      Array.from({ length: 1024 }, () => 'y'.repeat(1023)),
    )
}

/** The number of the lines of 1,024 bytes in a page. */
const countKibibytes = (page: string) => page.split(`${'y'.repeat(1023)}\n`).length - 1

/** The names of the elements and of the attributes in a page, without the texts of its script and its style. */
function listMarkup(page: string): readonly string[] {
  const markup = page.replace(/<(script|style)>.*?<\/\1>/gs, '')
  const tags = [...markup.matchAll(/<([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/gi)]
  const names = tags.flatMap(([, name = '', attributes = '']) => [
    name,
    ...[...attributes.matchAll(/\s([a-z-]+)/gi)].map(([, attribute = '']) => attribute),
  ])
  return [...new Set(names)].toSorted()
}

describe('renderPage', () => {
  test.each(Object.entries(states))('has the result, the data and the details of the state %s', (_, reports) => {
    const page = render(reports)
    expect(page.match(/ id="run-\d+"/g)).toHaveLength(reports.length)
    for (const { failure } of reports)
      if (failure !== undefined) expect(page).toContain(`<strong>${failure.verdict}</strong>`)
  })

  test('permits its own script and its own style only', () => {
    const page = render([createHostileReport()])
    const hash = (name: string) => {
      const [, text = ''] = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(page) ?? []
      return createHash('sha256').update(text).digest('base64')
    }
    const policy = `default-src 'none'; script-src 'sha256-${hash('script')}'; style-src 'sha256-${hash('style')}'; base-uri 'none'; form-action 'none'`
    expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    expect(page.match(/<script/g)).toHaveLength(1)
  })

  test('has no element and no attribute of a text from outside', () => {
    const usual = listMarkup(render([createHostileReport('plain')]))
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(usual).toEqual(expect.arrayContaining([...listMarkup(render([createHostileReport(text)]))]))
      }),
      { numRuns: 50 },
    )
  })

  test('has the whole log of each run, in the section of its run', () => {
    const reports = ['a', 'b', 'c'].map((runId) => ({ ...createFullReport('x', 1), runId }))
    const logs = createLogs()
    logs.add('a', ['first of a', 'second of a'])
    addKibibytes(logs, 'b', 15 * 1024)
    logs.add('b', ['end of b'])
    const page = render(reports, logs)
    const sections = page.split(/ id="run-\d+"/).slice(1)
    expect(sections[0]).toContain('<div>first of a\nsecond of a\n</div>')
    expect(countKibibytes(sections[1] ?? '')).toBe(15 * 1024)
    expect(sections[1]?.includes('end of b\n</div>')).toBe(true)
    expect(sections[1]?.includes('are left out')).toBe(false)
    expect(sections[2]?.includes('first of a')).toBe(false)
  })

  test('fills 20 MiB with the last lines of a longer log, and says what is left out', () => {
    const report = createFullReport('x', 1)
    const logs = createLogs()
    const short = 'z'.repeat(15)
    const lines = Array.from({ length: 512 * 1024 }, () => short)
    logs.add(report.runId, lines)
    addKibibytes(logs, report.runId, 15 * 1024)
    logs.add(report.runId, ['the end'])
    const page = render([report], logs)
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(pageLimitBytes)
    expect(Buffer.byteLength(page)).toBeGreaterThan(pageLimitBytes - 1024)
    expect(countKibibytes(page)).toBe(15 * 1024)
    const omitted = lines.length - (page.split(`${short}\n`).length - 1)
    const size = ((omitted * 16) / 1024 ** 2).toFixed(1)
    const [said] = /<p>The first [^<]*<\/p>/.exec(page) ?? []
    expect(said).toBe(
      `<p>The first ${omitted.toLocaleString('en')} of 539,649 lines are left out, ${size} MiB: a page has at most 20.0 MiB.</p>`,
    )
    expect(page.includes('the end\n</div>')).toBe(true)
  })

  test('says so when it has no room for any line of the logs', () => {
    const reports = Array.from({ length: 1000 }, (_, index) => ({ ...createFullReport('x', 1), runId: `${index}` }))
    const logs = createLogs()
    for (const { runId } of reports) logs.add(runId, ['&'.repeat(16_000), '&'.repeat(16_000)])
    const page = render(reports, logs)
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(pageLimitBytes)
    expect(
      page.split('<p>The first 2 of 2 lines are left out, 156.3 KiB: a page has at most 20.0 MiB.</p>'),
    ).toHaveLength(1001)
    expect(page).not.toContain('class="log"')
  })

  test('shortens tables beyond 20 MiB', () => {
    const page = render([createFullReport('a'.repeat(200), 3000)])
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(pageLimitBytes)
    expect(page.includes('rows not shown')).toBe(true)
  })

  test('shortens tables that leave less than 6 MiB to a longer log', () => {
    const report = createFullReport('a'.repeat(200), 2500)
    const logs = createLogs()
    expect(render([report]).includes('rows not shown')).toBe(false)
    addKibibytes(logs, report.runId, 8 * 1024)
    const page = render([report], logs)
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(pageLimitBytes)
    expect(countKibibytes(page)).toBeGreaterThanOrEqual(6 * 1024)
    expect(page.includes('rows not shown')).toBe(true)
  })

  test('has the log in no place that a text from outside names', () => {
    const report = createHostileReport('<!--log 0-->')
    const logs = createLogs()
    logs.add(report.runId, ['<!--log 0-->', 'the only line'])
    expect(render([report], logs).split('the only line')).toHaveLength(2)
  })
})
