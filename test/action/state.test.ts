import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readState, type State, StateWriter } from '../../src/action/state.ts'
import { createCommandFiles, readPairs } from '../testbed/runner/file-commands.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const least: State = { runId: 'run-1', pipeClass: 'pkg.mod.Pipe', orphans: [], reported: false, unclean: true }
const fields = { region: 'us-east-1', queue: 'q', name: 'disdat-orders-1' }
const orphan = { backend: 'AWSBatch', outputUuid: 'u1', fields }

/** The variables that the runner gives post after main has written its state. */
async function writeState(write: (writer: StateWriter) => Promise<void>): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'state-'))
  try {
    const files = await createCommandFiles(folder, 'main')
    vi.stubEnv('GITHUB_STATE', files.state)
    await write(new StateWriter())
    const pairs = [...readPairs(await readFile(files.state, 'utf8'))]
    return Object.fromEntries(pairs.map(([name, value]) => [`STATE_${name}`, value]))
  } finally {
    await rm(folder, { recursive: true })
  }
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
        orphans: [orphan, { backend: 'Local', outputUuid: 'u2', fields: {} }],
        reported: true,
        unclean: false,
      },
    ],
    ['a state with hostile text', { ...least, contextFolder: 'a\nSTATE_run=b\r\n::error::x' }],
  ])('returns %s as it was saved', async (_, state) => {
    expect(readState(await writeState((writer) => saveAll(writer, state)))).toStrictEqual(state)
  })

  test('returns the last state', async () => {
    const last = { ...least, reported: true, unclean: false }
    const env = await writeState(async (writer) => {
      await saveAll(writer, least)
      await saveAll(writer, last)
    })
    expect(readState(env)).toStrictEqual(last)
  })

  test.each([
    ['no variable', {}],
    ['an empty text', { STATE_run: '' }],
    ['text that is not JSON', { STATE_run: '{' }],
    ['null', { STATE_run: 'null' }],
    ['a list', { STATE_run: '["run-1"]' }],
    ['no run', { STATE_run: '{"pipeClass":"pkg.mod.Pipe"}' }],
    ['a run that is not a text', { STATE_run: '{"runId":1,"pipeClass":"pkg.mod.Pipe"}' }],
    ['no pipe', { STATE_run: '{"runId":"run-1"}' }],
  ])('returns undefined for %s', (_, env) => {
    expect(readState(env)).toBeUndefined()
  })

  test('leaves out fields of another type', () => {
    const text =
      '{"runId":"run-1","pipeClass":"p.P","contextFolder":7,"orphans":[7,{"backend":"b"},{"backend":"b","outputUuid":"u","fields":[]}],"reported":"yes","unclean":1,"more":true}'
    expect(readState({ STATE_run: text })).toStrictEqual({
      runId: 'run-1',
      pipeClass: 'p.P',
      orphans: [],
      reported: false,
      unclean: false,
    })
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
    expect(readState(env)?.orphans).toStrictEqual([known])
  })
})
