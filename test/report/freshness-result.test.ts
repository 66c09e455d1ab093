import { expect, test } from 'vitest'
import { type BundleFreshness, listStale } from '../../src/report/freshness-result.ts'

const judge = (name: string, state: BundleFreshness['state']): BundleFreshness => ({
  ...{ name, state, reasons: [], notes: [], limits: [], canHeal: false },
})

test('listStale returns stale bundles and those with gaps, in their order', () => {
  const bundles = [judge('a', 'gap'), judge('b', 'fresh'), judge('c', 'stale')]
  expect(listStale({ bundles }).map(({ name }) => name)).toEqual(['a', 'c'])
})
