import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidXmlError, parseErrorBody, parseListPage } from '../../src/s3/xml.ts'

const result = (inner: string) => `<ListBucketResult>${inner}</ListBucketResult>`

describe('parseListPage', () => {
  test('reads a page as AWS writes it', () => {
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

  test('keeps no page in memory with its keys, prefixes and tokens', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc')
    const measureUsed = () => {
      collect()
      return process.memoryUsage().heapUsed
    }
    const createPage = (at: number) =>
      result(`
        <Contents><Key>objects/${at}/part-${at}.parquet</Key><Size>1</Size>
          <ETag>"d41d8cd98f00b204e9800998ecf8427e"</ETag><Owner>${'x'.repeat(1 << 20)}</Owner></Contents>
        <CommonPrefixes><Prefix>objects/${at}/photos/</Prefix></CommonPrefixes>
        <NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J-${at}</NextContinuationToken>`)
    const before = measureUsed()
    const pages = Array.from({ length: 50 }, (_, at) => parseListPage(createPage(at)))
    expect(measureUsed() - before).toBeLessThan(10 << 20)
    expect(pages.flatMap(({ entries }) => entries)).toHaveLength(100)
  })

  test('reads an empty page', () => {
    for (const xml of ['<ListBucketResult/>', result(''), '\uFEFF<?xml version="1.0"?>\r\n<ListBucketResult />']) {
      expect(parseListPage(xml)).toStrictEqual({ entries: [], isTruncated: false, next: undefined })
    }
  })

  test.each([
    ['an empty body', ''],
    ['an HTML page', '<!DOCTYPE html><html><body>Log in</body></html>'],
    ['an error', '<Error><Code>x</Code></Error>'],
    ['a missing end tag', '<ListBucketResult><IsTruncated>false</IsTruncated>'],
    ['an end tag of another element', result('<Name>x</Key>')],
    ['a document type', `<!DOCTYPE r [<!ENTITY x "y">]>${result('<Name>&x;</Name>')}`],
    ['an unknown entity', result('<Name>&x;</Name>')],
    ['an entity without end', result('<Name>a &amp b</Name>')],
    ['an invalid character reference', result('<Name>&#x110000;</Name>')],
    ['CDATA', result('<Name><![CDATA[x]]></Name>')],
    ['a comment', result('<!-- x -->')],
    ['a negative size', result('<Contents><Key>k</Key><Size>-1</Size></Contents>')],
    ['a size of letters', result('<Contents><Key>k</Key><Size>many</Size></Contents>')],
    ['elements that are nested too deep', result('<A>'.repeat(8) + '</A>'.repeat(8))],
  ])('throws InvalidXmlError for %s', (_, xml) => {
    expect(() => parseListPage(xml)).toThrow(InvalidXmlError)
  })

  test('reads every key as it was written', () => {
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

  test('reads or refuses a mutated page', () => {
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

test('parseErrorBody reads an error, and returns undefined for other text', () => {
  const xml =
    '<Error><Code>PermanentRedirect</Code><Message>Go &amp; see</Message><Region>eu-west-1</Region><X><Code>y</Code></X></Error>'
  expect(parseErrorBody(xml)).toStrictEqual({ code: 'PermanentRedirect', message: 'Go & see', region: 'eu-west-1' })
  for (const other of ['', '<html></html>', 'Bad gateway', '<Error><Code>'])
    expect(parseErrorBody(other)).toBeUndefined()
})
