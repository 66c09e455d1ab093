import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { runIdLabel } from '../../src/backends/docker/container.ts'
import { runPostStep } from '../../src/run/post-step.ts'
import { startBatchWire } from '../testbed/batch-wire.ts'
import { listContainers, runDocker } from '../testbed/docker.ts'
import { startGitHub } from '../testbed/github.ts'
import { runEntry } from '../testbed/run-entry.ts'
import { makeShellImage } from '../testbed/shell-image.ts'
import { mountTmpfs } from '../testbed/tmpfs.ts'
import { createFolder } from './fixtures.ts'

/** The toolkit writes all summaries of a process to one file. */
let summaryFile: string
beforeAll(async () => {
  summaryFile = join(await mkdtemp(join(tmpdir(), 'post-')), 'summary.md')
  vi.stubEnv('GITHUB_STEP_SUMMARY', summaryFile)
})
beforeEach(() => writeFile(summaryFile, ''))
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(dirname(summaryFile), { recursive: true })
})

/** Runs the post step on a state; returns what it printed, its summary, and the handlers that it set. */
async function runPost(state: string, given: Readonly<Record<string, string>> = {}) {
  const folder = await createFolder()
  const file = join(folder, 'state.jsonl')
  if (state !== '') await writeFile(file, state)
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const handlers: unknown[] = []
  try {
    const env = { STATE_file: file, GITHUB_STEP_SUMMARY: summaryFile, ...given }
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

test('runPostStep removes the unfinished downloads of the run, and nothing else', async () => {
  const contextFolder = await createFolder()
  for (const name of ['.pull-run-1-a', '.pull-run-1-2-b', '.pull-run-2-c', 'objects'])
    await mkdir(join(contextFolder, name))
  const { printed } = await runPost(JSON.stringify({ set: { ...state, contextFolder } }))
  expect((await readdir(contextFolder)).toSorted()).toStrictEqual(['.pull-run-2-c', 'objects'])
  expect(printed).toBe('')
})

test('runPostStep warns of downloads that it cannot remove', async () => {
  await using disk = await mountTmpfs(64)
  await mkdir(join(disk.path, '.pull-run-1-a'))
  await disk.makeReadOnly()
  const { printed } = await runPost(JSON.stringify({ set: { ...state, contextFolder: disk.path } }))
  expect(printed).toMatch(/^::warning::Could not remove unfinished downloads: EROFS/)
})

test.each([
  ['opens an issue for a killed step that runs unattended', false, 1],
  ['opens no issue for a cancelled step', true, 0],
])('runPostStep removes a container, says so in the summary, and %s', async (_, cancelled, issues) => {
  const runId = `run-${crypto.randomUUID()}`
  const image = await makeShellImage('')
  const label = `${runIdLabel}=${runId}`
  onTestFinished(async () => {
    for (const id of await listContainers(label)) await runDocker(['rm', '--force', id])
    await image[Symbol.asyncDispose]()
  })
  await runDocker(['create', '--label', label, image.name])
  await using double = await startGitHub()
  const event = join(await createFolder(), 'event.json')
  await writeFile(event, JSON.stringify({ repository: { default_branch: 'main' } }))
  const lines = [
    { set: { ...state, runId, reported: false, cancelled } },
    { orphan: { backend: 'Local', runId, outputUuid: 'u', fields: {} } },
  ]
  const { printed } = await runPost(lines.map((line) => JSON.stringify(line)).join('\n'), {
    ...{ GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines', GITHUB_EVENT_PATH: event },
    ...{ GITHUB_EVENT_NAME: 'schedule', GITHUB_RUN_NUMBER: '3', GITHUB_RUN_ID: '7', GITHUB_JOB: 'orders' },
    ...{ GITHUB_WORKFLOW: 'nightly', GITHUB_SERVER_URL: 'https://github.com' },
    ...{ 'INPUT_FAILURE-ISSUE': 'true', 'INPUT_GITHUB-TOKEN': 't' },
  })
  expect(await listContainers(label)).toStrictEqual([])
  expect(printed).toContain('Removed the container that main left.\n')
  expect(await readFile(summaryFile, 'utf8')).toMatch(
    /`Daily` was killed .*\n\nRemoved the container that main left\\\./,
  )
  expect(double.issues).toHaveLength(issues)
})

test('runPostStep ends several jobs with the identity of the step, and names the workflow run', async () => {
  await using wire = await startBatchWire(({ name, body }) =>
    name === 'describejobs'
      ? { jobs: Object.values(Object(body['jobs'])).map((jobId) => ({ jobId, jobName: 'orders', status: 'RUNNING' })) }
      : undefined,
  )
  vi.stubEnv('AWS_ENDPOINT_URL', wire.endpoint)
  onTestFinished(() => void vi.stubEnv('AWS_ENDPOINT_URL', undefined))
  const orphans = ['job-1', 'job-2'].map((id) => ({
    orphan: {
      ...{ backend: 'AWSBatch', runId: 'run-1', outputUuid: id },
      fields: { id, name: 'orders', queue: 'nightly', region: 'us-east-1' },
    },
  }))
  const { printed } = await runPost([{ set: state }, ...orphans].map((line) => JSON.stringify(line)).join('\n'), {
    ...{ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' },
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'octo-org/pipelines', GITHUB_RUN_ID: '7' },
  })
  for (const id of ['job-1', 'job-2'])
    expect(printed).toContain(`Batch job ${id} was RUNNING. It is being terminated.\n`)
  const bodies = JSON.stringify(wire.calls.filter(({ name }) => name.startsWith('terminatejob')))
  expect(bodies).toContain('https://github.com/octo-org/pipelines/actions/runs/7')
})
