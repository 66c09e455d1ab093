import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ValueDigest } from '../../src/compare/value-digest.ts'

function digest(texts: readonly Uint8Array[], type = 'STRING', data: Uint8Array = new Uint8Array()): string {
  const values = new ValueDigest()
  for (const text of texts) values.addText(text)
  return values.end(type, data)
}

describe('ValueDigest', () => {
  test.each([
    ['no text', []],
    ['short texts', ['a', '', 'ü']],
    ['texts that fill the buffer exactly', ['a'.repeat(65_535), 'b']],
    ['texts that fill it without the end of the last one', ['a'.repeat(65_000), 'b'.repeat(535), 'c']],
    ['texts longer than the buffer', ['a', 'b'.repeat(65_536), 'c', 'd'.repeat(200_000)]],
    ['more short texts than the buffer holds', Array<string>(50_000).fill('abc')],
  ])('is the SHA-256 of all texts, each with its end: %s', (_, texts) => {
    const hash = createHash('sha256')
    for (const text of texts) hash.update(text).update(Buffer.of(0xff))
    const expected = hash.update('STRING').digest('hex')
    expect(digest(texts.map((text) => Buffer.from(text)))).toBe(expected)
  })

  test('depends on where texts end, on the type and on the data', () => {
    const [ab, c, a, bc] = ['ab', 'c', 'a', 'bc'].map((text) => Buffer.from(text))
    if (ab === undefined || c === undefined || a === undefined || bc === undefined) throw new Error('no texts')
    const digests = [digest([ab, c]), digest([a, bc]), digest([ab, c], 'LINK'), digest([], 'INT8', Uint8Array.of(1))]
    expect(new Set(digests).size).toBe(digests.length)
  })
})
