import { describe, expect } from 'vitest'
import { beginPromotion } from '../../src/remote/promotion/promotion-marker.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { type DeletionResult, listContextObjects } from '../../src/remote/remove.ts'
import { markSandbox } from '../../src/remote/sandbox.ts'
import { assertDeleted, deleteSandbox, listSandbox } from '../../src/run/cleanup.ts'
import { planCleanup } from '../plan/fixtures.ts'
import { putBundle } from '../remote/fixtures.ts'
import { catchFailure, collect, neverAborted, openTestRemote } from '../remote/helpers.ts'
import { createLog, createTestDependencies, test } from './fixtures.ts'

const options = { signal: neverAborted }
const pullRequest = { repository: 'octo-org/pipelines', number: 7, isClosed: true, isMerged: false }
const owner = { repository: 'octo-org/pipelines', pullRequest: 7 }
const phase = <T>(_: string, work: () => Promise<T>) => work()

/** A sandbox of pull request 7 with one bundle. */
async function createSandbox(account: Readonly<Record<string, string>>, { context = 'pr-7', marker = owner } = {}) {
  const remote = await openTestRemote('s3://bucket/p', account, `${crypto.randomUUID()}-${context}`)
  await markSandbox(remote, marker, options)
  await putBundle(remote, { name: 'raw' })
  return remote
}

function prepare(remote: Remote, given: typeof pullRequest | undefined = pullRequest) {
  const log = createLog()
  const cleanup = planCleanup({ INPUT_CLEANUP: 'true', INPUT_REMOTE: remote.url, INPUT_CONTEXT: remote.context })
  const dependencies = createTestDependencies({ log, pullRequest: given })
  return {
    lines: log.lines,
    remove: () => deleteSandbox(cleanup, dependencies, remote, phase),
    list: () => listSandbox(cleanup, dependencies, remote),
  }
}

/** Deletes a sandbox that has a base, and cancels as soon as it waits. Returns what it waits for, and what is left. */
async function removeBesideBase(remote: Remote, base: string, isMerged: boolean, promote: boolean) {
  const log = createLog()
  const cancelled = new AbortController()
  let waitsFor: string | undefined
  const info = (text: string) => {
    if (!text.startsWith('Waiting')) return
    waitsFor = text
    cancelled.abort(new Error('cancelled'))
  }
  const { url, context } = remote
  const inputs = { 'INPUT_BASE-CONTEXT': base, INPUT_PROMOTE: `${promote}` }
  const cleanup = planCleanup({ INPUT_CLEANUP: 'true', INPUT_REMOTE: url, INPUT_CONTEXT: context, ...inputs })
  const dependencies = createTestDependencies({
    ...{ log: { ...log, info }, pullRequest: { ...pullRequest, isMerged }, cancelled: cancelled.signal },
  })
  const removing = deleteSandbox(cleanup, dependencies, remote, phase)
  await removing.catch((error: unknown) => {
    if (waitsFor === undefined) throw error
  })
  return { waitsFor, left: (await listKeys(remote)).length }
}

const listKeys = async (remote: Remote) => (await collect(listContextObjects(remote, options))).map(({ key }) => key)

