import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { ensureContext } from '../../src/local/context.ts'
import { createBundleReport, pullOutput } from '../../src/run/pull-output.ts'
import { putBundle } from '../remote/fixtures.ts'
import { catchFailure } from '../remote/helpers.ts'
import { createContext, createFolder, planRunOn, proveOrThrow, test } from './fixtures.ts'

const output = { name: 'daily', links: ['bundle://a.csv'], files: { 'a.csv': 'a\n1\n' }, tags: { tier: 'gold' } }

describe('pullOutput', () => {
  test('pulls the whole bundle into a new local context', async ({ remote }) => {
    const home = await createFolder()
    const proof = await proveOrThrow(remote, await putBundle(remote, output))
    const { context, lines } = createContext({ run: planRunOn(remote), dependencies: { home } })
    const { folder } = await pullOutput(context, remote, proof)
    expect(folder).toBe(join(home, '.disdat', 'context', 'local', 'objects', proof.bundle.uuid))
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('a\n1\n')
    expect(lines).toStrictEqual([expect.stringMatching(/^Pulling the output daily from s3:\/\//)])
  })

  test('leaves linked files on the remote with `pull-output: metadata`', async ({ remote }) => {
    const home = await createFolder()
    const proof = await proveOrThrow(remote, await putBundle(remote, output))
    const run = planRunOn(remote, { 'INPUT_PULL-OUTPUT': 'metadata' })
    const { folder } = await pullOutput(createContext({ run, dependencies: { home } }).context, remote, proof)
    expect((await stat(folder)).isDirectory()).toBe(true)
    await expect(stat(join(folder, 'a.csv'))).rejects.toThrow('ENOENT')
  })

  test('says that the output is on the remote when it cannot be pulled', async ({ remote }) => {
    const home = await createFolder()
    await ensureContext({ home, name: 'local' }, { url: remote.url, context: 'other' })
    const proof = await proveOrThrow(remote, await putBundle(remote, output))
    const { context } = createContext({ run: planRunOn(remote), dependencies: { home } })
    expect(await catchFailure(pullOutput(context, remote, proof))).toMatchObject({
      verdict: 'context-conflict',
      evidence: expect.stringMatching(/^The whole output bundle is on the remote, but it could not be pulled\. The/),
    })
  })
})

describe('createBundleReport', () => {
  test('counts linked files without frames, and all bytes', async ({ remote }) => {
    const uuid = await putBundle(remote, { ...output, created: 1_700_000_000 })
    const proof = await proveOrThrow(remote, uuid)
    expect(createBundleReport(remote, proof)).toStrictEqual({
      name: 'daily',
      uuid,
      uri: remote.getUri(uuid),
      createdAt: new Date(1_700_000_000_000),
      tags: new Map([
        ['committed', 'True'],
        ['tier', 'gold'],
      ]),
      bytes: proof.bytes,
      files: 1,
    })
  })
})
