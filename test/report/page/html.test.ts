import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { html, renderAnchor, renderSentence } from '../../../src/report/page/html.ts'
import { hostileText } from '../fixtures/hostile-text.ts'

describe('html', () => {
  test('escapes texts in elements and attributes, joins lists and leaves out undefined', () => {
    const list = [html`<b>${'<i>'}</b>`, 7, undefined]
    expect(html`<p title="${'"><script>'}">${list}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;"><b>&lt;i&gt;</b>7</p>',
    )
  })

  test('leaves nothing in a text that ends an element or an attribute', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
      }),
      { numRuns: 1000 },
    )
  })

  test('removes control characters and marks that reorder text', () => {
    expect(html`${'a\u202eb\u001b[31mc\u0000d\r\ne'}`.text).toBe('abcd e')
  })
})

test('renderSentence renders code between backticks, and escapes it', () => {
  expect(renderSentence('Set `a<b` or ``c``.').text).toBe('Set <code>a&lt;b</code> or <code>c</code>.')
})

describe('renderAnchor', () => {
  test('links to an https URL', () => {
    expect(renderAnchor('job', 'https://x.io/a?b="c"').text).toBe(
      '<a href="https://x.io/a?b=%22c%22" rel="noopener noreferrer">job</a>',
    )
  })

  test.each(['javascript:alert(1)', 'http://x.io', 'data:text/html,x', '//x.io', undefined])(
    'renders only the text for %s',
    (url) => {
      expect(renderAnchor('<job>', url).text).toBe('&lt;job&gt;')
    },
  )
})
