import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { OutputWriter } from '../../src/action/outputs.ts'
import type { Report } from '../../src/report/report.ts'
import { createOutputs, ReportOutputs } from '../../src/report/report-outputs.ts'
import { emptyComparison } from '../compare/empty-comparison.ts'
import { createCommandFiles, readPairs } from '../testbed/runner/file-commands.ts'

const least: Report = {
  runId: 'run-1',
  pipeClass: 'pkg.mod.Pipe',
  backend: 'Local',
  remote: 's3://bucket/prefix',
  context: 'prod/mine',
  startedAt: new Date('2026-01-05T09:30:00Z'),
  params: new Map(),
  phases: [],
  durationMs: 1,
  log: { lines: 0, tail: [] },
}

describe('createOutputs', () => {
  test('is empty for a report without results', () => {
    expect(createOutputs([least])).toStrictEqual(new Map())
  })

  test('returns all outputs of a full report', () => {
    const report: Report = {
      ...least,
      status: 'failed',
      failure: { verdict: 'no-output', evidence: 'None.', advice: 'Look.' },
      image: { reference: 'orders', pinned: 'orders@sha256:0', dialect: 'classic' },
      job: { id: 'c0ffee', name: 'disdat-orders-1', definition: 'disdat-orders:3', url: 'https://console/job' },
      logUrl: 'https://console/log',
      exitCode: 0,
      input: { name: 'raw', uuid: 'u1', uri: 's3://bucket/u1', pushed: true },
      output: { name: 'daily', uuid: 'u2', uri: 's3://bucket/u2' },
      outputPath: '/home/x',
      comparison: {
        base: { name: 'daily', uuid: 'u0', uri: 's3://bucket/u0', context: 'prod', choice: 'ancestor' },
        kind: 'schema',
        changes: { ...emptyComparison, rows: { base: 3, now: 0 } },
      },
      rules: { checked: ['empty'], breaches: [{ rule: 'empty', evidence: 'No rows.' }], undecided: [] },
    }
    const outputs = createOutputs([report])
    expect([...outputs]).toStrictEqual([
      ['status', 'failed'],
      ['verdict', 'no-output'],
      ['exit-code', '0'],
      ['job-id', 'c0ffee'],
      ['job-name', 'disdat-orders-1'],
      ['job-definition', 'disdat-orders:3'],
      ['job-url', 'https://console/job'],
      ['log-url', 'https://console/log'],
      ['image', 'orders@sha256:0'],
      ['input-bundle-uuid', 'u1'],
      ['input-bundle-uri', 's3://bucket/u1'],
      ['output-bundle-name', 'daily'],
      ['output-bundle-uuid', 'u2'],
      ['output-bundle-uri', 's3://bucket/u2'],
      ['output-path', '/home/x'],
      ['changes', 'schema'],
      ['rows', '0'],
      ['breaches', '["empty"]'],
      ['accepted', '[]'],
      ['base-bundle-uuid', 'u0'],
      ['base-bundle-uri', 's3://bucket/u0'],
      ['job-ids', '["c0ffee"]'],
      ['output-bundle-uris', '["s3://bucket/u2"]'],
    ])
  })

  test('reports unknown changes without a comparison, and the broken rules of all runs', () => {
    const rules = (rule: string) => ({ checked: [rule], breaches: [{ rule, evidence: 'Seen.' }], undecided: [] })
    const outputs = createOutputs([
      { ...least, notCompared: 'No time.', rules: rules('empty') },
      { ...least, rules: rules('rows<1') },
    ])
    expect([...outputs]).toStrictEqual([
      ['changes', 'unknown'],
      ['breaches', '["empty","rows<1"]'],
      ['accepted', '[]'],
    ])
  })

  test('reports the worst status, and no status before all runs have ended', () => {
    const succeeded: Report = { ...least, status: 'succeeded' }
    expect(createOutputs([succeeded, { ...least, status: 'cancelled' }]).get('status')).toBe('cancelled')
    expect(createOutputs([succeeded, least]).get('status')).toBeUndefined()
  })
})

describe('createOutputs of several runs', () => {
  const create = (name: string, values: readonly string[], changes: Partial<Report>): Report => ({
    ...least,
    ...changes,
    label: { name, values: new Map(values.map((value, index) => [`p${index}`, value])) },
  })
  const runs: readonly Report[] = [
    create('daily', ['1'], { status: 'succeeded', output: { name: 'd', uuid: 'u1', uri: 's3://b/u1' } }),
    create('daily', ['2'], { status: 'failed', failure: { verdict: 'pipe-error', evidence: 'E.', advice: 'A.' } }),
    create('shops', ['1', 'eu'], { status: 'skipped', output: { name: 's', uuid: 'u2', uri: 's3://b/u2' } }),
    create('report', [], { status: 'not-run', notRunReason: 'It needs daily.' }),
  ]

  test('has the result of each run by name and values, and the counts', () => {
    const outputs = createOutputs(runs)
    expect(JSON.parse(outputs.get('runs') ?? '')).toStrictEqual({
      daily: {
        1: { status: 'succeeded', uuid: 'u1', uri: 's3://b/u1' },
        2: { status: 'failed', verdict: 'pipe-error' },
      },
      shops: { '1,eu': { status: 'skipped', uuid: 'u2', uri: 's3://b/u2' } },
      report: { status: 'not-run' },
    })
    expect(JSON.parse(outputs.get('failed-runs') ?? '')).toStrictEqual(['daily [p0=2]', 'report'])
    const counts = (['succeeded', 'reused', 'skipped', 'failed'] as const).map((name) => outputs.get(name))
    expect(counts).toStrictEqual(['1', '0', '1', '2'])
    expect(outputs.get('status')).toBe('failed')
  })

  test('has no list before every run has ended, so that no list is written with each run', () => {
    const outputs = createOutputs([...runs, create('late', [], { job: { id: 'c0ffee', name: 'x' } })])
    for (const name of ['runs', 'failed-runs', 'job-ids', 'output-bundle-uris'] as const)
      expect(outputs.has(name)).toBe(false)
  })
})

describe('ReportOutputs', () => {
  test('sets the outputs that follow from the reports of all runs, once for updates at the same time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outputs-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const files = await createCommandFiles(folder, 'main')
    vi.stubEnv('GITHUB_OUTPUT', files.output)
    onTestFinished(() => void vi.unstubAllEnvs())
    const outputs = new ReportOutputs(new OutputWriter(async (text) => await Promise.reject(new Error(text))))
    const jobs = ['j1', 'j2', 'j3', 'j4'].map((id): Report => ({ ...least, runId: id, job: { id, name: 'orders' } }))
    for (const { job: _, ...report } of jobs) outputs.add(report)
    const [first, ...others] = jobs
    if (first !== undefined) await outputs.update(first)
    await Promise.all(others.toReversed().map((report) => outputs.update(report)))
    expect([...readPairs(await readFile(files.output, 'utf8'))]).toStrictEqual([
      ['job-id', 'j1'],
      ['job-name', 'orders'],
      ['job-ids', '["j1"]'],
      ['job-ids', '["j1","j2","j3","j4"]'],
    ])
  })
})
