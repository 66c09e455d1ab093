import { describe, expect, test } from 'vitest'
import { detectCsvDialect } from '../../src/compare/csv-dialect.ts'

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
  ])('reads %j', async (text, expected) => {
    expect(await detectCsvDialect(text, true)).toMatchObject(expected)
  })

  test('leaves out the last record of a text that is not whole', async () => {
    expect(await detectCsvDialect('id,name\n1,x\n2', false)).toMatchObject({ delimiter: ',', hasHeader: true })
    await expect(detectCsvDialect('id,na', false)).rejects.toThrow('a header without an end')
    await expect(detectCsvDialect('id,name\n1,x\n2', true)).rejects.toThrow('delimiter is not certain')
  })

  test('looks at no more than a thousand records', async () => {
    const text = `id,name\n${'1,x\n'.repeat(1000)}${'2\n'.repeat(1000)}`
    expect(await detectCsvDialect(text, true)).toMatchObject({ delimiter: ',', hasHeader: true })
  })
})
