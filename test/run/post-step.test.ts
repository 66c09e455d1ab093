import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { runPostStep } from '../../src/run/post-step.ts'
import { startBatchWire } from '../testbed/batch-wire.ts'
import { runEntry } from '../testbed/run-entry.ts'
import { createFolder } from './fixtures.ts'

/** Runs the post step on a state; returns what it printed, its summary, and the handlers that it set. */
async function runPost(state: string) {
  const folder = await createFolder()
  const file = join(folder, 'state.jsonl')
  const summaryFile = join(folder, 'summary.md')
  if (state !== '') await writeFile(file, state)
  await writeFile(summaryFile, '')
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const handlers: unknown[] = []
  try {
    const env = { STATE_file: file, GITHUB_STEP_SUMMARY: summaryFile }
    await runPostStep(env, (report) => void handlers.push(report))
    return { printed: print.mock.calls.flat().join(''), handlers: handlers.length }
  } finally {
    print.mockRestore()
  }
}

const state = { runId: 'run-1', pipeClass: 'a.b.Daily', reported: true, unclean: true }

test('runPostStep says nothing about a run that left nothing', async () => {
  expect(await runPost(JSON.stringify({ set: state }))).toStrictEqual({ printed: '', handlers: 1 })
})

test('runPostStep warns of a job that it cannot end', async () => {
  const orphan = { backend: 'Other', runId: 'run-1', outputUuid: 'u', fields: { id: 'job-1' } }
  const { printed } = await runPost([{ set: state }, { orphan }].map((line) => JSON.stringify(line)).join('\n'))
  expect(printed).toBe('::warning::Could not end job job-1: this release has no backend Other\n')
})

test.each([
  [
    'names the pipe of a killed step with one run',
    ['run-1'],
    /^### 🚫 `Daily` was killed before it could report\n\nSome/,
  ],
  [
    'counts the started runs of a killed step with several',
    ['run-1', 'run-1-2', 'run-1-3', 'run-1-3'],
    /^### 🚫 A step with several runs was killed before it could report\n\n3 runs had started\. Some/,
  ],
])('runPostStep %s', async (_, runIds, expected) => {
  const orphans = runIds.map((runId, at) => ({ orphan: { backend: 'Other', runId, outputUuid: `${at}`, fields: {} } }))
  const lines = [{ set: { ...state, reported: false } }, ...orphans]
  const file = join(await createFolder(), 'state.jsonl')
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  // A process of its own: the toolkit writes all summaries of a process to one file.
  expect((await runEntry('post.ts', { STATE_file: file })).summary).toMatch(expected)
})

test('runPostStep hides in the summary what the pipe got by `env`', async () => {
  const statusReason = 'Host gone, key hunter2-hunter2'
  await using wire = await startBatchWire(({ name }) =>
    name === 'describejobs' ? { jobs: [{ jobId: 'job-1', jobName: 'orders', status: 'FAILED', statusReason }] } : {},
  )
  const fields = { id: 'job-1', name: 'orders', queue: 'nightly', region: 'us-east-1' }
  const orphan = { backend: 'AWSBatch', runId: 'run-1', outputUuid: 'u', fields }
  const file = join(await createFolder(), 'state.jsonl')
  const lines = [{ set: { ...state, reported: false } }, { orphan }]
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const { summary } = await runEntry('post.ts', {
    ...{ STATE_file: file, INPUT_ENV: 'KEY=hunter2-hunter2', AWS_ENDPOINT_URL: wire.endpoint },
    ...{ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' },
  })
  expect(summary).toContain('Host gone, key ')
  expect(summary).not.toContain('hunter2')
})

test('runPostStep warns of a state that is gone', async () => {
  expect((await runPost('')).printed).toMatch(/^::warning::The cleanup ended early: .*ENOENT/)
})
