import { describe, expect } from 'vitest'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { chooseBase } from '../../src/run/choose-base.ts'
import { createContextSnapshot } from '../../src/run/context-snapshot.ts'
import type { Dependencies } from '../../src/run/dependencies.ts'
import { type BundleFixture, putBundle } from '../remote/fixtures.ts'
import { neverAborted } from '../remote/helpers.ts'
import { createContext, planRunOn, proveOrThrow, test } from './fixtures.ts'

const [oldCommit, newCommit, head] = ['1'.repeat(40), '2'.repeat(40), 'f'.repeat(40)]
const output = { name: 'daily', codeMethod: 'pipes.orders.Daily', created: 100 }

/** Chooses the base of a new output of the remote context. */
async function choose(
  remote: Remote,
  inputs: Readonly<Record<string, string>> = {},
  { dependencies = {}, fixture = output }: { dependencies?: Partial<Dependencies>; fixture?: BundleFixture } = {},
) {
  const proof = await proveOrThrow(remote, await putBundle(remote, fixture))
  const { context } = createContext({ run: planRunOn(remote, inputs), dependencies })
  const snapshot = createContextSnapshot(remote, neverAborted, true)
  return await chooseBase(context, { remote, proof, status: 'succeeded' }, snapshot)
}

describe('chooseBase', () => {
  test('returns `none` for a first version', async ({ remote }) => {
    await putBundle(remote, { name: 'other', codeMethod: 'x.Y' })
    expect(await choose(remote)).toStrictEqual({ kind: 'none' })
  })

  test('returns and proves the newest earlier version', async ({ remote }) => {
    await putBundle(remote, { ...output, created: 10 })
    const uuid = await putBundle(remote, { ...output, created: 20, codeHash: oldCommit })
    const base = await choose(remote)
    expect(base).toMatchObject({
      kind: 'base',
      remote,
      proof: { bundle: { uuid } },
      report: { name: 'daily', uuid, context: remote.context, choice: 'newest', commit: oldCommit },
    })
  })

  test('prefers a version whose commit is in the history, by the checkout or by GitHub', async ({ remote }) => {
    const uuid = await putBundle(remote, { ...output, created: 10, codeHash: oldCommit })
    await putBundle(remote, { ...output, created: 20, codeHash: newCommit })
    const asked: string[] = []
    const isAncestor = async (commit: string, of: string) => {
      asked.push(`${commit[0]} ${of[0]}`)
      return commit === oldCommit
    }
    const known = { baseCommit: head }
    const byCheckout = await choose(remote, {}, { dependencies: { ...known, isAncestorInCheckout: isAncestor } })
    expect(byCheckout).toMatchObject({ report: { uuid, choice: 'ancestor' } })
    expect(asked).toStrictEqual(['2 f', '1 f'])
    const byGitHub = await choose(
      remote,
      {},
      { dependencies: { ...known, isAncestor }, fixture: { ...output, created: 99 } },
    )
    expect(byGitHub).toMatchObject({ report: { choice: 'ancestor' } })
    expect(asked).toHaveLength(4)
  })

  test('returns the bundle of a name, or why it is unknown', async ({ remote }) => {
    const uuid = await putBundle(remote, { name: 'golden' })
    expect(await choose(remote, { 'INPUT_COMPARE-WITH': 'golden' })).toMatchObject({
      report: { uuid, choice: 'asked-for' },
    })
    expect(await choose(remote, { 'INPUT_COMPARE-WITH': 'absent' })).toStrictEqual({
      kind: 'unknown',
      why: `The remote context ${remote.context} has no other committed bundle "absent".`,
    })
  })

  test('returns the bundle of a uuid in another context, or why it is unknown', async ({ remote }) => {
    const other = createRemote(remote.store, { url: remote.url, context: `other-${remote.context}` })
    const uuid = await putBundle(other, { name: 'golden' })
    expect(await choose(remote, { 'INPUT_COMPARE-WITH': `${other.context}/${uuid}` })).toMatchObject({
      report: { uuid, context: other.context, choice: 'asked-for' },
    })
    expect(await choose(remote, { 'INPUT_COMPARE-WITH': uuid })).toStrictEqual({
      kind: 'unknown',
      why: `The bundle ${remote.getUri(uuid)} does not exist.`,
    })
  })

  test('looks in the base context of a sandbox', async ({ remote }) => {
    const base = createRemote(remote.store, { url: remote.url, context: `base-${remote.context}` })
    const uuid = await putBundle(base, { ...output, created: 10 })
    expect(await choose(remote, { 'INPUT_BASE-CONTEXT': base.context })).toMatchObject({
      report: { uuid, context: base.context },
    })
  })

  test('is unknown when `compare-with` turns the comparison off', async ({ remote }) => {
    await putBundle(remote, { ...output, created: 10 })
    expect(await choose(remote, { 'INPUT_COMPARE-WITH': '-' })).toStrictEqual({
      kind: 'unknown',
      why: '`compare-with` turns the comparison off.',
    })
  })

  test('is unknown when some bundles of the context were not read', async ({ remote }) => {
    const proof = await proveOrThrow(remote, await putBundle(remote, output))
    const { context } = createContext({ run: planRunOn(remote) })
    const snapshot = createContextSnapshot(remote, neverAborted, false)
    expect(await chooseBase(context, { remote, proof, status: 'succeeded' }, snapshot)).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('has 1 bundle without an index entry'),
    })
  })
})
