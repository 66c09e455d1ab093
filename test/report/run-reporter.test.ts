import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { OutputWriter } from '../../src/action/outputs.ts'
import { Failure } from '../../src/errors.ts'
import { ReportOutputs } from '../../src/report/report-outputs.ts'
import { RunReporter } from '../../src/report/run-reporter.ts'
import { createCommandFiles, readPairs } from '../testbed/runner/file-commands.ts'

const initial = {
  ...{ runId: 'run-1', pipeClass: 'pkg.mod.Pipe', backend: 'Local' },
  ...{ remote: 's3://bucket/prefix', context: 'prod/mine', params: new Map() },
}

async function createReporter(tailLines = 2) {
  const folder = await mkdtemp(join(tmpdir(), 'reporter-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const files = await createCommandFiles(folder, 'main')
  vi.stubEnv('GITHUB_OUTPUT', files.output)
  onTestFinished(() => void vi.unstubAllEnvs())
  const reporter = new RunReporter(
    initial,
    new ReportOutputs(new OutputWriter(async (text) => await Promise.reject(new Error(text)))),
    tailLines,
  )
  return { reporter, readOutputs: async () => [...readPairs(await readFile(files.output, 'utf8'))] }
}

describe('RunReporter', () => {
  test('starts with what is known before the run', async () => {
    const { reporter } = await createReporter()
    expect(reporter.report).toMatchObject({ ...initial, phases: [], log: { lines: 0, tail: [] } })
    expect(reporter.report.status).toBeUndefined()
  })

  test('adds updates to the report and sets their outputs at once', async () => {
    const { reporter, readOutputs } = await createReporter()
    await reporter.update({ exitCode: 0 })
    expect(await readOutputs()).toStrictEqual([['exit-code', '0']])
    await reporter.update({ status: 'succeeded' })
    expect(reporter.report).toMatchObject({ exitCode: 0, status: 'succeeded' })
    expect(await readOutputs()).toContainEqual(['status', 'succeeded'])
  })

  test('keeps the last lines of the log', async () => {
    const { reporter } = await createReporter()
    reporter.tail.add(['one', 'two', 'three'])
    expect(reporter.report.log).toStrictEqual({ lines: 3, tail: ['two', 'three'] })
  })

  test('records phases, also those that fail', async () => {
    const { reporter } = await createReporter()
    expect(await reporter.phase('image', async () => 7)).toBe(7)
    expect(reporter.currentPhase).toBe('image')
    const fail = (name: string) => reporter.phase(name, () => Promise.reject(new Error('no')))
    const stop = Promise.withResolvers<void>()
    const prove = reporter.phase('prove', () => stop.promise.then(() => Promise.reject(new Error('no'))))
    await Promise.allSettled([fail('stop')])
    stop.resolve()
    await Promise.allSettled([prove])
    expect(reporter.report.phases.map(({ name }) => name)).toStrictEqual(['image', 'stop', 'prove'])
    expect(reporter.currentPhase).toBe('prove and stop')
  })

  test('records a failure with its verdict', async () => {
    const { reporter, readOutputs } = await createReporter()
    const where = { file: 'a.py', line: 3 }
    await reporter.fail(new Failure('pipe-error', 'It failed.', 'Fix it.', { where }))
    expect(reporter.report).toMatchObject({
      status: 'failed',
      failure: { verdict: 'pipe-error', evidence: 'It failed.', advice: 'Fix it.', where },
    })
    expect(await readOutputs()).toStrictEqual([
      ['status', 'failed'],
      ['verdict', 'pipe-error'],
    ])
  })

  test('records a cancelled run as cancelled', async () => {
    const { reporter } = await createReporter()
    await reporter.fail(new Failure('cancelled', 'Cancelled.', 'Run it again.'))
    expect(reporter.report.status).toBe('cancelled')
  })

  test('reports an unexpected error as a defect of the action', async () => {
    const { reporter } = await createReporter()
    await reporter.fail(new TypeError('x is undefined'))
    expect(reporter.report.failure).toMatchObject({
      verdict: 'internal-error',
      evidence: 'Unexpected error: x is undefined.',
    })
  })
})
