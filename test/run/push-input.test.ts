import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { openContext } from '../../src/local/context.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { openInput } from '../../src/run/prepare.ts'
import { pushInput } from '../../src/run/push-input.ts'
import { putBundle } from '../remote/fixtures.ts'
import { catchFailure } from '../remote/helpers.ts'
import { createContext, createFolder, image, planRunOn, proveOrThrow, test } from './fixtures.ts'

const classic = { ...image, dialect: 'classic' as const }

interface Situation {
  readonly inputs?: Readonly<Record<string, string>>
  readonly home?: string
  readonly dialect?: 'luigi' | 'classic'
}

/** Finds and pushes the input of a run in the context `local` of a home. */
async function push(remote: Remote, { inputs = {}, home = '/nonexistent', dialect = 'luigi' }: Situation) {
  const { context, lines } = createContext({
    run: planRunOn(remote, inputs),
    dependencies: { home, openRemote: async () => remote },
  })
  const localContext = await openContext({ home, name: 'local' })
  const prepared = await openInput(context, localContext)
  const pushed = await pushInput(context, prepared, dialect === 'classic' ? classic : image, localContext)
  return { pushed, lines }
}

/** Creates the bundle `raw` in a local context, without a remote that has it. */
async function createLocalBundle(remote: Remote): Promise<{ readonly home: string; readonly uuid: string }> {
  const home = await createFolder()
  const workspace = await createFolder()
  await writeFile(join(workspace, 'raw.csv'), 'a\n1\n')
  const elsewhere = createRemote(remote.store, { url: remote.url, context: `other-${remote.context}` })
  const input = { kind: 'files', name: 'raw', tags: new Map(), paths: ['raw.csv'], workspace } as const
  const { context } = createContext({
    run: { ...planRunOn(remote), input },
    dependencies: { home, openRemote: async () => elsewhere },
  })
  const { bundle } = await pushInput(context, await openInput(context, undefined), image, undefined)
  if (bundle === undefined) throw new Error('No bundle was created.')
  return { home, uuid: bundle.uuid }
}

describe('pushInput', () => {
  test('proves an input that is on the remote', async ({ remote }) => {
    const uuid = await putBundle(remote, { name: 'raw' })
    const { pushed, lines } = await push(remote, { inputs: { 'INPUT_INPUT-BUNDLE': 'raw' } })
    expect(pushed).toMatchObject({ bundle: { uuid }, report: { name: 'raw', uuid, pushed: false } })
    expect(pushed.report).not.toHaveProperty('copiedFrom')
    expect(lines).toStrictEqual([expect.stringMatching(new RegExp(`^Input raw: ${remote.getUri(uuid)} \\(\\d+ B\\)$`))])
  })

  test('returns nothing for a run without an input', async ({ remote }) => {
    expect((await push(remote, {})).pushed).toStrictEqual({ bundle: undefined })
  })

  test('creates the bundle from files, and pushes it', async ({ remote }) => {
    const { home, uuid } = await createLocalBundle(remote)
    expect(await openContext({ home, name: 'local' })).toBeDefined()
    const elsewhere = createRemote(remote.store, { url: remote.url, context: `other-${remote.context}` })
    expect((await proveOrThrow(elsewhere, uuid)).bundle.name).toBe('raw')
  })

  test('pushes a bundle of the local context', async ({ remote }) => {
    const { home, uuid } = await createLocalBundle(remote)
    const { pushed, lines } = await push(remote, { inputs: { 'INPUT_INPUT-BUNDLE': 'raw' }, home })
    expect(pushed).toMatchObject({ bundle: { uuid }, report: { pushed: true, files: 1 } })
    expect(lines.at(-1)).toMatch(/, pushed now\)$/)
    expect((await proveOrThrow(remote, uuid)).bundle.name).toBe('raw')
  })

  test('throws `input-not-found` for a bundle that `push-input: false` leaves where it is', async ({ remote }) => {
    const { home, uuid } = await createLocalBundle(remote)
    const inputs = { 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_PUSH-INPUT': 'false' }
    expect(await catchFailure(push(remote, { inputs, home }))).toMatchObject({
      verdict: 'input-not-found',
      evidence: `The input bundle "raw" (${uuid}) is in the local context but not on the remote.`,
    })
  })

  test('copies a bundle of the base of a sandbox', async ({ remote }) => {
    const base = createRemote(remote.store, { url: remote.url, context: `base-${remote.context}` })
    const uuid = await putBundle(base, { name: 'raw' })
    const inputs = { 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_BASE-CONTEXT': base.context }
    const { pushed } = await push(remote, { inputs })
    expect(pushed.report).toMatchObject({ uuid, uri: remote.getUri(uuid), pushed: false, copiedFrom: base.context })
  })

  test('refuses an older bundle for a classic image, which takes the newest', async ({ remote }) => {
    const uuid = await putBundle(remote, { name: 'raw', created: 10 })
    const newer = await putBundle(remote, { name: 'raw', created: 20 })
    const inputs = { 'INPUT_INPUT-BUNDLE': uuid }
    expect(await catchFailure(push(remote, { inputs, dialect: 'classic' }))).toMatchObject({
      verdict: 'invalid-input',
      evidence: expect.stringContaining(`a newer "raw" (${newer}) than ${uuid}`),
    })
    expect((await push(remote, { inputs })).pushed.bundle?.uuid).toBe(uuid)
    const newest = await push(remote, { inputs: { 'INPUT_INPUT-BUNDLE': newer }, dialect: 'classic' })
    expect(newest.pushed.bundle?.uuid).toBe(newer)
  })
})