describe('deleteSandbox', () => {
  test('deletes everything, and logs what it was', async ({ moto }) => {
    const remote = await createSandbox(moto.env)
    const { remove, lines } = prepare(remote)
    expect(await remove()).toMatchObject({ bundles: 1, objects: 2, failures: 0, isVersioned: false })
    expect(await listKeys(remote)).toStrictEqual([])
    const uri = `${remote.url}/context/${remote.context}`
    expect(lines).toStrictEqual([expect.stringContaining(`Deleted from ${uri}: 1 bundle, 2 objects, `)])
  })

  test('does nothing for an empty context', async ({ moto }) => {
    const remote = await openTestRemote('s3://bucket/p', moto.env, `${crypto.randomUUID()}-pr-7`)
    const { remove, lines } = prepare(remote)
    expect(await remove()).toBeUndefined()
    expect(lines).toStrictEqual([expect.stringContaining('is empty')])
  })

  test('waits for a promotion that is under way, before it deletes anything', async ({ moto }) => {
    const remote = await createSandbox(moto.env)
    const { store, url, context: sandbox } = remote
    const base = createRemote(store, { url, context: `${sandbox.slice(0, 36)}-shop` })
    const request = { sandbox, commit: 'a'.repeat(40), workflowRun: { url: '', attempt: 1 }, stepId: 'step' }
    const held = await beginPromotion(base, request, options)
    expect(await removeBesideBase(remote, base.context, false, false)).toStrictEqual({
      waitsFor: expect.stringMatching(/^Waiting for a promotion from /),
      left: 3,
    })
    await held.end()
    expect(await removeBesideBase(remote, base.context, false, false)).toStrictEqual({ waitsFor: undefined, left: 0 })
  })

  test.for([
    ['a merge where steps promote', true, true, 3],
    ['a merge where no step promotes', true, false, 0],
    ['a pull request that was closed without a merge', false, true, 0],
  ] as const)(
    'expects a promotion only after a merge where steps promote: %s',
    async ([, isMerged, promote, left], { moto }) => {
      const remote = await createSandbox(moto.env)
      const outcome = await removeBesideBase(remote, `${remote.context.slice(0, 36)}-shop`, isMerged, promote)
      expect(outcome).toMatchObject({ left })
      expect(outcome.waitsFor !== undefined).toBe(left > 0)
    },
  )

  test.for([
    {
      what: 'another event',
      given: { ...pullRequest, isClosed: false },
      evidence: 'because a pull request was closed',
    },
    { what: 'another name', given: { ...pullRequest, number: 8 }, evidence: 'is not named after pull request 8' },
    {
      what: 'another repository',
      given: { ...pullRequest, repository: 'o/p' },
      evidence: 'sandbox of pull request 7 of',
    },
  ])('refuses $what, and deletes nothing', async ({ given, evidence }, { moto }) => {
    const remote = await createSandbox(moto.env)
    const { remove } = prepare(remote, given)
    expect(await catchFailure(remove())).toMatchObject({
      verdict: 'invalid-input',
      evidence: expect.stringMatching(new RegExp(`^cleanup: .*${evidence}.* Nothing was deleted\\.$`)),
    })
    expect(await listKeys(remote)).toHaveLength(3)
  })

  test('refuses a context without a marker', async ({ moto }) => {
    const remote = await openTestRemote('s3://bucket/p', moto.env, `${crypto.randomUUID()}-pr-7`)
    await putBundle(remote, { name: 'raw' })
    expect((await catchFailure(prepare(remote).remove())).evidence).toContain('is not marked as a sandbox')
    expect(await listKeys(remote)).toHaveLength(2)
  })

  test('says that a bucket with versioning keeps the deleted objects', async ({ moto }) => {
    await moto.createBucket('versioned')
    const body = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>'
    await fetch(`${moto.endpoint}/versioned?versioning`, { method: 'PUT', body })
    const remote = await openTestRemote('s3://versioned/p', moto.env, 'pr-7')
    await markSandbox(remote, owner, options)
    await putBundle(remote, { name: 'raw' })
    const { remove, lines } = prepare(remote)
    expect(await remove()).toMatchObject({ isVersioned: true })
    expect(lines.at(-1)).toMatch(/^The bucket has versioning:/)
  })
})

describe('listSandbox', () => {
  test('lists the keys, counts them and deletes nothing', async ({ moto }) => {
    const remote = await createSandbox(moto.env)
    const { list, lines } = prepare(remote)
    expect(await list()).toMatchObject({ bundles: 1, objects: 3 })
    expect(lines[0]).toMatch(/^A cleanup would delete from .*: 1 bundle, 3 objects, /)
    expect(lines.slice(1)).toStrictEqual((await listKeys(remote)).map((key) => `| ${key}`))
  })

  test('says why the cleanup would be refused', async ({ moto }) => {
    const remote = await createSandbox(moto.env)
    const { list, lines } = prepare(remote, { ...pullRequest, repository: 'o/p' })
    await list()
    expect(lines[0]).toMatch(/^This cleanup would be refused\. The context .* is the sandbox of pull request 7/)
    const empty = await openTestRemote('s3://bucket/p', moto.env, `${crypto.randomUUID()}`)
    const other = prepare(empty)
    expect(await other.list()).toStrictEqual({ bundles: 0, objects: 0, bytes: 0 })
    expect(other.lines).toHaveLength(1)
  })
})

describe('assertDeleted', () => {
  const complete: DeletionResult = {
    ...{ bundles: 1, objects: 2, bytes: 3, isVersioned: false },
    ...{ failed: [], failures: 0, isWrittenTo: false },
  }
  const check = (remote: Remote, changes: Partial<DeletionResult>) =>
    catchFailure((async () => assertDeleted({ ...complete, ...changes }, remote))())

  test('throws nothing when everything is deleted', ({ remote }) => {
    expect(() => assertDeleted(complete, remote)).not.toThrow()
  })

  test('throws a Failure for what remains', async ({ remote }) => {
    expect(await check(remote, { isWrittenTo: true })).toMatchObject({ verdict: 'context-conflict' })
    const denied = Array.from({ length: 6 }, (_, at) => ({ key: `k${at}`, code: 'AccessDenied', message: '' }))
    expect(await check(remote, { failed: denied, failures: 7 })).toMatchObject({
      verdict: 'access-denied',
      evidence: expect.stringMatching(/k4 \(AccessDenied\), and 2 more\.$/),
    })
    const failed = [...denied.slice(1), { key: 'k', code: 'InternalError', message: '' }]
    expect(await check(remote, { failed, failures: 6 })).toMatchObject({ verdict: 'remote-unreachable' })
  })
})
