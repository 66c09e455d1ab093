import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { renderFilledTable, renderLink } from '../../src/report/markdown.ts'
import { hostileText } from './fixtures/hostile-text.ts'

const markdown = new MarkdownIt({ html: true, linkify: true })

describe('renderLink', () => {
  test.each([
    ['https://x.io/a#b=$252F', '[x](https://x.io/a#b=$252F)'],
    ['https://x.io/a(b)|[c]', '[x](https://x.io/a%28b%29%7c%5bc%5d)'],
    ['http://x.io', 'x'],
    ['javascript:alert(1)', 'x'],
    ['https://', 'x'],
    [`https://x.io/${'a'.repeat(2000)}`, 'x'],
  ])('renders %s', (url, written) => {
    expect(renderLink('x', url)).toBe(written)
  })

  test('renders one link to the same host for any path', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const parts = markdown.parseInline(renderLink('x', `https://x.io/${text}?${text}#${text}`), {})[0]?.children
        expect(parts?.map(({ type }) => type)).toStrictEqual(['link_open', 'text', 'link_close'])
        expect(String(parts?.[0]?.attrGet('href'))).toMatch(/^https:\/\/x\.io\//)
      }),
    )
  })
})

test('renderFilledTable leaves out empty columns', () => {
  const rows = [
    ['1', '', '|'],
    ['', '', '4'],
  ]
  expect(renderFilledTable(['a', 'b', 'c'], rows, 'rlr')).toBe('| a | c |\n|--:|--:|\n| 1 | \\| |\n|  | 4 |')
})
