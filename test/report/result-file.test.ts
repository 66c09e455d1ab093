import { expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { renderResultFile } from '../../src/report/result-file.ts'
import { receipt } from '../backends/batch/fixtures.ts'
import { states } from './fixtures/states.ts'

const emptyReport: Report = {
  runId: 'run-1',
  pipeClass: 'pkg.mod.Pipe',
  backend: 'Local',
  remote: 's3://bucket/prefix',
  context: 'prod/mine',
  startedAt: new Date('2026-01-05T09:30:00.123Z'),
  params: new Map(),
  phases: [],
  durationMs: 12.6,
  log: { lines: 0, tail: [] },
}

test('renderResultFile renders a report with few fields', () => {
  expect(renderResultFile([emptyReport])).toBe(`{
  "version": 1,
  "pipeClass": "pkg.mod.Pipe",
  "backend": "Local",
  "remote": "s3://bucket/prefix",
  "context": "prod/mine",
  "params": {},
  "startedAt": "2026-01-05T09:30:00.123Z",
  "durationMs": 13,
  "phases": [],
  "log": {
    "lines": 0,
    "tail": []
  }
}
`)
})

test('renderResultFile renders a report with all fields', () => {
  const bundle = {
    name: 'daily',
    uuid: 'u',
    uri: 's3://bucket/u',
    createdAt: new Date('2026-01-05T09:31:00Z'),
    files: 2,
    bytes: 3,
    tags: new Map([['env', 'prod']]),
  }
  const all: Report = {
    ...emptyReport,
    status: 'failed',
    failure: { verdict: 'no-output', evidence: 'None.', advice: 'Look.', where: { file: 'a.py', line: 3 } },
    params: new Map([
      ['day', '010'],
      ['__proto__', 'x'],
    ]),
    phases: [{ name: 'image', ms: 1.4 }],
    image: { reference: 'orders', pinned: 'orders@sha256:0', dialect: 'classic' },
    job: { id: 'i', name: 'n' },
    exitCode: 0,
    input: { name: 'raw', uuid: 'v', uri: 's3://bucket/v', pushed: false },
    output: bundle,
    outputPath: '/home/x',
    newerUpstream: [
      {
        name: 'raw',
        uuid: 'n',
        createdAt: new Date('2026-01-06T07:00:00.000Z'),
        used: { uuid: 'v', createdAt: new Date('2026-01-05T07:00:00.000Z') },
      },
    ],
    reuse: { possible: true, why: 'So.' },
    log: { lines: 7, tail: ['\u2028line', '\ud83d'] },
  }
  const text = renderResultFile([all])
  expect(text).toContain('"__proto__": "x"')
  expect(JSON.parse(text)).toStrictEqual({
    version: 1,
    status: 'failed',
    verdict: 'no-output',
    evidence: 'None.',
    advice: 'Look.',
    retryMayHelp: false,
    where: { file: 'a.py', line: 3 },
    pipeClass: 'pkg.mod.Pipe',
    backend: 'Local',
    remote: 's3://bucket/prefix',
    context: 'prod/mine',
    params: JSON.parse('{"day":"010","__proto__":"x"}'),
    startedAt: '2026-01-05T09:30:00.123Z',
    durationMs: 13,
    phases: [{ name: 'image', ms: 1 }],
    image: { reference: 'orders', pinned: 'orders@sha256:0', dialect: 'classic' },
    job: { id: 'i', name: 'n' },
    exitCode: 0,
    input: { name: 'raw', uuid: 'v', uri: 's3://bucket/v', pushed: false },
    output: { ...bundle, createdAt: '2026-01-05T09:31:00.000Z', tags: { env: 'prod' } },
    outputPath: '/home/x',
    newerUpstream: [
      {
        name: 'raw',
        uuid: 'n',
        createdAt: '2026-01-06T07:00:00.000Z',
        used: { uuid: 'v', createdAt: '2026-01-05T07:00:00.000Z' },
      },
    ],
    reuse: { possible: true, why: 'So.' },
    log: { lines: 7, tail: ['\u2028line', '\ufffd'] },
  })
})

test('renderResultFile leaves out of a job what only the log says of its start', () => {
  const fields = { id: 'i', name: 'n', definition: 'd:1', queue: 'q', url: 'u', definitionUrl: 'v', queueUrl: 'w' }
  const job = {
    ...{ ...fields, argv: ['dsdt_docker'], seedProblem: { reason: 'of the image', isExpected: true } },
    ...{ adopted: receipt, otherInputs: ['env'] },
  }
  expect(JSON.parse(renderResultFile([{ ...emptyReport, job }]))).toMatchObject({ job: fields })
  expect(Object.keys(JSON.parse(renderResultFile([{ ...emptyReport, job }])).job)).toStrictEqual(Object.keys(fields))
})

test('renderResultFile renders bigints, infinity and NaN as text', () => {
  const [{ comparison } = emptyReport] = states['data-changed'] ?? []
  const now = { type: 'INT64', shape: [1], rows: 1, bytes: 8 } as const
  const none = { nulls: 0, distinct: undefined, sample: undefined }
  const values = { ...none, min: -(2n ** 63n), max: Number.POSITIVE_INFINITY, mean: Number.NaN }
  const column = { name: 'id', status: 'added', base: undefined, differs: [], histogram: undefined } as const
  const columns = [{ ...column, now: { ...now, values } }]
  const changes = comparison && { ...comparison, changes: { ...comparison.changes, columns } }
  const text = renderResultFile([{ ...emptyReport, ...(changes && { comparison: changes }) }])
  expect(JSON.parse(text).comparison.changes.columns).toStrictEqual([
    {
      name: 'id',
      status: 'added',
      now: { ...now, values: { nulls: 0, min: '-9223372036854775808', max: 'Infinity', mean: 'NaN' } },
      differs: [],
    },
  ])
})
