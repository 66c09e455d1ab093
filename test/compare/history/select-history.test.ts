import { describe, expect, test } from 'vitest'
import { selectHistory } from '../../../src/compare/history/select-history.ts'
import { type BundleDescription, createDescription } from '../../../src/disdat/bundle.ts'

type Params = Readonly<Record<string, string>>

/** A bundle that was created in this second of 1970. */
function createOutput(createdSeconds: number, params: Params): BundleDescription {
  return createDescription({
    ...{ uuid: crypto.randomUUID(), name: 'daily', owner: '', processingName: '', createdSeconds, presentation: 'DF' },
    ...{ code: { method: '', repo: '', hash: '', branch: '' }, dependsOn: [] },
    tags: new Map(Object.entries(params).map(([name, value]) => [`__param.${name}`, value])),
  })
}

const day = (date: number, more: Params = {}) => ({ day: `2026-07-${String(date).padStart(2, '0')}`, ...more })

/** The labels of the history, each with the second in which its bundle was created; and of the bundle before. */
function select(output: BundleDescription, others: readonly BundleDescription[], each: readonly string[] = []) {
  const criteria = { output, inputParam: 'orders', each }
  const { over, label, entries, before } = selectHistory([output, ...others], criteria)
  const format = ({ label: value, bundle }: (typeof entries)[number]) => `${value} at ${bundle.createdSeconds}`
  return { over, label, entries: entries.map(format), before: before?.createdSeconds }
}

describe('selectHistory', () => {
  test('lists the days before the output, the nearest first, however late they were made', () => {
    const days = [
      createOutput(90, day(2)),
      createOutput(10, day(1)),
      createOutput(30, day(3)),
      createOutput(60, day(6)),
    ]
    expect(select(createOutput(50, day(5)), days)).toStrictEqual({
      over: ['day'],
      label: '2026-07-05',
      entries: ['2026-07-03 at 30', '2026-07-02 at 90', '2026-07-01 at 10'],
      before: undefined,
    })
  })

  test('counts a day that was made several times once, with its newest bundle', () => {
    const days = [
      createOutput(10, day(1)),
      createOutput(40, day(1)),
      createOutput(20, day(1)),
      createOutput(30, day(2)),
    ]
    expect(select(createOutput(50, day(5)), days).entries).toStrictEqual(['2026-07-02 at 30', '2026-07-01 at 40'])
  })

  test('finds the newest earlier bundle of the same day', () => {
    const days = [
      createOutput(10, day(5)),
      createOutput(20, day(5)),
      createOutput(70, day(5)),
      createOutput(30, day(2)),
    ]
    expect(select(createOutput(50, day(5)), days)).toMatchObject({ entries: ['2026-07-02 at 30'], before: 20 })
  })

  test('leaves out outputs with other parameters, except for the input', () => {
    const days = [
      createOutput(1, day(1, { shop: 'us' })),
      createOutput(2, day(2, { shop: 'eu', orders: crypto.randomUUID() })),
      createOutput(3, { shop: 'eu' }),
      createOutput(4, { day: 'all', shop: 'eu' }),
    ]
    const output = createOutput(50, day(5, { shop: 'eu', orders: crypto.randomUUID() }))
    expect(select(output, days).entries).toStrictEqual(['2026-07-02 at 2'])
  })

  test('orders the numbers of `each`', () => {
    const parts = ['9', '10', '2'].map((part, second) => createOutput(second, { part }))
    expect(select(createOutput(50, { part: '11' }), parts, ['part'])).toMatchObject({
      over: ['part'],
      entries: ['10 at 1', '9 at 0', '2 at 2'],
    })
  })

  test('orders outputs without such parameters by their creation', () => {
    const outputs = [
      createOutput(10, { region: 'eu' }),
      createOutput(30, { region: 'eu' }),
      createOutput(20, { region: 'us' }),
      createOutput(70, { region: 'eu' }),
    ]
    expect(select(createOutput(50, { region: 'eu' }), outputs, ['region'])).toStrictEqual({
      over: [],
      label: '1970-01-01 00:00 UTC',
      entries: ['1970-01-01 00:00 UTC at 30', '1970-01-01 00:00 UTC at 10'],
      before: 30,
    })
  })

  test('leaves out the output itself, and bundles of its moment', () => {
    const output = createOutput(50, day(5))
    expect(select(output, [output, createOutput(50, day(5))])).toMatchObject({ entries: [], before: undefined })
    const only = createOutput(50, {})
    expect(select(only, [only, createOutput(50, {})])).toMatchObject({ entries: [], before: undefined })
  })

  test('names the values of several parameters', () => {
    const create = (second: number, from: string, to: string) => createOutput(second, { from, to })
    const weeks = [create(1, '2026-07-01', '2026-07-08')]
    expect(select(create(50, '2026-07-08', '2026-07-15'), weeks)).toMatchObject({
      over: ['from', 'to'],
      label: '2026-07-08, 2026-07-15',
      entries: ['2026-07-01, 2026-07-08 at 1'],
    })
  })

  test('does not depend on the order of the bundles', () => {
    const days = [1, 2, 3, 2, 1, 4].map((date, second) => createOutput(second, day(date)))
    const output = createOutput(50, day(5))
    expect(select(output, days.toReversed())).toStrictEqual(select(output, days))
  })
})
