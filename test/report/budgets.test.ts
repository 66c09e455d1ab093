import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { commentLimit, renderComment } from '../../src/report/comment.ts'
import { summaryLimitBytes } from '../../src/report/fit-sections.ts'
import { renderRunsHeadline } from '../../src/report/many-runs.ts'
import type { Report } from '../../src/report/report.ts'
import { areLabelled } from '../../src/report/run-result.ts'
import { renderHeadline } from '../../src/report/sections/headline.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { createFullReport } from './fixtures/full-report.ts'
import { hostileText } from './fixtures/hostile-text.ts'
import { states } from './fixtures/states.ts'

const markdown = new MarkdownIt({ html: true, linkify: true })

const renderings = [
  {
    kind: 'summary',
    render: (reports: readonly Report[], limitBytes = summaryLimitBytes) => renderSummary(reports, { limitBytes }),
    measure: (text: string) => Buffer.byteLength(text),
    maxSize: summaryLimitBytes,
  },
  {
    kind: 'comment',
    render: (reports: readonly Report[], limit = commentLimit) => renderComment(reports, { limit }),
    measure: (text: string) => text.length,
    maxSize: commentLimit,
  },
] as const

/**
 * Lists the Markdown blocks and tags of a text and what is inside, except for text and code, which any sentence may
 * contain.
 */
function listStructure(text: string): readonly string[] {
  return markdown.parse(text, {}).map(({ type, content, children }) => {
    const inside = children
      ?.map((child) => (child.type.startsWith('html') ? child.content : child.type))
      .filter((type) => type !== 'text' && type !== 'code_inline')
    return `${type} ${type === 'html_block' ? content : ''}${inside?.join(' ') ?? ''}`
  })
}

/**
 * Lists table rows with another number of cells than the head. The parser accepts a table only if its first rows agree,
 * so each row is tried as a head.
 */
function listBrokenRows(text: string): readonly string[] {
  const lines = text.split('\n')
  return markdown
    .parse(text, {})
    .filter(({ type }) => type === 'table_open')
    .flatMap(({ map }) => {
      const [head = '', delimiter = '', ...rows] = lines.slice(...(map ?? []))
      return [head, ...rows].filter((row) => markdown.parse(`${row}\n${delimiter}`, {})[0]?.type !== 'table_open')
    })
}

describe.each(renderings)('the $kind', ({ render, measure, maxSize }) => {
  test('has the same structure for any names, values and lines, and no broken row', () => {
    const expected = listStructure(render([createFullReport('axz', 6)]))
    fc.assert(
      fc.property(hostileText, (text) => {
        const rendered = render([createFullReport(text, 6)])
        expect(listStructure(rendered)).toStrictEqual(expected)
        expect(listBrokenRows(rendered)).toStrictEqual([])
        expect(rendered.isWellFormed()).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('stays within its budget and keeps the headline for large reports', () => {
    const size = fc.oneof({ arbitrary: fc.integer({ min: 0, max: 30 }), weight: 4 }, fc.constantFrom(200, 1000))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hostileText, size, fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 10_000, max: maxSize }),
        (kinds, limit) => {
          const reports = kinds.map(([text, n, times]) => createFullReport(text.repeat(times), n))
          const rendered = render(reports, limit)
          expect(measure(rendered)).toBeLessThanOrEqual(limit)
          expect(rendered.isWellFormed()).toBe(true)
          expect(listBrokenRows(rendered)).toStrictEqual([])
          const headlines = areLabelled(reports) ? [renderRunsHeadline(reports)] : reports.map(renderHeadline)
          for (const headline of headlines) expect(rendered).toContain(`### ${headline}`)
          const open = rendered.match(/^<details/gm)?.length
          expect(rendered.match(/^<\/details>$/gm)?.length).toBe(open)
        },
      ),
      { numRuns: 20 },
    )
  })

  test('stays within its budget for any number of reports', () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 3000, max: 100_000 }),
        (text, n, limit) => {
          const reports = Array.from({ length: n }, () => createFullReport(text.repeat(50), 2))
          expect(measure(render(reports, limit))).toBeLessThanOrEqual(limit)
        },
      ),
      { numRuns: 10 },
    )
  })

  test.each(Object.entries(states))('of the state %s keeps its headline when it shrinks', (_, reports) => {
    const smallest = 1000 * (reports.length + 2)
    const rendered = render(reports, smallest)
    const headlines = areLabelled(reports) ? [renderRunsHeadline(reports)] : reports.map(renderHeadline)
    for (const headline of headlines) expect(rendered).toContain(`### ${headline}`)
    expect(measure(rendered)).toBeLessThanOrEqual(smallest)
  })
})
