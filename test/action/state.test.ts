import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readState, type State, StateWriter } from '../../src/action/state.ts'
import { createCommandFiles, readPairs } from '../testbed/runner/file-commands.ts'
import { mountTmpfs } from '../testbed/tmpfs.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const least: State = { runId: 'run-1', pipeClass: 'pkg.mod.Pipe', orphans: [], reported: false, unclean: true }
const fields = { region: 'us-east-1', queue: 'q', name: 'disdat-orders-1' }
const orphan = { backend: 'AWSBatch', runId: 'run-1', outputUuid: 'u1', fields }

const ignoreWarning = async () => undefined

/** Creates a folder with the runner's state file. `readVariables`: the variables that the runner gives post. */
async function openState() {
  const folder = await mkdtemp(join(tmpdir(), 'state-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const files = await createCommandFiles(folder, 'main')
  vi.stubEnv('GITHUB_STATE', files.state)
  const readVariables = async () => {
    const pairs = [...readPairs(await readFile(files.state, 'utf8'))]
    return Object.fromEntries(pairs.map(([name, value]) => [`STATE_${name}`, value]))
  }
  return { folder, runnerFile: files.state, readVariables }
}

async function writeState(write: (writer: StateWriter) => Promise<void>): Promise<Record<string, string>> {
  const { folder, readVariables } = await openState()
  await write(new StateWriter(folder, ignoreWarning))
  return await readVariables()
}

async function writeText(text: string): Promise<Record<string, string>> {
  const { folder } = await openState()
  const file = join(folder, 'state.jsonl')
  await writeFile(file, text)
  return { STATE_file: file }
}

async function saveAll(writer: StateWriter, { orphans, ...rest }: State): Promise<void> {
  await writer.update(rest)
  for (const each of orphans) await writer.addOrphan(each)
}

describe('readState', () => {
  test.each([
    ['a state', least],
    [
      'a complete state',
      {
        ...least,
        contextFolder: '/home/x/.disdat/context/mine',
        orphans: [orphan, { backend: 'Local', runId: 'run-1', outputUuid: 'u2', fields: {} }],
        reported: true,
        unclean: false,
      },
    ],
    ['the state of a cancelled step', { ...least, cancelled: true }],
    ['a state with hostile text', { ...least, contextFolder: 'a\nSTATE_run=b\r\n::error::x' }],
  ])('returns %s as it was saved', async (_, state) => {
    expect(await readState(await writeState((writer) => saveAll(writer, state)))).toStrictEqual(state)
  })

  test('returns the last state', async () => {
    const last = { ...least, reported: true, unclean: false }
    const env = await writeState(async (writer) => {
      await saveAll(writer, least)
      await saveAll(writer, last)
    })
    expect(await readState(env)).toStrictEqual(last)
  })

  test('returns undefined without a file', async () => {
    expect(await readState({})).toBeUndefined()
    expect(await readState({ STATE_file: '' })).toBeUndefined()
  })

  test.each([
    ['an empty file', ''],
    ['text that is not JSON', '{'],
    ['null', 'null'],
    ['a list', '["run-1"]'],
    ['a list of fields', '{"set":["run-1"]}'],
    ['no run', '{"set":{"pipeClass":"pkg.mod.Pipe"}}'],
    ['a run that is not a text', '{"set":{"runId":1,"pipeClass":"pkg.mod.Pipe"}}'],
    ['no pipe', '{"set":{"runId":"run-1"}}'],
  ])('returns undefined for %s', async (_, text) => {
    expect(await readState(await writeText(text))).toBeUndefined()
  })

  test('leaves out fields of another type, and the half line of a killed main', async () => {
    const lines = [
      '{"set":{"runId":"run-1","pipeClass":"p.P","contextFolder":7,"reported":"yes","unclean":1,"cancelled":"yes","more":true}}',
      '{"orphan":7}',
      '{"orphan":{"backend":"b"}}',
      '{"orphan":{"backend":"b","outputUuid":"u","fields":[]}}',
      '{"set":{"unclean":tr',
    ]
    expect(await readState(await writeText(lines.join('\n')))).toStrictEqual({
      runId: 'run-1',
      pipeClass: 'p.P',
      orphans: [],
      reported: false,
      unclean: false,
    })
  })

  test('throws when the file is gone', async () => {
    const env = await writeState((writer) => saveAll(writer, least))
    await rm(env['STATE_file'] ?? '')
    await expect(readState(env)).rejects.toThrow('ENOENT')
  })
})

describe('StateWriter', () => {
  test('replaces the record of the same output, and removes a job that was detached', async () => {
    const known = { ...orphan, fields: { ...fields, id: 'j1' } }
    const env = await writeState(async (writer) => {
      await writer.update({ runId: 'run-1', pipeClass: 'p.P' })
      await writer.addOrphan(orphan)
      await writer.addOrphan({ ...orphan, outputUuid: 'u2' })
      await writer.addOrphan(known)
      await writer.removeOrphan('u2')
    })
    expect((await readState(env))?.orphans).toStrictEqual([known])
  })

  test('writes one line for each change, which only the user of the runner can read', async () => {
    const { folder, runnerFile, readVariables } = await openState()
    const writer = new StateWriter(folder, ignoreWarning)
    await saveAll(writer, least)
    const before = await readFile(runnerFile, 'utf8')
    for (const outputUuid of ['u1', 'u2', 'u3']) await writer.addOrphan({ ...orphan, outputUuid })
    // The runner passes its file to post in a variable, whose size is limited.
    expect(await readFile(runnerFile, 'utf8')).toBe(before)
    const file = (await readVariables())['STATE_file'] ?? ''
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => line.includes('"u1"'))).toStrictEqual([false, true, false, false])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('writes a deleted file again, with everything', async () => {
    const { folder, readVariables } = await openState()
    const writer = new StateWriter(folder, ignoreWarning)
    await saveAll(writer, { ...least, orphans: [orphan] })
    const env = await readVariables()
    await rm(dirname(env['STATE_file'] ?? ''), { recursive: true })
    await writer.addOrphan({ ...orphan, outputUuid: 'u2' })
    expect(await readState(env)).toStrictEqual({ ...least, orphans: [orphan, { ...orphan, outputUuid: 'u2' }] })
  })

  test.each([
    [
      'the runner’s file is gone',
      async ({ runnerFile }: { runnerFile: string }) => await rm(runnerFile),
      /Missing file/,
    ],
    ['the folder is gone', async ({ folder }: { folder: string }) => await rm(folder, { recursive: true }), /ENOENT/],
  ])('warns once, and does not throw, when %s', async (_, remove, reason) => {
    const state = await openState()
    const warnings: string[] = []
    const writer = new StateWriter(state.folder, async (text) => void warnings.push(text))
    await remove(state)
    await saveAll(writer, { ...least, orphans: [orphan, { ...orphan, outputUuid: 'u2' }] })
    expect(warnings).toStrictEqual([expect.stringMatching(reason)])
    expect(warnings[0]).toMatch(/^Cannot save what the post step needs: .* what it started may remain\.$/)
  })

  test('passes nothing to post when it is marked clean before anything was saved', async () => {
    expect(await writeState((writer) => writer.markClean())).toStrictEqual({})
  })

  test('keeps the state for post when the mark of a clean run cannot be passed to the runner', async () => {
    const { folder, runnerFile, readVariables } = await openState()
    const writer = new StateWriter(folder, ignoreWarning)
    await saveAll(writer, { ...least, orphans: [orphan] })
    const variables = await readVariables()
    await rm(runnerFile)
    await writer.markClean()
    expect(await readState(variables)).toStrictEqual({ ...least, orphans: [orphan] })
  })

  test('saves what did not fit on a full disk with the next change', async () => {
    await using disk = await mountTmpfs(8)
    const { readVariables } = await openState()
    const warnings: string[] = []
    const writer = new StateWriter(disk.path, async (text) => void warnings.push(text))
    await saveAll(writer, least)
    const filler = join(disk.path, 'filler')
    await writeFile(filler, 'x'.repeat(4096))
    // The page of the file has room for its beginning.
    const large = { ...orphan, fields: { ...fields, queue: 'q'.repeat(5000) } }
    await writer.addOrphan(large)
    expect(warnings).toStrictEqual([expect.stringContaining('ENOSPC')])
    await rm(filler)
    await writer.addOrphan({ ...orphan, outputUuid: 'u2' })
    const expected = { ...least, orphans: [large, { ...orphan, outputUuid: 'u2' }] }
    expect(await readState(await readVariables())).toStrictEqual(expected)
  })

  test('leaves no folder on a full disk, and saves the state when there is room', async () => {
    await using disk = await mountTmpfs(4)
    const { readVariables } = await openState()
    const warnings: string[] = []
    const writer = new StateWriter(disk.path, async (text) => void warnings.push(text))
    const filler = join(disk.path, 'filler')
    await writeFile(filler, 'x'.repeat(4096))
    await saveAll(writer, least)
    expect(warnings).toStrictEqual([expect.stringContaining('ENOSPC')])
    expect(await readdir(disk.path)).toStrictEqual(['filler'])
    expect(await readVariables()).toStrictEqual({})
    await rm(filler)
    await writer.addOrphan(orphan)
    expect(await readState(await readVariables())).toStrictEqual({ ...least, orphans: [orphan] })
  })

  test('writes a deleted file again, with everything, when a full disk has room again', async () => {
    await using disk = await mountTmpfs(4)
    const { readVariables } = await openState()
    const writer = new StateWriter(disk.path, ignoreWarning)
    await saveAll(writer, least)
    const env = await readVariables()
    await rm(dirname(env['STATE_file'] ?? ''), { recursive: true })
    const filler = join(disk.path, 'filler')
    await writeFile(filler, 'x'.repeat(4096))
    await writer.addOrphan(orphan)
    await rm(filler)
    await writer.addOrphan({ ...orphan, outputUuid: 'u2' })
    expect(await readState(env)).toStrictEqual({ ...least, orphans: [orphan, { ...orphan, outputUuid: 'u2' }] })
  })

  test('leaves whole values in the runner’s file on a full disk, and saves the state when there is room', async () => {
    await using disk = await mountTmpfs(4)
    const { folder } = await openState()
    const runnerFile = join(disk.path, 'state')
    const before = `other=${'x'.repeat(4080)}\n`
    await writeFile(runnerFile, before)
    vi.stubEnv('GITHUB_STATE', runnerFile)
    const writer = new StateWriter(folder, ignoreWarning, runnerFile)
    await saveAll(writer, least)
    expect(await readFile(runnerFile, 'utf8')).toBe(before)
    await writeFile(runnerFile, '')
    await writer.addOrphan(orphan)
    const [[name, file = ''] = []] = [...readPairs(await readFile(runnerFile, 'utf8'))]
    expect(name).toBe('file')
    expect(await readState({ STATE_file: file })).toStrictEqual({ ...least, orphans: [orphan] })
  })
})
