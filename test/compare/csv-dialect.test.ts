import { describe, expect, test } from 'vitest'
import { detectCsvDialect } from '../../src/compare/csv-dialect.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'

describe('detectCsvDialect', () => {
  test.each([
    ['id,name\n1,x\n', { delimiter: ',', skipped: 0, first: ['id', 'name'], hasHeader: true }],
    ['id;name;amount;tax\n1;x;1,5;0\n2;y;2,5;0\n', { delimiter: ';', first: ['id', 'name', 'amount', 'tax'] }],
    ['id\tname\n1\tx, y\n', { delimiter: '\t', first: ['id', 'name'] }],
    ['id|name\n1|x\n', { delimiter: '|', first: ['id', 'name'] }],
    ['SEP=|\rid|name\r1|x\r', { delimiter: '|', skipped: 1, first: ['id', 'name'], hasHeader: true }],
    ['sep=;\n', { delimiter: ';', skipped: 1, first: [], hasHeader: true }],
    ['\n\n', { first: [], hasHeader: true }],
    ['text\nmore text\n', { first: ['text'], hasHeader: false }],
    ['jane,berlin\njohn,paris\n', { delimiter: ',', hasHeader: false }],
    ['id;a,b\n1;x,y\n', { delimiter: ';', hasHeader: true }],
    ['note,sep=|\n1,2\n', { delimiter: ',', skipped: 0, first: ['note', 'sep=|'] }],
    ['id,name\r\n1,x\n2,y\r3,z\n', { delimiter: ',', first: ['id', 'name'], hasHeader: true }],
    ['id,na"me\n1,x\n', { delimiter: ',', first: ['id', 'na"me'] }],
    [`id,name\n${'1,x\n'.repeat(9)}2\n`, { delimiter: ',', first: ['id', 'name'] }],
  ])('reads %j', async (text, expected) => {
    expect(await detectCsvDialect(text, true)).toMatchObject(expected)
  })

  test('leaves out the last record of a text that is not whole', async () => {
    expect(await detectCsvDialect('id,name\n1,x\n2', false)).toMatchObject({ delimiter: ',', hasHeader: true })
    await expect(detectCsvDialect('id,na', false)).rejects.toThrow('a header without an end')
    await expect(detectCsvDialect('id,name\n1,x\n2', true)).rejects.toThrow('delimiter is not certain')
  })

  test.each([
    ['two delimiters with a header', 'id;a,b\n1;2,3\n', 'delimiter is not certain'],
    ['more than a tenth of other records', `id,name\n${'1,x\n'.repeat(8)}2\n`, 'delimiter is not certain'],
    ['a quote without an end', 'id,name\n"1,x\n', 'not a CSV file: Quote Not Closed'],
  ])('refuses %s', async (_, text, message) => {
    await expect(detectCsvDialect(text, true)).rejects.toThrow(BundleFormatError)
    await expect(detectCsvDialect(text, true)).rejects.toThrow(message)
  })

  test('reads a text that is cut off within quotes behind its header', async () => {
    expect(await detectCsvDialect('id,name\n1,x\n2,"y', false)).toMatchObject({ delimiter: ',', hasHeader: true })
    await expect(detectCsvDialect('"id,name\n1,x\n', false)).rejects.toThrow('not a CSV file: Quote Not Closed')
  })

  test('takes the thousandth record of a text that is not whole for complete', async () => {
    const text = `id,name\n${'1,x\n'.repeat(899)}${'2\n'.repeat(101)}`
    await expect(detectCsvDialect(text, false)).rejects.toThrow('delimiter is not certain')
  })

  test('looks at no more than a thousand records', async () => {
    const text = `id,name\n${'1,x\n'.repeat(1000)}${'2\n'.repeat(1000)}`
    expect(await detectCsvDialect(text, true)).toMatchObject({ delimiter: ',', hasHeader: true })
  })
})
