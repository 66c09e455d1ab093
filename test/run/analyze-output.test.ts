import { describe, expect } from 'vitest'
import { Semaphore } from '../../src/lib/semaphore.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { analyzeOutput } from '../../src/run/analyze-output.ts'
import type { Dependencies } from '../../src/run/dependencies.ts'
import { putBundle } from '../remote/fixtures.ts'
import { neverAborted } from '../remote/helpers.ts'
import { createContext, createFinishedJob, planRunOn, proveOrThrow, test } from './fixtures.ts'

/** A new version of a bundle that was made from another one, and a function that analyzes it. */
async function prepare(
  remote: Remote,
  inputs: Readonly<Record<string, string>> = {},
  dependencies: Partial<Dependencies> = {},
) {
  const output = { name: 'daily', codeMethod: 'pipes.orders.Daily' }
  await putBundle(remote, { ...output, created: 10 })
  const raw = await putBundle(remote, { name: 'raw', codeMethod: 'add' })
  const proof = await proveOrThrow(remote, await putBundle(remote, { ...output, dependsOn: [raw], created: 100 }))
  const { context, phases, lines } = createContext({ run: planRunOn(remote, inputs), dependencies })
  const analyze = () => analyzeOutput(context, createFinishedJob(remote), { proof, status: 'succeeded' })
  return { analyze, phases, lines }
}

describe('analyzeOutput', () => {
  test('returns comparison, rules and lineage', async ({ remote }) => {
    const { analyze, phases } = await prepare(remote, { 'INPUT_FAIL-ON': 'empty' })
    const analysis = await analyze()
    expect(analysis).toMatchObject({
      comparison: { base: { name: 'daily' } },
      rules: { checked: ['empty'] },
      lineage: { nodes: [{ name: 'daily' }, { name: 'raw' }] },
      newerUpstream: [],
    })
    expect(phases).toStrictEqual(['compare'])
  })

  test('reads only the lineage when the comparison is off', async ({ remote }) => {
    const { analyze, lines } = await prepare(remote, { 'INPUT_COMPARE-WITH': '-' })
    const analysis = await analyze()
    expect(analysis.notCompared).toBe('`compare-with` turns the comparison off.')
    expect(analysis.lineage?.nodes).toHaveLength(2)
    expect(analysis).not.toHaveProperty('newerUpstream')
    expect(lines).toStrictEqual([])
  })

  test('reads the history when a rule needs it, also without a comparison', async ({ remote }) => {
    const inputs = { 'INPUT_COMPARE-WITH': '-', 'INPUT_FAIL-ON': 'bytes<-1 previous, bytes>-1 previous' }
    const analysis = await (await prepare(remote, inputs)).analyze()
    expect(analysis.rules).toMatchObject({ breaches: [{ rule: 'bytes>-1 previous' }], undecided: [] })
  })

  test('starts nothing while the comparisons of other jobs hold the memory', async ({ remote }) => {
    const comparisons = new Semaphore(1)
    const { promise, resolve } = Promise.withResolvers<void>()
    const other = comparisons.hold(1, neverAborted, () => promise)
    const { analyze, phases } = await prepare(remote, {}, { comparisons })
    const analyzed = analyze()
    await new Promise(setImmediate)
    expect(phases).toStrictEqual([])
    resolve()
    await Promise.all([other, analyzed])
    expect(phases).toStrictEqual(['compare'])
  })

  test('throws only when the workflow is cancelled', async ({ remote }) => {
    const cancelled = AbortSignal.abort(new Error('SIGTERM'))
    const { analyze } = await prepare(remote, {}, { cancelled })
    await expect(analyze()).rejects.toBe(cancelled.reason)
  })
})
