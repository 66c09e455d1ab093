import { describe, expect, test } from 'vitest'
import { readJobReceipt, receiptVariable } from '../../../src/backends/batch/receipt.ts'
import { receipt } from './fixtures.ts'

describe('readJobReceipt', () => {
  const read = (value: unknown) =>
    readJobReceipt([
      { name: 'OTHER', value: 'x' },
      { name: receiptVariable, value: JSON.stringify(value) },
    ])

  test('returns a complete receipt', () => {
    const whole = { ...receipt, inputUuid: 'u', inputParam: 'orders', settings: { env: '0a1b2c3d' } }
    expect(read(whole)).toStrictEqual(whole)
    expect(read(receipt)).toStrictEqual(receipt)
  })

  test.each([
    ['nothing', undefined],
    ['a list', []],
    ['another dialect', { ...receipt, dialect: 'bash' }],
    ['no output', { ...receipt, outputUuid: '' }],
    ['a number for a name', { ...receipt, outputName: 7 }],
    ['parameters that are not strings', { ...receipt, params: { day: 1 } }],
    ['an invalid time', { ...receipt, launchedAt: 'soon' }],
    ['an attempt that is not a number', { ...receipt, workflowAttempt: '1' }],
  ])('returns undefined for %s', (_, value) => {
    expect(read(value)).toBeUndefined()
  })

  test('returns undefined for invalid JSON and without the variable', () => {
    expect(readJobReceipt([{ name: receiptVariable, value: '{' }])).toBeUndefined()
    expect(readJobReceipt([])).toBeUndefined()
    expect(readJobReceipt(undefined)).toBeUndefined()
  })
})
