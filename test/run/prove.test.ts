import { describe, expect } from 'vitest'
import { formatFrameName } from '../../src/disdat/bundle.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import { proveOutput } from '../../src/run/prove.ts'
import { putBundle } from '../remote/fixtures.ts'
import { catchFailure } from '../remote/helpers.ts'
import { createContext, createFinishedJob, createTaskFor, planRunOn, test } from './fixtures.ts'

const { receipt } = createTaskFor('4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f')
const uuid = receipt.outputUuid
const launchedSeconds = Date.parse(receipt.launchedAt) / 1000
const codeMethod = 'pipes.orders.Daily'
const [commit, otherCommit] = ['a'.repeat(40), 'b'.repeat(40)]
const upToDate = ['INFO: Informed scheduler that task   Daily_1   has status   DONE']
const pendingTask = ['INFO: Informed scheduler that task   Daily_1   has status   PENDING']
const createSummary = (line: string) => {
  const edge = '===== Luigi Execution Summary ====='
  return [edge, line, edge]
}
const ranNothing = [...upToDate, ...createSummary('* 1 complete ones were encountered:')]

function analyze(lines: readonly string[]): LogAnalyzer {
  const analyzer = new LogAnalyzer(codeMethod)
  for (const line of lines) analyzer.readLine(line)
  return analyzer
}

