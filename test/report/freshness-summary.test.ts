import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import type { BundleFreshness } from '../../src/report/freshness-result.ts'
import { renderFreshness } from '../../src/report/freshness-summary.ts'
import { freshnessStates } from './fixtures/freshness-states.ts'
import { hostileText } from './fixtures/hostile-text.ts'

// `npm run pictures` draws each file for a review.
test.each(Object.entries(freshnessStates))('the check that is %s renders as it was reviewed', async (state, result) => {
  await expect(`${renderFreshness(result)}\n`).toMatchFileSnapshot(`golden/freshness-${state}.summary.md`)
})

const context = { remote: 's3://b/p', context: 'shop', checkedAt: new Date(0) }

/** A bundle with every part, in which each text from outside is `text`. */
const createBundle = (text: string): BundleFreshness => ({
  ...{ name: text, state: 'stale', reasons: [text], notes: [text], limits: [text], rows: 1, canHeal: true },
  days: { key: text, newest: text, missing: [text] },
  bundle: { uuid: text, uri: text, createdAt: new Date(0), ageMs: 1, runUrl: `https://github.com/${text}` },
})

const markdown = new MarkdownIt({ html: true, linkify: true })

/** The Markdown blocks of a text, and what is inside, except for text and code. */
function listStructure(text: string): readonly string[] {
  return markdown.parse(text, {}).map(({ type, children }) => {
    const inside = children?.map((child) => (child.type.startsWith('html') ? child.content : child.type))
    return `${type} ${inside?.filter((kind) => kind !== 'text' && kind !== 'code_inline').join(' ') ?? ''}`
  })
}

describe('renderFreshness', () => {
  test('has the same structure for any names, days and sentences', () => {
    const render = (text: string) => {
      const heal = { kind: 'refused', workflow: text, why: text } as const
      return renderFreshness({ ...context, remote: text, context: text, bundles: [createBundle(text)], heal })
    }
    const expected = listStructure(render('axz'))
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(listStructure(render(text))).toStrictEqual(expected)
      }),
    )
  })

  test('drops rows and sentences of a thousand bundles, and never the headline', () => {
    const bundles = Array.from({ length: 1000 }, (_, at) => ({
      ...createBundle(`${'n'.repeat(250)}${at}`),
      reasons: Array.from({ length: 8 }, () => 'r'.repeat(1000)),
    }))
    const whole = renderFreshness({ ...context, bundles })
    expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(1_000_000)
    expect(whole.slice(-800)).toMatch(/… and \d+ more bundles\.\n/)
    const short = renderFreshness({ ...context, bundles }, 500)
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(500)
    expect(short).toMatch(/^### ❌ 1,000 stale\n/)
  })
})
