import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareOrder, getParamText, listOrderedParams, readOrder } from '../../../src/compare/history/history-order.ts'
import { createDescription } from '../../../src/disdat/bundle.ts'

type Params = Readonly<Record<string, string>>

/** A bundle with these parameters. */
const createOutput = (params: Params) =>
  createDescription({
    ...{
      uuid: crypto.randomUUID(),
      name: 'daily',
      owner: '',
      processingName: '',
      createdSeconds: 0,
      presentation: 'DF',
    },
    ...{ code: { method: '', repo: '', hash: '', branch: '' }, dependsOn: [] },
    tags: new Map(Object.entries(params).map(([name, value]) => [`__param.${name}`, value])),
  })

const listNames = (params: Params, each: readonly string[] = []) =>
  listOrderedParams(createOutput(params), each).map(({ name }) => name)

describe('listOrderedParams', () => {
  test.each<[string, Params, readonly string[], readonly string[]]>([
    ['a day', { day: '2026-07-01', shop: 'eu' }, [], ['day']],
    ['a day as Disdat 0.8.1 to 0.10 store it', { day: '"2026-07-01"' }, [], ['day']],
    [
      'a month, an hour and a minute',
      { a: '2026-07', b: '2026-07-01T05', c: '2026-07-01T05:30:00Z' },
      [],
      ['a', 'b', 'c'],
    ],
    ['days that do not exist', { a: '2026-02-30', b: '2026-13', c: '2026-07-01T25', d: '2026-W54' }, [], []],
    ['zones that do not exist', { a: '2026-07-01T05+15:00', b: '2026-07-01T05+01:60', c: '2026-07-01+02:00' }, [], []],
    ['a number of `each`', { part: '3', least: '2' }, ['part'], ['part']],
    ['a number without `each`', { least: '2' }, [], []],
    ['a day beside a number of `each`', { part: '3', day: '2026-07-01' }, ['day', 'part'], ['day']],
    ['texts of `each`', { region: 'eu' }, ['region'], []],
    ['other numbers', { a: '1e5', b: '0x1', c: ' 1', d: '', e: '1_000', f: 'NaN' }, ['a', 'b', 'c', 'd', 'e', 'f'], []],
    ['no parameters', {}, ['day'], []],
  ])('finds, for %s, %j', (_, params, each, expected) => {
    expect(listNames(params, each)).toStrictEqual(expected)
  })
})

describe('listOrderedParams, for dates', () => {
  test.each([
    ['2026-07', '2026-07-01T00:00:00Z'],
    ['2026-07-31', '2026-07-31T00:00:00Z'],
    ['2026-07-31T23', '2026-07-31T23:00:00Z'],
    ['2026-07-31T2359', '2026-07-31T23:59:00Z'],
    ['2026-07-31T23:59Z', '2026-07-31T23:59:00Z'],
    ['2026-07-31 23:59:59', '2026-07-31T23:59:59Z'],
    ['2026-07-31T235959', '2026-07-31T23:59:59Z'],
    ['2026-07-31T23:59:59.125', '2026-07-31T23:59:59.125Z'],
    ['2026-07-01T00:00+02:00', '2026-06-30T22:00:00Z'],
    ['2026-07-01T05-0330', '2026-07-01T08:30:00Z'],
    ['2026-07-01T00:00+00:59', '2026-06-30T23:01:00Z'],
    ['2026-07-01T14:00+14:00', '2026-07-01T00:00:00Z'],
    ['2026-07-01T00:00-1400', '2026-07-01T14:00:00Z'],
    ['2026-W27', '2026-06-29T00:00:00Z'],
  ])('reads %s as %s', (text, time) => {
    const ordered = listOrderedParams(createOutput({ at: text }), [])
    expect(ordered).toStrictEqual([{ name: 'at', kind: 'date', order: Date.parse(time) }])
  })

  test.each([
    ...['2026-07-31T05+14:01', '2026-07-31T05-14:01', '2026-07-31T05+00:60'],
    ...['2026-07-31T24', '2026-07-31T23:60', '2026-07-31T23:59:60', '2026-07-31T1'],
    ...[
      'x2026-07-31',
      '2026-07-31x',
      '2026-07-31TZ',
      '2026-7-31',
      '2026',
      '2026-07-',
      '02026-07-31',
      '2026-W54',
      '2026-W31-1',
    ],
  ])('does not read %s', (text) => {
    expect(
      listNames(
        { at: text },
        ['at'].filter(() => text !== '2026'),
      ),
    ).toStrictEqual([])
  })
})

describe('listOrderedParams, for numbers', () => {
  test.each([
    ['0', 0],
    ['-12.5', -12.5],
    ['007', 7],
    ['123456789012345', 123456789012345],
  ])('reads %s as %d', (text, order) => {
    expect(listOrderedParams(createOutput({ n: text }), ['n'])).toStrictEqual([{ name: 'n', kind: 'number', order }])
  })

  test.each(['1234567890123456', '1.', '.5', '+1', '1.0123456789', '--1', '1 '])('does not read %j', (text) => {
    expect(listNames({ n: text }, ['n'])).toStrictEqual([])
  })
})

test.each([
  ['"a b"', 'a b'],
  ['"a', '"a'],
  ['a"', 'a"'],
  ['"', '"'],
  ['5', '5'],
  [undefined, ''],
])('getParamText returns the text of %s: %s', (stored, expected) => {
  expect(getParamText(createOutput(stored === undefined ? {} : { a: stored }), 'a')).toBe(expected)
})

describe('readOrder and compareOrder', () => {
  const compare = (a: Params, b: Params, each: readonly string[] = []) => {
    const ordered = listOrderedParams(createOutput(a), each)
    const [own, other] = [readOrder(createOutput(a), ordered), readOrder(createOutput(b), ordered)]
    return own && other && Math.sign(compareOrder(own, other)) + 0
  }

  test.each<[Params, Params, number | undefined]>([
    [{ day: '2026-07-01' }, { day: '2026-07-02' }, -1],
    [{ day: '2026-07-01' }, { day: '2026-07-01' }, 0],
    [{ day: '2026-07-01' }, { day: '2026-07-01T00:00:00' }, 0],
    [{ hour: '2026-07-01T10' }, { hour: '2026-07-01T09' }, 1],
    [{ from: '2026-07-01', to: '2026-07-08' }, { from: '2026-07-01', to: '2026-07-09' }, -1],
    [{ from: '2026-07-02', to: '2026-07-08' }, { from: '2026-07-01', to: '2026-07-09' }, 1],
    [{ day: '2026-07-01' }, { day: 'all' }, undefined],
    [{ day: '2026-07-01' }, { day: '3' }, undefined],
    [{ day: '2026-07-01' }, {}, undefined],
    [{ a: '2026-07-01', b: '2026-07-02' }, { a: '2026-07-01' }, undefined],
    [{ a: '2026-07-01', b: '2026-07-02', c: '2026-07-03' }, { a: '2026-07-01', b: '2026-07-03', c: '2026-07-01' }, -1],
  ])('place %j and %j: %j', (a, b, expected) => {
    expect(compare(a, b)).toBe(expected)
  })

  test('order numbers by their values', () => {
    const parts = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(3))
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(compare({ part: a }, { part: b }, ['part'])).toBe(Math.sign(Number(a) - Number(b)) + 0)
      }),
    )
  })
})
