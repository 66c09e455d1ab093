import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pageLimitBytes, renderPage } from '../../../src/report/page/page.ts'
import { PageLogs } from '../../../src/report/page/page-log.ts'
import type { Report } from '../../../src/report/report.ts'
import { createFullReport } from '../fixtures/full-report.ts'
import { createHostileReport } from '../fixtures/hostile-report.ts'
import { hostileText } from '../fixtures/hostile-text.ts'
import { states } from '../fixtures/states.ts'

const options = { docsUrl: 'https://github.com/disdat/run-action/blob/v1/docs', runUrl: '', logs: new Map() }
const render = (reports: readonly Report[]) => renderPage(reports, options)
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

  test('has the log of each run, and the number of the lines that are left out', () => {
    const report = createFullReport('x', 1)
    const logs = new PageLogs((text) => text)
    const line = 'y'.repeat(1023)
    for (let batch = 0; batch < 20; batch++)
      logs.add(
        report.runId,
        Array.from({ length: 1000 }, () => line),
      )
    const page = renderPage([report], { ...options, logs: logs.all })
    expect(page).toContain('<p>The first 13,922 lines are left out.</p>')
    expect(page.split(`<div>${line}</div>`)).toHaveLength(6079)
  })

  test('shortens tables beyond 20 MiB', () => {
    const page = render([createFullReport('a'.repeat(200), 8000)])
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(pageLimitBytes)
    expect(page).toContain('rows not shown')
  })
})
