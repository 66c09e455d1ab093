import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { readState } from '../../src/action/state.ts'
import { markSandbox } from '../../src/remote/sandbox.ts'
import { createInputEnv } from '../plan/input-fixtures.ts'
import { neverAborted, openTestRemote } from '../remote/helpers.ts'
import { runEntry } from '../testbed/run-entry.ts'
import { createFolder, test } from './fixtures.ts'

/** Runs the step in a process of its own, because it sets the exit code. `main.ts` calls nothing else. */
const runStep = (inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) =>
  runEntry('main.ts', { ...createInputEnv(inputs), ...env })

const invalid = { 'pipe-class': 'a.b.C', remote: 's3://bucket/p', context: 'shop', workers: 'many' }

/** A dry run of the cleanup of a sandbox that holds only its marker. */
async function planCleanup(account: Readonly<Record<string, string>>) {
  const context = `${crypto.randomUUID()}-pr-7`
  const remote = await openTestRemote('s3://bucket/p', account, context)
  await markSandbox(remote, { repository: 'octo-org/pipelines', pullRequest: 7 }, { signal: neverAborted })
  return { cleanup: 'true', 'dry-run': 'true', remote: remote.url, context }
}

describe('runStep', () => {
  test('hides what the runs of a step have in `env` of their own', async () => {
    const runs = 'daily: { pipe-class: a.b.C, params: { key: value-of-key }, env: { KEY: value-of-key } }'
    const inputs = { remote: 's3://bucket/p', context: 'shop', 'dry-run': 'true', image: 'acme/orders', runs }
    const { outputs } = await runStep(inputs, { RUNNER_TEMP: await createFolder() })
    const text = await readFile(outputs.get('result-file') ?? '', 'utf8')
    expect(JSON.parse(text)).toMatchObject({ pipeClass: 'a.b.C', params: { key: '***' } })
    expect(text).not.toContain('value-of-key')
  })

  test('reports invalid inputs as a failed run, and starts nothing', async () => {
    const folder = await createFolder()
    const { code, stdout, outputs, state, summary } = await runStep(invalid, { RUNNER_TEMP: folder })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^Ended after .*: failed\.$/m)
    expect(stdout).toMatch(/^::error::invalid-input: 1 input error:%0A- workers: got "many"/m)
    expect(outputs.get('status')).toBe('failed')
    const result: unknown = JSON.parse(await readFile(outputs.get('result-file') ?? '', 'utf8'))
    expect(result).toMatchObject({ pipeClass: 'a.b.C', status: 'failed', verdict: 'invalid-input' })
    expect(await readState({ STATE_file: state.get('file') })).toMatchObject({
      reported: true,
      unclean: false,
      orphans: [],
    })
    expect(state.get('clean')).toBe('true')
    expect(summary).toContain('workers')
  })

  test('hides what the pipe gets by `env` in summary, result file and page', async () => {
    const inputs = { env: 'KEY=hunter2-hunter2', params: 'key=hunter2-hunter2', 'report-html': 'true' }
    const { summary, outputs } = await runStep({ ...invalid, ...inputs }, { RUNNER_TEMP: await createFolder() })
    const files = ['result-file', 'report-file'].map((name) => readFile(outputs.get(name) ?? '', 'utf8'))
    for (const text of [summary, ...(await Promise.all(files))]) expect(text).not.toContain('hunter2')
    expect(await files.at(-1)).toContain('***')
  })

  test('writes no summary with `summary: false`', async () => {
    const { summary, code } = await runStep({ ...invalid, summary: 'false' })
    expect({ summary, code }).toStrictEqual({ summary: '', code: 1 })
  })

  test('reports files of Disdat that are corrupt', async () => {
    const home = await createFolder()
    await mkdir(join(home, '.disdat'))
    await writeFile(join(home, '.disdat', 'fs.json'), '{')
    const { code, outputs } = await runStep({ 'pipe-class': 'a.b.C' }, { HOME: home })
    expect({ code, verdict: outputs.get('verdict') }).toStrictEqual({ code: 1, verdict: 'context-conflict' })
  })

  test('carries out the plan, and succeeds', async ({ moto }) => {
    const inputs = await planCleanup(moto.env)
    const { code, stdout, outputs } = await runStep(inputs, moto.env)
    expect(stdout).toContain('A cleanup would delete from')
    expect(stdout).not.toContain('::error::')
    expect({ code, status: outputs.get('status') }).toStrictEqual({ code: 0, status: 'skipped' })
  })

  test('shows five of seven failed runs as errors, and the numbers of the others in one line', async ({ moto }) => {
    const remote = await openTestRemote('s3://bucket/p', moto.env, crypto.randomUUID())
    const runs = 'day: { each: { day: 1..7 } }\nreport: { needs: day }'
    const inputs = { ...{ runs, 'pipe-class': 'a.b.C', image: 'i', 'input-bundle': 'gone' }, 'max-parallel': '7' }
    const names = { remote: remote.url, context: remote.context }
    const { code, stdout } = await runStep({ ...inputs, ...names }, moto.env)
    const errors = stdout.split('\n').filter((line) => line.startsWith('::error::'))
    const days = [1, 2, 3, 4, 5].map((day) =>
      expect.stringMatching(`^::error::day \\[day=${day}\\]: input-not-found: `),
    )
    const rest = '::error::2 more runs did not succeed, and 1 run did not start. The summary lists all runs.'
    expect({ code, errors }).toEqual({ code: 1, errors: [...days, rest] })
  })

  test('ignores `comment` outside of a pull request, with a notice', async () => {
    const { stdout } = await runStep({ ...invalid, comment: 'always', 'github-token': 't' })
    expect(stdout).toContain('::notice::`comment` is ignored: this workflow run does not belong to a pull request.')
  })
})
