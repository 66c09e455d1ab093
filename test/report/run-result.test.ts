import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { areLabelled, countResults, getRunResult, isUnsuccessful } from '../../src/report/run-result.ts'
import { started } from './fixtures/reports.ts'

const label = { name: 'daily', values: new Map() }
const withStatus = (status: Report['status'], output?: Report['output']): Report => ({
  ...started,
  ...(status && { status }),
  ...(output && { output }),
})
const output = { name: 'daily', uuid: 'u1', uri: 's3://b/u1' }

test.each([
  ['succeeded', undefined, 'made', false],
  ['reused', undefined, 'reused', false],
  ['skipped', output, 'present', false],
  ['skipped', undefined, 'planned', false],
  ['submitted', undefined, 'continuing', false],
  ['detached', undefined, 'continuing', false],
  ['failed', undefined, 'failed', true],
  ['cancelled', undefined, 'cancelled', true],
  ['not-run', undefined, 'not-run', true],
  [undefined, undefined, 'failed', true],
] as const)('getRunResult of status %s with the output %o is %s', (status, bundle, result, isBad) => {
  expect(getRunResult(withStatus(status, bundle))).toBe(result)
  expect(isUnsuccessful(withStatus(status, bundle))).toBe(isBad)
})

describe('countResults', () => {
  test('counts the results that occur, successes first', () => {
    const reports = (['failed', 'succeeded', 'not-run', 'succeeded'] as const).map((status) => withStatus(status))
    expect(countResults(reports)).toStrictEqual([
      { n: 2, words: 'made' },
      { n: 1, words: 'failed' },
      { n: 1, words: 'not run' },
    ])
  })
})

describe('areLabelled', () => {
  test('is true for the runs of a step with several', () => {
    expect(areLabelled([{ ...started, label }])).toBe(true)
    expect(areLabelled([{ ...started, label }, started])).toBe(false)
    expect(areLabelled([])).toBe(false)
  })
})
