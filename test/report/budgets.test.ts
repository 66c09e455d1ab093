import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { commentLimit, renderComment } from '../../src/report/comment.ts'
import type { Report } from '../../src/report/report.ts'
import { renderHeadline } from '../../src/report/sections/headline.ts'
import { renderSummary, summaryLimitBytes } from '../../src/report/summary.ts'
import { createFullReport } from './fixtures/full-report.ts'
import { hostileText } from './fixtures/hostile-text.ts'
import { states } from './fixtures/states.ts'

const markdown = new MarkdownIt({ html: true, linkify: true })

const renderings = [
  {
    what: 'a summary',
    render: renderSummary,
    measure: (text: string) => Buffer.byteLength(text),
    most: summaryLimitBytes,
  },
  {
    what: 'a comment',
    render: (reports: readonly Report[], limit = commentLimit) => renderComment(reports, { limit }),
    measure: (text: string) => text.length,
    most: commentLimit,
  },
] as const

/** What the text consists of, as a parser of GitHub's Markdown sees it: paragraphs, tables, fences, tags and what is in them, but for text and code, which a sentence may have as it likes. */
function structureOf(text: string): readonly string[] {
  return markdown.parse(text, {}).map(({ type, content, children }) => {
    const inside = children
      ?.map((child) => (child.type.startsWith('html') ? child.content : child.type))
      .filter((one) => one !== 'text' && one !== 'code_inline')
    return `${type} ${type === 'html_block' ? content : ''}${inside?.join(' ') ?? ''}`
  })
}

/** The rows of all tables whose number of cells is not that of the head: a table of one row says so to the parser, which takes none where head and rule differ. */
function brokenRows(text: string): readonly string[] {
  const lines = text.split('\n')
  return markdown
    .parse(text, {})
    .filter(({ type }) => type === 'table_open')
    .flatMap(({ map }) => {
      const [head = '', rule = '', ...rows] = lines.slice(...(map ?? []))
      return [head, ...rows].filter((row) => markdown.parse(`${row}\n${rule}`, {})[0]?.type !== 'table_open')
    })
}

describe.each(renderings)('$what', ({ render, measure, most }) => {
  test('has the same structure whatever the names, values and lines are, and no broken row', () => {
    const expected = structureOf(render([createFullReport('axz', 6)]))
    fc.assert(
      fc.property(hostileText, (text) => {
        const rendered = render([createFullReport(text, 6)])
        expect(structureOf(rendered)).toStrictEqual(expected)
        expect(brokenRows(rendered)).toStrictEqual([])
        expect(rendered.isWellFormed()).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('is within its budget, and says the verdict, whatever there is much of', () => {
    const size = fc.oneof({ arbitrary: fc.integer({ min: 0, max: 30 }), weight: 4 }, fc.constantFrom(200, 1000))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hostileText, size, fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 10_000, max: most }),
        (kinds, limit) => {
          const reports = kinds.map(([text, n, times]) => createFullReport(text.repeat(times), n))
          const rendered = render(reports, limit)
          expect(measure(rendered)).toBeLessThanOrEqual(limit)
          expect(rendered.isWellFormed()).toBe(true)
          expect(brokenRows(rendered)).toStrictEqual([])
          for (const report of reports) expect(rendered).toContain(`### ${renderHeadline(report)}`)
          const open = rendered.match(/^<details/gm)?.length
          expect(rendered.match(/^<\/details>$/gm)?.length).toBe(open)
        },
      ),
      { numRuns: 20 },
    )
  })

  test('is within its budget for any number of reports', () => {
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

  test.each(Object.entries(states))('of %s shrinks to its verdict and no further', (_, reports) => {
    const least = 1000 * (reports.length + 2)
    const rendered = render(reports, least)
    for (const report of reports) expect(rendered).toContain(`### ${renderHeadline(report)}`)
    expect(measure(rendered)).toBeLessThanOrEqual(least)
  })
})
