import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { ensureContext, openContext } from '../../src/local/context.ts'
import { createRemote } from '../../src/remote/remote.ts'
import { openInput, openLocalContext } from '../../src/run/prepare.ts'
import { putBundle } from '../remote/fixtures.ts'
import { catchFailure, replaceMethods } from '../remote/helpers.ts'
import { createContext, createFolder, planRunOn, test } from './fixtures.ts'

describe('openLocalContext', () => {
  test('returns undefined for a context that does not exist, and creates none', async ({ remote }) => {
    const home = await createFolder()
    const { context } = createContext({ run: planRunOn(remote), dependencies: { home } })
    expect(await openLocalContext(context)).toBeUndefined()
    expect(await openContext({ home, name: 'local' })).toBeUndefined()
  })

  test('returns the context of the run', async ({ remote }) => {
    const home = await createFolder()
    await ensureContext({ home, name: 'local' }, remote)
    const { context } = createContext({ run: planRunOn(remote), dependencies: { home } })
    expect(await openLocalContext(context)).toMatchObject({ name: 'local', remote: { context: remote.context } })
  })

  test('throws `context-conflict` for a context that is bound to another remote', async ({ remote }) => {
    const home = await createFolder()
    await ensureContext({ home, name: 'local' }, { url: remote.url, context: 'other' })
    const { context } = createContext({ run: planRunOn(remote), dependencies: { home } })
    expect(await catchFailure(openLocalContext(context))).toMatchObject({ verdict: 'context-conflict' })
  })

  test('needs a place for the context only when the output is pulled', async ({ remote }) => {
    const home = join(await createFolder(), 'file')
    await writeFile(home, '')
    const open = (pull: string) => {
      const run = planRunOn(remote, { 'INPUT_PULL-OUTPUT': pull })
      return openLocalContext(createContext({ run, dependencies: { home } }).context)
    }
    expect(await catchFailure(open('true'))).toMatchObject({ verdict: 'local-context-unwritable' })
    expect(await open('false')).toBeUndefined()
  })
})

describe('openInput', () => {
  test('finds the newest bundle of a name on the remote', async ({ remote }) => {
    await putBundle(remote, { name: 'raw', created: 10 })
    const newest = await putBundle(remote, { name: 'raw', created: 20 })
    const { context } = createContext({
      run: planRunOn(remote, { 'INPUT_INPUT-BUNDLE': 'raw' }),
      dependencies: { openRemote: async () => remote },
    })
    const input = await openInput(context, undefined)
    expect(input).toMatchObject({ remote, base: undefined, found: { source: 'remote', bundle: { uuid: newest } } })
  })

  test('looks in the base of a sandbox too', async ({ remote }) => {
    const base = createRemote(remote.store, { url: remote.url, context: `base-${remote.context}` })
    const uuid = await putBundle(base, { name: 'raw' })
    const { context } = createContext({
      run: planRunOn(remote, { 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_BASE-CONTEXT': base.context }),
      dependencies: { openRemote: async () => remote },
    })
    const input = await openInput(context, undefined)
    expect(input).toMatchObject({ base: { context: base.context }, found: { source: 'base', bundle: { uuid } } })
  })

  test('warns about unreadable bundles that it skips', async ({ remote }) => {
    const broken = await putBundle(remote, { name: 'raw', corrupt: () => Buffer.from('x') })
    await putBundle(remote, { name: 'raw' })
    const { context, lines } = createContext({
      run: planRunOn(remote, { 'INPUT_INPUT-BUNDLE': 'raw' }),
      dependencies: { openRemote: async () => remote },
    })
    await openInput(context, undefined)
    expect(lines).toStrictEqual([expect.stringContaining(`warning: Skipped unreadable bundles: ${broken} (`)])
  })

  test('finds the files of `input-path`', async ({ remote }) => {
    const workspace = await createFolder()
    await writeFile(join(workspace, 'raw.csv'), 'a\n1\n')
    const input = { kind: 'files', name: 'raw', tags: new Map(), paths: ['raw.csv'], workspace } as const
    const { context } = createContext({
      run: { ...planRunOn(remote), input },
      dependencies: { openRemote: async () => remote },
    })
    const { found, files } = await openInput(context, undefined)
    expect(found).toBeUndefined()
    expect(files?.map(({ path }) => path)).toStrictEqual(['raw.csv'])
  })

  test('fails before anything runs when the remote cannot be listed', async ({ remote }) => {
    const error = new Error('denied')
    const store = replaceMethods(remote, {
      list() {
        throw error
      },
    })
    const { context } = createContext({
      run: planRunOn(remote),
      dependencies: { openRemote: async () => createRemote(store, remote) },
    })
    await expect(openInput(context, undefined)).rejects.toBe(error)
  })
})
