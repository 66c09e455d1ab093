import { describe, expect } from 'vitest'
import { formatFrameName } from '../../src/disdat/bundle.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { markSandbox, readSandboxMarker } from '../../src/remote/sandbox.ts'
import type { Dependencies } from '../../src/run/dependencies.ts'
import { copyInput, fillSandbox, openSandboxBase } from '../../src/run/sandbox.ts'
import { putBundle } from '../remote/fixtures.ts'
import { catchFailure, neverAborted, openTestRemote } from '../remote/helpers.ts'
import { createContext, planRunOn, proveOrThrow, test } from './fixtures.ts'

const options = { signal: neverAborted }
const pullRequest = { repository: 'octo-org/pipelines', number: 7, isClosed: false, isMerged: false }

const openBase = (remote: Remote) => createRemote(remote.store, { url: remote.url, context: `base-${remote.context}` })

/** Puts the newest output of the pipe in the base, which was made from an external bundle. */
async function putOutput(base: Remote) {
  const raw = await putBundle(base, { name: 'raw', codeMethod: 'add', created: 10 })
  await putBundle(base, { name: 'daily', codeMethod: 'pipes.orders.Daily', dependsOn: [raw], created: 20 })
  return raw
}

function prepare(remote: Remote, dependencies: Partial<Dependencies> = {}, inputs = {}) {
  const base = openBase(remote)
  const run = planRunOn(remote, { 'INPUT_BASE-CONTEXT': base.context, ...inputs })
  const { context, lines } = createContext({ run, dependencies })
  return { context, lines, base, fill: () => fillSandbox(context, { remote, found: undefined }, base) }
}

describe('openSandboxBase', () => {
  test("returns the base context, and undefined when it is the run's own", async ({ remote }) => {
    const { context, base } = prepare(remote)
    expect(openSandboxBase(context, remote)?.context).toBe(base.context)
    expect(openSandboxBase(createContext({ run: planRunOn(remote) }).context, remote)).toBeUndefined()
  })
})

describe('fillSandbox', () => {
  test('copies the bundles that the pipe looks up, and reports them', async ({ remote }) => {
    const { fill, base, lines } = prepare(remote)
    const raw = await putOutput(base)
    expect(await fill()).toMatchObject({
      copied: [{ name: 'raw', uuid: raw, uri: remote.getUri(raw), copiedFrom: base.context }],
    })
    expect((await proveOrThrow(remote, raw)).bundle.name).toBe('raw')
    expect(lines).toStrictEqual([
      expect.stringContaining(`Copying raw from ${base.context}: `),
      expect.stringContaining(`Copied raw from ${base.context} to ${remote.getUri(raw)}`),
    ])
    expect(await fill()).toStrictEqual({})
  })

  test('copies a bundle that a parameter names', async ({ remote }) => {
    const uuid = await putBundle(openBase(remote), { name: 'prices' })
    const { fill } = prepare(remote, {}, { INPUT_PARAMS: `prices: ${uuid}` })
    expect(await fill()).toMatchObject({ copied: [{ uuid }] })
  })

  test('warns about an incomplete bundle, and copies nothing', async ({ remote }) => {
    const { base, fill, lines } = prepare(remote)
    const raw = await putBundle(base, { name: 'raw', without: (_, frameUuid) => [formatFrameName(frameUuid)] })
    await putBundle(base, { codeMethod: 'pipes.orders.Daily', dependsOn: [raw] })
    expect(await fill()).toStrictEqual({})
    expect(lines).toStrictEqual([
      expect.stringMatching(new RegExp(`^warning: These bundles of .* cannot find them: raw \\(${raw}: .*not exist`)),
    ])
  })

  test('marks a context that is named after the pull request, and only such a context', async ({ moto }) => {
    const mark = async (name: string) => {
      const remote = await openTestRemote('s3://bucket/p', moto.env, `${crypto.randomUUID()}-${name}`)
      const { fill, lines } = prepare(remote, { pullRequest })
      await fill()
      return { marker: await readSandboxMarker(remote, options), lines }
    }
    const { marker, lines } = await mark('pr-7')
    expect(marker).toMatchObject({ repository: 'octo-org/pipelines', pullRequest: 7 })
    expect(lines).toStrictEqual([])
    expect((await mark('pr-17')).marker).toBeUndefined()
  })

  test('warns when the context belongs to another pull request', async ({ moto }) => {
    const remote = await openTestRemote('s3://bucket/p', moto.env, `${crypto.randomUUID()}-pr-7`)
    await markSandbox(remote, { repository: 'octo-org/other', pullRequest: 7 }, options)
    const { fill, lines } = prepare(remote, { pullRequest })
    await fill()
    expect(lines).toStrictEqual([expect.stringMatching(/^warning: The context .*-pr-7 is not a sandbox of this pull/)])
  })
})

describe('copyInput', () => {
  test('copies the bundle from the base', async ({ remote }) => {
    const { base, context } = prepare(remote)
    const uuid = await putBundle(base, { name: 'raw' })
    const { bundle } = await proveOrThrow(base, uuid)
    await copyInput(context, base, bundle, remote)
    expect((await proveOrThrow(remote, uuid)).bundle.name).toBe('raw')
  })

  test('throws `input-not-found` for a bundle that disappeared', async ({ remote }) => {
    const { base, context } = prepare(remote)
    const { bundle } = await proveOrThrow(remote, await putBundle(remote, { name: 'raw' }))
    expect(await catchFailure(copyInput(context, base, bundle, remote))).toMatchObject({
      verdict: 'input-not-found',
      evidence: `The input bundle "raw" (${bundle.uuid}) disappeared from ${base.context}.`,
    })
  })
})
