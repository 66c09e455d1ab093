import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCsvDecoder, detectCsvEncoding } from '../../src/compare/csv-encoding.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'

describe('detectCsvEncoding', () => {
  test.each([
    ['', 'utf-8'],
    ['a,b\n', 'utf-8'],
    ['größe\n', 'utf-8'],
    ['\ufeffa\n', 'utf-8'],
  ])('finds UTF-8 in %j', (text, encoding) => {
    expect(detectCsvEncoding(Buffer.from(text), true)).toBe(encoding)
  })

  test('finds UTF-16 with and without a mark, in both orders, and decodes it', () => {
    const unit = fc.constantFrom('ü', '名', '🙂', 'a')
    const anyText = fc.string({ unit, maxLength: 20 }).map((text) => `id,${text}Ā\n1,2\n`)
    fc.assert(
      fc.property(anyText, fc.boolean(), fc.boolean(), (text, isBigEndian, hasMark) => {
        const bytes = Buffer.from(hasMark ? `\ufeff${text}` : text, 'utf16le')
        if (isBigEndian) bytes.swap16()
        const encoding = detectCsvEncoding(bytes, true)
        expect(encoding).toBe(isBigEndian ? 'utf-16be' : 'utf-16le')
        expect(createCsvDecoder(encoding).decode(bytes)).toBe(text)
      }),
    )
  })

  test.each([
    ['ASCII alone', '690064002c007800', 'utf-16le'],
    ['ASCII alone', '00690064002c0078', 'utf-16be'],
    ['four times as many NULs in ASCII characters as in others', '61006100610061000001', 'utf-16le'],
    ['one ASCII character of ten', `6100${'4d54'.repeat(9)}`, 'utf-16le'],
  ])('finds UTF-16 in %s: %s', (_, hex, encoding) => {
    expect(detectCsvEncoding(Buffer.from(hex, 'hex'), true)).toBe(encoding)
  })

  test('finds an unknown encoding in bytes that are not UTF-8', () => {
    expect(detectCsvEncoding(Buffer.from('größe\n', 'latin1'), true)).toBe('unknown')
  })

  test('accepts a last character that is cut off only at the beginning of a file', () => {
    const cut = Buffer.from('a,ü').subarray(0, 3)
    expect(detectCsvEncoding(cut, false)).toBe('utf-8')
    expect(detectCsvEncoding(cut, true)).toBe('unknown')
  })

  test.each([
    ['a text in UTF-32', 'fffe000061000000'],
    ['a text in UTF-32', '0000feff00000061'],
    ['a file with NUL bytes', '61000062'],
    ['a file with NUL bytes', `00${'61'.repeat(100)}`],
    ['a file with NUL bytes', '6100610061000001'],
    ['a file with NUL bytes', `6100${'4d54'.repeat(10)}`],
    ['not a text in UTF-16LE', 'fffe00d8'],
    ['not a text in UTF-16LE', '6100610001d8'],
    ['not a text in UTF-8', 'efbbbfff'],
  ])('refuses %s: %s', (message, hex) => {
    const bytes = Buffer.from(hex, 'hex')
    expect(() => detectCsvEncoding(bytes, true)).toThrow(BundleFormatError)
    expect(() => detectCsvEncoding(bytes, true)).toThrow(message)
  })
})

test('createCsvDecoder decodes an unknown encoding as Latin-1, with the characters of Windows', () => {
  expect(createCsvDecoder('unknown').decode(Buffer.from('größe \x80', 'latin1'))).toBe('größe €')
})