describe('proveOutput', () => {
  test('returns the proof of the requested bundle', async ({ remote }) => {
    await putBundle(remote, { uuid, name: 'daily' })
    const { context, lines } = createContext({ run: planRunOn(remote) })
    expect(await proveOutput(context, createFinishedJob(remote))).toMatchObject({
      status: 'succeeded',
      proof: { bundle: { uuid, name: 'daily' } },
    })
    expect(lines).toStrictEqual([])
  })

  test('counts a proved bundle as success regardless of the exit code, with a warning', async ({ remote }) => {
    await putBundle(remote, { uuid })
    const { context, lines } = createContext({ run: planRunOn(remote) })
    const result = { exitCode: 30, outOfMemory: false }
    expect(await proveOutput(context, createFinishedJob(remote, { result }))).toMatchObject({ status: 'succeeded' })
    expect(lines).toStrictEqual([
      'warning: The whole output is on the remote, although the run failed: The container exited with code 30.',
    ])
  })

  test('advises to read the log in the console when the step could not read the whole log', async ({ remote }) => {
    const { context } = createContext({ run: planRunOn(remote) })
    const logProblem = 'The job’s log could not be read completely: 500. Read the log in the console: https://aws/log.'
    const result = { exitCode: 3, outOfMemory: false, logProblem }
    const prove = (lines: readonly string[]) =>
      catchFailure(proveOutput(context, createFinishedJob(remote, { result, analyzer: analyze(lines) })))
    expect(await prove([])).toMatchObject({ verdict: 'pipe-error', advice: logProblem })
    const traceback = ['Traceback (most recent call last):', '  File "/a/b.py", line 3, in run', 'ValueError: no']
    expect((await prove(traceback)).advice).toMatch(/^Fix the pipe\./)
  })

  test('returns an earlier bundle that Luigi found up to date, and warns when its code differs', async ({ remote }) => {
    const reused = await putBundle(remote, {
      ...{ codeMethod, codeHash: otherCommit, processingName: 'Daily_1_x', created: launchedSeconds - 10 },
    })
    const { context, lines } = createContext({ run: planRunOn(remote) })
    const prove = (imageCommit: string | undefined) =>
      proveOutput(context, createFinishedJob(remote, { analyzer: analyze(ranNothing), imageCommit }))
    expect(await prove(otherCommit)).toMatchObject({ status: 'reused', proof: { bundle: { uuid: reused } } })
    expect(lines).toStrictEqual([])
    await prove(commit)
    expect(lines).toStrictEqual([
      'warning: Commit bbbbbbb created the reused bundle, and the image is from aaaaaaa. Use `force` if the change of the code matters to the data.',
    ])
  })

  test('does not take an earlier bundle after a run that did something', async ({ remote }) => {
    await putBundle(remote, { codeMethod, processingName: 'Daily_1_x', created: launchedSeconds - 10 })
    const { context } = createContext({ run: planRunOn(remote) })
    const ranOne = [...upToDate, ...createSummary('* 1 ran successfully:')]
    const pending = [...pendingTask, ...createSummary('* 1 complete ones were encountered:')]
    for (const lines of [ranOne, pending, upToDate, []]) {
      const finished = createFinishedJob(remote, { analyzer: analyze(lines) })
      expect(await catchFailure(proveOutput(context, finished))).toMatchObject({ verdict: 'no-output' })
    }
  })

  const driverTask = [
    'INFO: Informed scheduler that task   DriverTask_False______3f197c0460   has status   DONE',
    ...createSummary('* 1 complete ones were encountered:'),
  ]

  test('finds the reused bundle by its class and parameters where the log has no id of the task', async ({
    remote,
  }) => {
    const fixture = { created: launchedSeconds - 10, processingName: 'Daily_tuesday_1' }
    await putBundle(remote, { ...fixture, tags: { '__param.day': 'tuesday' } })
    const tags = { '__param.day': 'monday' }
    const monday = await putBundle(remote, { ...fixture, processingName: 'Daily_monday_2', tags })
    const { context } = createContext({ run: planRunOn(remote, { INPUT_PARAMS: 'day: monday' }) })
    expect(await proveOutput(context, createFinishedJob(remote, { analyzer: analyze(driverTask) }))).toMatchObject({
      status: 'reused',
      proof: { bundle: { uuid: monday } },
    })
  })

  test('names the bundles when Disdat can have found more than one', async ({ remote }) => {
    const [old, young] = await Promise.all(
      [20, 10].map((age) =>
        putBundle(remote, { name: 'daily', created: launchedSeconds - age, processingName: `Daily__${age}` }),
      ),
    )
    const { context } = createContext({ run: planRunOn(remote) })
    const finished = createFinishedJob(remote, { analyzer: analyze(driverTask) })
    expect(await catchFailure(proveOutput(context, finished))).toMatchObject({
      verdict: 'no-output',
      evidence: expect.stringContaining(`which bundle: \`daily\` (${young}), \`daily\` (${old}) differ in`),
      advice: expect.stringContaining('Set `force`'),
    })
  })

  test('does not take an earlier bundle after a run of Disdat 0.7 without an output', async ({ remote }) => {
    await putBundle(remote, { codeMethod, processingName: 'Daily_1', created: launchedSeconds - 10 })
    const { context } = createContext({ run: planRunOn(remote) })
    const finished = createFinishedJob(remote, { receipt: { ...receipt, dialect: 'classic' } })
    expect(await catchFailure(proveOutput(context, finished))).toMatchObject({ verdict: 'no-output' })
  })

  test('does not take an earlier bundle after a failed run of Disdat 0.7, which exits with code 0', async ({
    remote,
  }) => {
    await putBundle(remote, { codeMethod, created: launchedSeconds - 10 })
    const { context } = createContext({ run: planRunOn(remote) })
    const analyzer = analyze([
      '2026-11-28 18:44:31,131 - luigi-interface - ERROR - [pid 11] Worker Worker(pid=11) failed    Daily(day=monday)',
      'Traceback (most recent call last):',
      '  File "/code/a.py", line 3, in pipe_run',
      "KeyError: 'pear'",
    ])
    const finished = createFinishedJob(remote, { receipt: { ...receipt, dialect: 'disdat-0.7.2' }, analyzer })
    expect(await catchFailure(proveOutput(context, finished))).toMatchObject({
      verdict: 'pipe-error',
      evidence: "Task Daily(day=monday) failed with KeyError: 'pear' (exit code 0).",
    })
  })

  test("throws the backend's own failure before what the log says", async ({ remote }) => {
    const failure = { verdict: 'host-lost', evidence: 'The host is gone.', advice: 'Run it again.' } as const
    const { context } = createContext({ run: planRunOn(remote) })
    const result = { exitCode: 1, outOfMemory: false }
    const analyzer = analyze(['Traceback (most recent call last):', '  File "/code/a.py", line 3, in f', 'KeyError: 1'])
    const fail = (more: object) =>
      catchFailure(proveOutput(context, createFinishedJob(remote, { analyzer, result: { ...result, ...more } })))
    expect(await fail({ failure })).toStrictEqual(failure)
    expect(await fail({})).toMatchObject({ verdict: 'pipe-error', evidence: expect.stringContaining('KeyError: 1') })
  })

  test('explains an incomplete bundle by what interrupted its push', async ({ remote }) => {
    await putBundle(remote, { uuid, without: (_, frameUuid) => [formatFrameName(frameUuid)] })
    const { context } = createContext({ run: planRunOn(remote) })
    const prove = (exitCode: number) =>
      catchFailure(proveOutput(context, createFinishedJob(remote, { result: { exitCode, outOfMemory: true } })))
    expect(await prove(137)).toMatchObject({ verdict: 'out-of-memory' })
    expect(await prove(0)).toMatchObject({ verdict: 'bundle-corrupt' })
  })
})
