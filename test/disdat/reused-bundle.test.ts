import { describe, expect, test } from 'vitest'
import { type BundleDescription, createDescription } from '../../src/disdat/bundle.ts'
import { compareInput, compareParam, decodeParam, listReusable } from '../../src/disdat/reused-bundle.ts'

interface Fixture {
  readonly name?: string
  readonly processingName: string
  readonly params?: Readonly<Record<string, string>>
  readonly dependsOn?: readonly string[]
}

/** Bundles from the oldest to the newest. */
const describeBundles = (fixtures: readonly Fixture[]): readonly BundleDescription[] =>
  fixtures.map(({ name = 'daily', processingName, params = {}, dependsOn = [] }, at) =>
    createDescription({
      uuid: `${at}`,
      name,
      owner: 'ann',
      processingName,
      createdSeconds: 1_700_000_000 + at,
      tags: new Map(Object.entries(params).map(([param, value]) => [`__param.${param}`, value])),
      presentation: 'DF',
      code: { method: '', repo: '', hash: '', branch: '' },
      dependsOn: dependsOn.map((uuid) => ({ uuid, processingName: 'raw', argument: 'orders' })),
    }),
  )

const noParams = new Map<string, string>()
const list = (fixtures: readonly Fixture[], params: ReadonlyMap<string, string> = noParams, input?: string) =>
  listReusable(describeBundles(fixtures), { params, input }).map(({ uuid }) => uuid)

const monday = { processingName: 'Daily_mon_1', params: { day: 'monday' } }
const tuesday = { processingName: 'Daily_tue_2', params: { day: 'tuesday' } }
const onMonday = new Map([['day', 'monday']])

describe('listReusable', () => {
  test.for<[string, readonly Fixture[], ReadonlyMap<string, string>, string | undefined, readonly string[]]>([
    ['nothing without bundles', [], onMonday, undefined, []],
    ['the newest of one processing name', [monday, monday], noParams, undefined, ['1']],
    ['nothing when the only bundle records another value', [tuesday], onMonday, undefined, []],
    ['the bundle with the parameter', [monday, tuesday], onMonday, undefined, ['0']],
    [
      'a parameter that Disdat stored as JSON',
      [{ ...monday, params: { day: String.raw`"a \"b\" \u00fc"` } }, tuesday],
      new Map([['day', 'a "b" \u00fc']]),
      undefined,
      ['0'],
    ],
    // The parameter `region` of the class has a default that the run does not show.
    [
      'each that differs in a parameter that the run does not set',
      [
        { processingName: 'Daily_1', params: { day: 'monday', region: 'all' } },
        { processingName: 'Daily_2', params: { day: 'monday', region: 'west' } },
      ],
      onMonday,
      undefined,
      ['1', '0'],
    ],
    [
      'a bundle that does not record the parameter',
      [{ processingName: 'Daily_1' }, monday],
      onMonday,
      undefined,
      ['1', '0'],
    ],
    [
      'each whose parameter may be another text for the same value',
      [
        { processingName: 'Daily_1', params: { full: 'true' } },
        { processingName: 'Daily_2', params: { full: 'True' } },
        { processingName: 'Daily_3', params: { full: 'False' } },
      ],
      new Map([['full', 'true']]),
      undefined,
      ['1', '0'],
    ],
    [
      'all when no bundle records the value as it was given',
      [
        { processingName: 'Daily_1', params: { age: '86400' } },
        { processingName: 'Daily_2', params: { age: '90000' } },
      ],
      new Map([['age', '1 day']]),
      undefined,
      ['1', '0'],
    ],
    [
      'the bundle with the upstream bundle',
      [
        { processingName: 'Daily_1', dependsOn: ['a'] },
        { processingName: 'Daily_2', dependsOn: ['b'] },
      ],
      noParams,
      'a',
      ['0'],
    ],
    [
      'a bundle that records no upstream bundle',
      [{ processingName: 'Daily_1' }, { processingName: 'Daily_2', dependsOn: ['a'] }],
      noParams,
      'a',
      ['1', '0'],
    ],
    ['the newest of each name', [monday, { ...monday, name: 'Daily' }, monday], onMonday, undefined, ['2', '1']],
  ])('returns %s', ([, fixtures, params, input, expected]) => {
    expect(list(fixtures, params, input)).toStrictEqual(expected)
  })

  test.each([
    ['01', '1'],
    ['1.0', '1'],
    ['2026-1-5', '2026-01-05'],
    ['[1, 2]', '[1,2]'],
  ])('does not rule out the parameter %s for %s', (stored, value) => {
    const other = { processingName: 'Daily_1', params: { day: stored } }
    const same = { processingName: 'Daily_2', params: { day: value } }
    expect(list([other, same], new Map([['day', value]]))).toStrictEqual(['1', '0'])
  })
})

test.each([
  ['"a \\"b\\" \\u00fc"', 'a "b" ü'],
  ['monday', 'monday'],
  ['"monday', '"monday'],
  ['5', '5'],
  ['["monday"]', '["monday"]'],
])('decodeParam of %s is %s', (stored, text) => {
  expect(decodeParam(stored)).toBe(text)
})

describe('compareParam', () => {
  test.each([
    ['monday', 'monday', 'equal'],
    ['"monday"', 'monday', 'equal'],
    ['"monday"', '"monday"', 'equal'],
    ['5', '5', 'equal'],
    ['True', 'true', 'unknown'],
    ['001', '1', 'unknown'],
    ['1.00', '1', 'unknown'],
    ["[1, 'a']", '[1,"a"]', 'unknown'],
    ['1.05', '1', 'different'],
    ['10', '1', 'different'],
    ['straße', 'strasse', 'different'],
  ])('of %s with %s is %s', (stored, value, expected) => {
    const [bundle] = describeBundles([{ processingName: 'Daily_1', params: { day: stored } }])
    expect(bundle && compareParam(bundle, 'day', value)).toBe(expected)
    expect(bundle && compareParam(bundle, 'other', value)).toBe('unknown')
  })
})

test.each<[readonly string[], string]>([
  [[], 'unknown'],
  [['a'], 'equal'],
  [['b', 'a'], 'equal'],
  [['b', 'c'], 'different'],
])('compareInput of the upstream bundles %j with a is %s', (dependsOn, expected) => {
  const [bundle] = describeBundles([{ processingName: 'Daily_1', dependsOn }])
  expect(bundle && compareInput(bundle, 'a')).toBe(expected)
})
