import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { runPostStep } from '../../src/run/post-step.ts'
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

test('runPostStep warns of a state that is gone', async () => {
  expect((await runPost('')).printed).toMatch(/^::warning::The cleanup ended early: .*ENOENT/)
})
