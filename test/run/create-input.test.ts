import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ensureContext, findLocalBundle } from '../../src/local/context.ts'
import { createInput, findSourceFiles } from '../../src/run/create-input.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { createContext, createFolder } from './fixtures.ts'

/** A workspace with two files, a link to a folder, and the request for everything in it. */
async function createRequest() {
  const workspace = await createFolder()
  await mkdir(join(workspace, 'in', 'sub'), { recursive: true })
  await writeFile(join(workspace, 'in', 'a.csv'), 'a\n1\n')
  await writeFile(join(workspace, 'in', 'sub', 'b.csv'), 'b\n')
  await symlink(join(workspace, 'in', 'sub'), join(workspace, 'in', 'link'))
  return { kind: 'files', name: 'raw', tags: new Map([['day', 'monday']]), paths: ['in'], workspace } as const
}

describe('findSourceFiles', () => {
  test('returns the files, and warns about what a bundle does not contain', async () => {
    const { context, lines } = createContext()
    const files = await findSourceFiles(await createRequest(), context.dependencies)
    expect(files.map(({ size }) => size).toSorted()).toStrictEqual([2, 4])
    expect(lines).toStrictEqual([
      'warning: The input bundle does not contain links to folders and Git\'s own files: "in/link".',
    ])
  })

  test('throws `invalid-input` for a path without files', async () => {
    const request = { ...(await createRequest()), paths: ['absent.csv'] }
    const found = findSourceFiles(request, createContext().context.dependencies)
    expect(await catchFailure(found)).toMatchObject({ verdict: 'invalid-input' })
  })
})

describe('createInput', () => {
  /** Creates the input below a home. */
  async function create(home: string) {
    const input = await createRequest()
    const checkouts: string[] = []
    const { context, lines } = createContext({
      run: { ...planRun(runEnv), input },
      dependencies: {
        home,
        async readCheckout(folder) {
          checkouts.push(folder)
          return { repo: 'https://github.com/acme/pipes', hash: 'a'.repeat(40), branch: 'main' }
        },
      },
    })
    const files = await findSourceFiles(input, context.dependencies)
    lines.length = 0
    return { created: await createInput(context, files), lines, checkouts, workspace: input.workspace }
  }

  test('creates a committed bundle in a new local context', async () => {
    const home = await createFolder()
    const { created, lines, checkouts, workspace } = await create(home)
    expect(created).toMatchObject({
      context: { name: 'local', remote: { url: 's3://acme/dsdt', context: 'prod' } },
      found: { source: 'local', bundle: { name: 'raw', owner: 'ann', code: { hash: 'a'.repeat(40), branch: 'main' } } },
    })
    if (created === undefined) throw new Error('No bundle was created.')
    const { context, found } = created
    const bundle = await findLocalBundle(context, { kind: 'newest', name: 'raw' }, { signal: neverAborted })
    expect(bundle).toMatchObject({ uuid: found.bundle.uuid, committed: true })
    expect(bundle?.tags.get('day')).toBe('monday')
    expect(checkouts).toStrictEqual([join(workspace, 'in')])
    expect(lines).toStrictEqual([
      expect.stringMatching(/^Created the bundle raw from 2 files of the workspace \(6 B\)$/),
    ])
  })

  test('does nothing for an input that exists', async () => {
    const { context } = createContext({ run: planRun({ ...runEnv, 'INPUT_INPUT-BUNDLE': 'raw' }) })
    expect(await createInput(context, [])).toBeUndefined()
  })

  test('explains what the local context is for when it cannot be written', async () => {
    const home = join(await createFolder(), 'file')
    await writeFile(home, '')
    expect(await catchFailure(create(home))).toMatchObject({
      verdict: 'local-context-unwritable',
      evidence: expect.stringMatching(/^The input bundle could not be created\. /),
      advice: "Make it writable for the job's user: `input-path` creates the bundle there.",
    })
  })

  test('keeps the advice of other failures', async () => {
    const home = await createFolder()
    await ensureContext({ home, name: 'local' }, { url: 's3://acme/dsdt', context: 'other' })
    expect(await catchFailure(create(home))).toMatchObject({
      verdict: 'context-conflict',
      evidence: expect.stringMatching(/^The input bundle could not be created\. The local context local is bound/),
      advice: expect.stringMatching(/^Remove `remote`/),
    })
  })
})
