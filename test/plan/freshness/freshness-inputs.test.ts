import { describe, expect, test } from 'vitest'
import { InvalidInputs } from '../../../src/action/input-problems.ts'
import { readFreshnessInputs } from '../../../src/plan/freshness/freshness-inputs.ts'
import { createInputEnv } from '../input-fixtures.ts'

const given = { remote: 's3://acme-data/disdat', context: 'shop', expect: 'orders: { max-age: 26h }' }
const read = (inputs: Readonly<Record<string, string>>) => readFreshnessInputs(createInputEnv(inputs))

describe('readFreshnessInputs', () => {
  test('needs a remote, a context and expectations', () => {
    expect(read(given)).toMatchObject({
      remote: { url: 's3://acme-data/disdat' },
      context: 'shop',
      expectations: [{ name: 'orders' }],
      heal: undefined,
      summary: true,
    })
    expect(() => read({})).toThrow(
      /3 input errors:\n- remote: nothing given.*\n- context: nothing.*\n- expect: nothing/,
    )
  })

  test('takes the remote part of a context with two names', () => {
    expect(read({ ...given, context: 'shop/mine' }).context).toBe('shop')
  })

  test('heals with three runs a day unless it is said otherwise', () => {
    expect(read({ ...given, heal: 'heal.yml' }).heal).toEqual({ workflow: 'heal.yml', limit: 3 })
    expect(read({ ...given, heal: 'heal.yml', 'heal-limit': '1' }).heal).toEqual({ workflow: 'heal.yml', limit: 1 })
  })

  test.each([
    ['heal', { heal: '.github/workflows/heal.yml' }],
    ['heal', { heal: 'heal' }],
    ['heal-limit', { 'heal-limit': '0' }],
    ['heal-limit', { 'heal-limit': '101' }],
    ['context', { context: 'a/b/c' }],
    ['remote', { remote: 'acme-data' }],
    ['expect, line 1, orders.max-age', { expect: 'orders: { max-age: soon }' }],
    ['expect, orders.each', { heal: 'heal.yml', expect: 'orders: { each: the day, newest: today }' }],
  ])('refuses %s: %j', (where, inputs) => {
    const readInvalid = () => read({ ...given, ...inputs })
    expect(readInvalid).toThrow(InvalidInputs)
    expect(readInvalid).toThrow(`- ${where}: got `)
  })

  test('counts lines from the first of the input, also of a block that begins with an empty one', () => {
    expect(() => read({ ...given, expect: '\n# nightly\norders: { max-age: soon }' })).toThrow(
      'expect, line 3, orders.max-age',
    )
  })
})
