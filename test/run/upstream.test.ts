import { describe, expect } from 'vitest'
import { createContextSnapshot } from '../../src/run/context-snapshot.ts'
import { readUpstream } from '../../src/run/upstream.ts'
import { putBundle } from '../remote/fixtures.ts'
import { neverAborted } from '../remote/helpers.ts'
import { createContext, planRunOn, test } from './fixtures.ts'

const launchedAt = new Date(100_000)

describe('readUpstream', () => {
  test('returns the lineage, and the newer versions of what was used', async ({ remote }) => {
    const used = await putBundle(remote, { name: 'raw', codeMethod: 'add', created: 10 })
    const newer = await putBundle(remote, { name: 'raw', codeMethod: 'add', created: 20 })
    const uuid = await putBundle(remote, { codeMethod: 'pipes.orders.Daily', dependsOn: [used], created: 101 })
    const { context } = createContext({ run: planRunOn(remote) })
    const snapshot = createContextSnapshot(remote, neverAborted, true)
    const { lineage, newerUpstream } = await readUpstream(context, snapshot, { uuid, launchedAt })
    expect(lineage?.nodes.map(({ id, state }) => [id, state])).toStrictEqual([
      [uuid, 'produced'],
      [used, 'external'],
    ])
    expect(newerUpstream).toStrictEqual([
      { name: 'raw', uuid: newer, createdAt: new Date(20_000), used: { uuid: used, createdAt: new Date(10_000) } },
    ])
  })

  test('leaves out newer versions when some bundles are unknown', async ({ remote }) => {
    const uuid = await putBundle(remote, { codeMethod: 'pipes.orders.Daily' })
    await putBundle(remote, { name: 'other' })
    const { context } = createContext({ run: planRunOn(remote) })
    const snapshot = createContextSnapshot(remote, neverAborted, false)
    const upstream = await readUpstream(context, snapshot, { uuid, launchedAt })
    expect(upstream.lineage?.nodes).toHaveLength(1)
    expect(upstream).not.toHaveProperty('newerUpstream')
  })

  test('is empty when the output disappeared', async ({ remote }) => {
    const { context, lines } = createContext({ run: planRunOn(remote) })
    const snapshot = createContextSnapshot(remote, neverAborted, true)
    expect(await readUpstream(context, snapshot, { uuid: crypto.randomUUID(), launchedAt })).toStrictEqual({})
    expect(lines).toStrictEqual([])
  })

  test('is empty when there is no time, and throws nothing', async ({ remote }) => {
    const uuid = await putBundle(remote, {})
    const { context, lines } = createContext({ run: planRunOn(remote) })
    const snapshot = createContextSnapshot(remote, AbortSignal.abort(new Error('too late')), true)
    expect(await readUpstream(context, snapshot, { uuid, launchedAt })).toStrictEqual({})
    expect(lines).toStrictEqual(['debug: The lineage of the output could not be read: too late'])
  })
})
