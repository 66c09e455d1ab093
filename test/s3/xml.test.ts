import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidXmlError, parseErrorBody, parseListPage } from '../../src/s3/xml.ts'

const result = (inner: string) => `<ListBucketResult>${inner}</ListBucketResult>`

describe('a listing', () => {
  test('as AWS writes it', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><Prefix/><KeyCount>2</KeyCount>
  <MaxKeys>1000</MaxKeys><Delimiter>/</Delimiter><IsTruncated>true</IsTruncated>
  <NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</NextContinuationToken>
  <Contents><Key>a &amp; b&lt;&quot;&apos;&#x13;&#252;</Key><LastModified>2026-11-24T00:00:00.000Z</LastModified>
    <ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>434234</Size>
    <Owner><ID>id</ID></Owner><StorageClass>STANDARD</StorageClass></Contents>
  <CommonPrefixes><Prefix>photos/</Prefix></CommonPrefixes>
</ListBucketResult>`
    expect(parseListPage(xml)).toStrictEqual({
      entries: [
        { kind: 'folder', prefix: 'photos/' },
        { kind: 'object', key: 'a & b<"\'\u0013ü', size: 434234, etag: 'd41d8cd98f00b204e9800998ecf8427e' },
      ],
      isTruncated: true,
      next: '1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=',
    })
  })

  test('of nothing', () => {
    for (const xml of ['<ListBucketResult/>', result(''), '\uFEFF<?xml version="1.0"?>\r\n<ListBucketResult />']) {
      expect(parseListPage(xml)).toStrictEqual({ entries: [], isTruncated: false, next: undefined })
    }
  })

  test.each([
    ['nothing', ''],
    ['a page for people', '<!DOCTYPE html><html><body>Log in</body></html>'],
    ['another answer', '<Error><Code>x</Code></Error>'],
    ['an end that is missing', '<ListBucketResult><IsTruncated>false</IsTruncated>'],
    ['an end of something else', result('<Name>x</Key>')],
    ['a document type', `<!DOCTYPE r [<!ENTITY x "y">]>${result('<Name>&x;</Name>')}`],
    ['an entity of its own', result('<Name>&x;</Name>')],
    ['an entity that does not end', result('<Name>a &amp b</Name>')],
    ['a character that is none', result('<Name>&#x110000;</Name>')],
    ['CDATA', result('<Name><![CDATA[x]]></Name>')],
    ['a comment', result('<!-- x -->')],
    ['a size that is none', result('<Contents><Key>k</Key><Size>-1</Size></Contents>')],
    ['a size of letters', result('<Contents><Key>k</Key><Size>many</Size></Contents>')],
    ['elements without end', '<ListBucketResult>'.repeat(9)],
  ])('is not %s', (_, xml) => {
    expect(() => parseListPage(xml)).toThrow(InvalidXmlError)
  })

  test('has every key as it was written', () => {
    const escaped = (text: string) => text.replace(/[&<>"'\r]/g, (char) => `&#${char.charCodeAt(0)};`)
    const keys = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }))
    fc.assert(
      fc.property(keys, (names) => {
        const contents = names.map((name) => `<Contents><Key>${escaped(name)}</Key><Size>1</Size></Contents>`)
        const { entries } = parseListPage(result(contents.join('')))
        expect(entries).toStrictEqual(names.map((key) => ({ kind: 'object', key, size: 1, etag: '' })))
      }),
    )
  })

  test('that is mutated is read or refused, and nothing else', () => {
    const good = result('<Contents><Key>a&amp;b</Key><Size>1</Size></Contents><IsTruncated>true</IsTruncated>')
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(9), fc.string(), (at, cut, put) => {
        try {
          parseListPage(good.slice(0, at) + put + good.slice(at + cut))
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidXmlError)
        }
      }),
      { numRuns: 5_000 },
    )
  })
})

test('an error is read, and what is none is told apart', () => {
  const xml =
    '<Error><Code>PermanentRedirect</Code><Message>Go &amp; see</Message><Region>eu-west-1</Region><X><Code>y</Code></X></Error>'
  expect(parseErrorBody(xml)).toStrictEqual({ code: 'PermanentRedirect', message: 'Go & see', region: 'eu-west-1' })
  for (const other of ['', '<html></html>', 'Bad gateway', '<Error><Code>'])
    expect(parseErrorBody(other)).toBeUndefined()
})
