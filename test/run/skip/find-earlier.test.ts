import { describe, expect, test } from 'vitest'
import { type BundleDescription, createDescription } from '../../../src/disdat/bundle.ts'
import { matchesQuery } from '../../../src/disdat/bundle-query.ts'
import { type SkipTrigger, skipTriggers } from '../../../src/plan/skip-inputs.ts'
import type { OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'
import { canBeMadeBy, findNewestReceipt } from '../../../src/run/skip/find-earlier.ts'
import { createReceiptFor } from './fixtures.ts'

interface Fixture {
  readonly created: number
  readonly params?: Readonly<Record<string, string>>
  readonly method?: string
  readonly name?: string
}

const createOutput = ({ created, params = { day: '29' }, method = 'pipes.orders.Daily', name = 'daily' }: Fixture) =>
  createDescription({
    ...{ uuid: crypto.randomUUID(), name, owner: '', processingName: `Daily_${created}`, createdSeconds: created },
    tags: new Map([
      ['committed', 'True'],
      ...Object.entries(params).map(([key, value]) => [`__param.${key}`, value] as const),
    ]),
    ...{ presentation: 'DF', code: { method, repo: '', hash: '', branch: '' }, dependsOn: [] },
  })

function find(
  bundles: readonly BundleDescription[],
  receipts: readonly OutputReceipt[],
  changes: {
    readonly params?: ReadonlyMap<string, string>
    readonly triggers?: readonly SkipTrigger[]
    readonly outputName?: string
    readonly inputParam?: string
  } = {},
) {
  const { params = new Map([['day', '29']]), triggers = skipTriggers, outputName = 'daily', inputParam } = changes
  const catalog = {
    unread: 0,
    has: (uuid: string) => bundles.some((bundle) => bundle.uuid === uuid),
    get: (uuid: string) => bundles.find((bundle) => bundle.uuid === uuid),
    findMatches: (query: Parameters<typeof matchesQuery>[1]) => bundles.filter((bundle) => matchesQuery(bundle, query)),
  }
  const pipeClass = { name: 'pipes.orders.Daily', module: ['pipes', 'orders'] }
  const skipUnchanged = { triggers: new Set(triggers), maxAgeMs: undefined }
  return findNewestReceipt({ pipeClass, outputName, params, inputParam, skipUnchanged }, receipts, catalog)
}

describe('findNewestReceipt', () => {
  test('returns the receipt of the newest output with the parameters', () => {
    const output = createOutput({ created: 5 })
    const receipt = createReceiptFor(output)
    expect(find([output, createOutput({ created: 4 })], [receipt])).toBe(receipt)
    expect(find([output], [receipt], { outputName: '-' })).toBe(receipt)
  })

  test('ignores newer outputs of other parameters, also of those that the run does not set', () => {
    const output = createOutput({ created: 5, params: { day: '29', region: 'us' } })
    const receipt = createReceiptFor(output)
    const others = [
      createOutput({ created: 6, params: { day: '30', region: 'us' } }),
      createOutput({ created: 7, params: { day: '29', region: 'eu' } }),
      createOutput({ created: 8, params: { day: '29', region: 'us' }, method: 'pipes.other.Daily' }),
      createOutput({ created: 9, params: { day: '29', region: 'us' }, name: 'test' }),
    ]
    expect(find([output, ...others], [receipt])).toBe(receipt)
  })

  test('finds a newer output that only differs in the uuid of its input', () => {
    const params = (uuid: string) => ({ day: '29', source: uuid })
    const output = createOutput({ created: 5, params: params(crypto.randomUUID()) })
    const newer = createOutput({ created: 6, params: params(crypto.randomUUID()) })
    expect(find([output, newer], [createReceiptFor(output)])).toMatchObject({ trigger: 'output' })
    const named = [
      createOutput({ created: 5, params: params('a') }),
      createOutput({ created: 6, params: params('b') }),
    ] as const
    expect(find(named, [createReceiptFor(named[0])], { inputParam: 'source' })).toMatchObject({ trigger: 'output' })
  })

  test('reports a newer output that no run of the action recorded', () => {
    const [output, newer] = [createOutput({ created: 5 }), createOutput({ created: 6 })]
    const found = find([output, newer], [createReceiptFor(output)])
    expect(found).toMatchObject({ trigger: 'output', why: expect.stringContaining(newer.uuid) })
  })

  test('reports a bundle that was deleted', () => {
    const output = createOutput({ created: 5 })
    const found = find([createOutput({ created: 4 })], [createReceiptFor(output)])
    expect(found).toMatchObject({ trigger: 'output', why: expect.stringContaining('not in the context any more') })
  })

  test('reports other parameters with both values', () => {
    const found = find([createOutput({ created: 5, params: { day: '28', region: 'us' } })], [])
    expect(found).toMatchObject({ trigger: 'params', was: 'day: 28', now: 'day: 29' })
  })

  test('reports an output without a receipt, and a pipe without an output', () => {
    const output = createOutput({ created: 5 })
    expect(find([output], [])).toMatchObject({ trigger: 'output', why: expect.stringContaining(output.uuid) })
    const none = { trigger: 'output', why: 'The pipe has no output in the context yet.' }
    expect(find([], [])).toStrictEqual(none)
    expect(find([createOutput({ created: 5, method: 'pipes.other.Daily' })], [])).toStrictEqual(none)
  })

  test('takes the newest output of any parameters where they do not count', () => {
    const [older, newer] = [createOutput({ created: 5 }), createOutput({ created: 6, params: { day: '28' } })]
    const receipts = [createReceiptFor(older), createReceiptFor(newer)]
    expect(find([older, newer], receipts, { triggers: ['image'] })).toBe(receipts[1])
    expect(find([older, newer], receipts.slice(0, 1), { triggers: ['image'] })).toMatchObject({ trigger: 'output' })
    expect(find([], receipts, { triggers: ['image'] })).toMatchObject({ trigger: 'output' })
  })
})

describe('canBeMadeBy', () => {
  test.each([
    ['pipes.orders.Daily', true],
    ['', true],
    ['pipes.other.Daily', false],
  ])('returns for code of %j: %s', (method, expected) => {
    expect(canBeMadeBy(method, 'pipes.orders.Daily')).toBe(expected)
  })
})
