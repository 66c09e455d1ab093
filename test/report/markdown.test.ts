import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import {
  renderCode,
  renderDetails,
  renderFilledTable,
  renderLink,
  renderList,
  renderMore,
  renderProse,
  renderShortId,
  renderTable,
} from '../../src/report/markdown.ts'
import { hostileText } from './fixtures/hostile-text.ts'

const markdown = new MarkdownIt({ html: true, linkify: true })

describe('renderLink', () => {
  test.each([
    ['https://x.io/a#b=$252F', '[x](https://x.io/a#b=$252F)'],
    ['https://x.io/a(b)|[c]', '[x](https://x.io/a%28b%29%7c%5bc%5d)'],
    ['http://x.io', 'x'],
    ['javascript:alert(1)', 'x'],
    ['https://', 'x'],
    // The longest URL that becomes a link, and a longer URL.
    [`https://x.io/${'a'.repeat(1987)}`, `[x](https://x.io/${'a'.repeat(1987)})`],
    [`https://x.io/${'a'.repeat(1988)}`, 'x'],
    ['https://x.io/\n<b>"\'*_~`\\', '[x](https://x.io/%3Cb%3E%22%27%2a%5f%7e%60/)'],
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

describe('renderCode, renderProse and renderShortId', () => {
  test.each([
    [renderCode('a`b'), '`` a`b ``'],
    [renderCode('x'.repeat(301)), `\`${'x'.repeat(300)} …\``],
    [renderCode('orders', 2), '`or …`'],
    [renderProse('Set `a: b` <b>'), 'Set `a: b` &lt;b&gt;'],
    [renderProse('x'.repeat(1001)), `${'x'.repeat(1000)} …`],
    [renderProse('orders', 2), 'or …'],
    [renderShortId('0123456789ab'), '`01234567`'],
    [renderShortId('01234567'), '`01234567`'],
    [renderShortId('01 … 67'), '`01 … 67`'],
  ])('renders %s', (rendered, expected) => {
    expect(rendered).toBe(expected)
  })
})

test('renderTable aligns columns, and escapes what would be a cell', () => {
  expect(renderTable(['a|b', 'c'], [['`1|2|3`', '4']], 'lr')).toBe('| a\\|b | c |\n|---|--:|\n| `1\\|2\\|3` | 4 |')
  expect(renderTable(['a', 'b', 'c'], [])).toBe('| a | b | c |\n|---|---|---|')
})

test('renderFilledTable aligns a column without a letter to the left, and treats a missing cell as empty', () => {
  expect(renderFilledTable(['a', 'b', 'c'], [['1'], ['2', '', '3']])).toBe('| a | c |\n|---|---|\n| 1 |  |\n| 2 | 3 |')
})

test('renderDetails is folded, or open on request', () => {
  expect(renderDetails('Log', 'text')).toBe('<details><summary>Log</summary>\n\ntext\n\n</details>')
  expect(renderDetails('Log', 'text', true)).toMatch(/^<details open><summary>/)
})

test.each([
  [renderList(['a', 'b'], 0), 'a, b'],
  [renderList(['a'], 1234, '; '), 'a; and 1,234 more'],
  [renderMore(0, 'file'), ''],
  [renderMore(1, 'file'), '\n\n… and 1 more file.'],
  [renderMore(1234, 'file'), '\n\n… and 1,234 more files.'],
])('renderList and renderMore render %j', (rendered, expected) => {
  expect(rendered).toBe(expected)
})
