import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { readState, type State, StateWriter } from '../../src/action/state.ts'
import { createCommandFiles, readPairs } from '../testbed/runner/file-commands.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const least: State = { runId: 'run-1', pipeClass: 'pkg.mod.Pipe', jobs: [], reported: false, unclean: true }
const job = { region: 'us-east-1', queue: 'q', name: 'disdat-orders-1', outputUuid: 'u1' }

/** The variables that the runner gives to post after main has saved these states, one after the other. */
async function saved(...states: readonly State[]): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'state-'))
  try {
    const files = await createCommandFiles(folder, 'main')
    vi.stubEnv('GITHUB_STATE', files.state)
    const keeper = new StateWriter()
    for (const { jobs, ...state } of states) {
      await keeper.update(state)
      for (const one of jobs) await keeper.addJob(one)
    }
    const pairs = [...readPairs(await readFile(files.state, 'utf8'))]
    return Object.fromEntries(pairs.map(([name, value]) => [`STATE_${name}`, value]))
  } finally {
    await rm(folder, { recursive: true })
  }
}

test.each([
  ['a state', least],
  [
    'a state with everything',
    {
      ...least,
      contextFolder: '/home/x/.disdat/context/mine',
      jobs: [job, { ...job, outputUuid: 'u2', id: 'j2' }],
      reported: true,
      unclean: false,
    },
  ],
  ['a state with hostile text', { ...least, contextFolder: 'a\nSTATE_run=b\r\n::error::x' }],
])('%s comes back as it was left', async (_, state) => {
  expect(readState(await saved(state))).toStrictEqual(state)
})

test('the last state counts', async () => {
  const last = { ...least, reported: true, unclean: false }
  expect(readState(await saved(least, last))).toStrictEqual(last)
})

test.each([
  ['nothing', {}],
  ['an empty text', { STATE_run: '' }],
  ['no record', { STATE_run: 'null' }],
  ['a list', { STATE_run: '["run-1"]' }],
  ['no run', { STATE_run: '{"pipeClass":"pkg.mod.Pipe"}' }],
  ['a run that is no text', { STATE_run: '{"runId":1,"pipeClass":"pkg.mod.Pipe"}' }],
  ['no pipe', { STATE_run: '{"runId":"run-1"}' }],
])('%s is no state', (_, env) => {
  expect(readState(env)).toBeUndefined()
})

test('what is not of its type is left out', () => {
  const text =
    '{"runId":"run-1","pipeClass":"p.P","contextFolder":7,"jobs":[7,{"region":"r"}],"reported":"yes","unclean":1,"more":true}'
  expect(readState({ STATE_run: text })).toStrictEqual({
    runId: 'run-1',
    pipeClass: 'p.P',
    jobs: [],
    reported: false,
    unclean: false,
  })
})

test('what is learned of a job replaces what was known, and one that is left is not post’s any more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'state-'))
  try {
    const files = await createCommandFiles(folder, 'main')
    vi.stubEnv('GITHUB_STATE', files.state)
    const keeper = new StateWriter()
    await keeper.update({ runId: 'run-1', pipeClass: 'p.P' })
    await keeper.addJob(job)
    await keeper.addJob({ ...job, outputUuid: 'u2' })
    await keeper.addJob({ ...job, id: 'j1' })
    await keeper.removeJob('u2')
    const text = readPairs(await readFile(files.state, 'utf8'))
    const state = readState(Object.fromEntries([...text].map(([name, value]) => [`STATE_${name}`, value])))
    expect(state?.jobs).toStrictEqual([{ ...job, id: 'j1' }])
  } finally {
    await rm(folder, { recursive: true })
  }
})
