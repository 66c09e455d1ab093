import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { changeKinds } from '../../src/compare/comparison.ts'
import { frameTypes } from '../../src/disdat/format/frame.ts'
import { dialects } from '../../src/disdat/generations.ts'
import { verdicts } from '../../src/errors.ts'
import { type BundleReport, type Report, statuses } from '../../src/report/report.ts'
import { renderResultFile, resultVersion } from '../../src/report/result-file.ts'
import { completeReport } from '../report/fixtures/reports.ts'
import { states } from '../report/fixtures/states.ts'

const path = join(import.meta.dirname, '..', '..', 'docs', 'result.schema.json')
const schema = JSON.parse(await readFile(path, 'utf8'))
const validate = new Ajv2020({ allErrors: true, strictTypes: true }).compile(schema)

/** Lists the schema errors of a value as `path message`. */
function listErrors(value: unknown): readonly string[] {
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const uuid = '0c9f5b0e-58c1-4d0a-9a3f-6d6a3f2f8a11'
const objects = 's3://acme/dsdt/context/shop/objects'

const bundle: BundleReport = {
  name: 'orders.daily',
  uuid,
  uri: `${objects}/${uuid}`,
  createdAt: new Date('2026-01-05T09:30:00.123Z'),
  files: 0,
  bytes: 4096,
  tags: new Map([
    ['committed', 'True'],
    ['__param.day', '2026-01-05'],
  ]),
}

const refused: Report = {
  runId: '0123456789ab',
  pipeClass: '',
  backend: 'Local',
  remote: '',
  context: '',
  startedAt: new Date('2026-01-05T09:29:57.000Z'),
  params: new Map(),
  phases: [],
  durationMs: 12.7,
  status: 'failed',
  failure: { verdict: 'invalid-input', evidence: 'One input is wrong.', advice: 'Fix it.' },
  log: { lines: 0, tail: [] },
}

const succeeded: Report = {
  runId: '0123456789ab',
  pipeClass: 'pipelines.orders.DailyOrders',
  backend: 'Local',
  remote: 's3://acme/dsdt',
  context: 'shop/shop',
  startedAt: new Date('2026-01-05T09:29:57.000Z'),
  params: new Map([['day', '2026-01-05']]),
  phases: [
    { name: 'image', ms: 31.4 },
    { name: 'run', ms: 2104.9 },
  ],
  durationMs: 2890.3,
  status: 'succeeded',
  image: { reference: 'acme/orders:1', pinned: `acme/orders@sha256:${'a'.repeat(64)}`, dialect: 'luigi' },
  job: { id: 'f'.repeat(64), name: 'disdat-pipelines-orders-0123456789ab' },
  exitCode: 0,
  input: { ...bundle, name: 'raw.orders', pushed: true },
  output: bundle,
  outputPath: '/home/runner/.disdat/context/shop/objects/0c9f5b0e-58c1-4d0a-9a3f-6d6a3f2f8a11',
  newerUpstream: [
    {
      name: 'raw.orders',
      uuid,
      createdAt: new Date('2026-01-06T09:30:00.000Z'),
      used: { uuid, createdAt: new Date('2026-01-05T09:30:00.000Z') },
    },
  ],
  reuse: { possible: false, why: 'Not possible: `force` is set.' },
  log: { lines: 2, tail: ['kept 4 of 5 orders', '::error::not ours'] },
}

const failed: Report = {
  ...succeeded,
  status: 'failed',
  exitCode: 74,
  // Before a run ends, its output is the requested bundle.
  output: { name: '-', uuid, uri: `${objects}/${uuid}` },
  failure: {
    verdict: 'pipe-error',
    evidence: "Task DailyOrders() failed with KeyError: 'day'.",
    advice: 'Fix the pipe.',
    where: { file: 'pipelines/orders.py', line: 63 },
  },
}

const reports: readonly (readonly [string, Report])[] = [
  ['a run with refused inputs', refused],
  ['a new bundle', succeeded],
  [
    'a sandbox that was deleted',
    {
      ...removeFailure(refused),
      status: 'succeeded',
      remote: 's3://acme/dsdt',
      context: 'pr-7/local',
      cleanup: { bundles: 2, objects: 7, bytes: 4096, isVersioned: false },
    },
  ],
  [
    'a sandbox that was filled from its base',
    {
      ...succeeded,
      input: { ...bundle, pushed: false, copiedFrom: 'prod' },
      copied: [{ ...bundle, name: 'fx_rates', copiedFrom: 'prod' }],
    },
  ],
  ['a reused bundle that is not pulled', removePath({ ...succeeded, status: 'reused' })],
  ['a failure in the pipe', failed],
  ['a dry run', removePath({ ...succeeded, status: 'skipped' })],
  [
    'a Batch job that has ended, with a second attempt',
    {
      ...succeeded,
      backend: 'AWSBatch',
      job: { id: 'j', name: 'n', definition: 'd:1', url: 'https://console/j' },
      logUrl: 'https://console/l',
      attempts: [
        {
          startedAt: new Date(0),
          stoppedAt: new Date(1),
          exitCode: 0,
          reason: 'Essential container in task exited',
          logUrl: 'https://console/l',
        },
        { startedAt: undefined, stoppedAt: undefined, exitCode: undefined, reason: undefined, logUrl: undefined },
      ],
    },
  ],
  [
    'a Batch job that continues',
    removePath({
      ...succeeded,
      status: 'detached',
      left: { why: 'GitHub ends this job soon.', snippet: '- uses: x' },
    }),
  ],
  [
    'a cancelled run',
    { ...failed, status: 'cancelled', failure: { verdict: 'cancelled', evidence: 'Cancelled.', advice: 'Again.' } },
  ],
]

function removeFailure({ failure: _, ...report }: Report): Report {
  return report
}

function removePath({ outputPath: _, ...report }: Report): Report {
  return report
}

const parseResultFile = (report: Report): Record<string, unknown> => JSON.parse(renderResultFile([report]))

describe('docs/result.schema.json', () => {
  test.each(reports)('accepts the result file of %s', (_, report) => {
    expect(listErrors(parseResultFile(report))).toEqual([])
  })

  test.each(Object.entries(states))('accepts the result file of a run that is %s', (_, [report = refused]) => {
    expect(listErrors(parseResultFile(completeReport(report)))).toEqual([])
  })

  test('accepts the results of several jobs', () => {
    const value = JSON.parse(renderResultFile([succeeded, failed, refused]))
    expect(listErrors(value)).toEqual([])
    expect(listErrors({ ...value, others: [{ ...value.others[0], version: 1 }] })).toContain(
      '/others/0/version boolean schema is false',
    )
  })

  test('limits every text and list', () => {
    const unlimited: string[] = []
    const look = (node: unknown, path: string) => {
      const { type, maxLength, maxItems, pattern }: Record<string, unknown> = Object(node)
      if (type === 'string' && maxLength === undefined && !/^\^.*\$$/.test(String(pattern))) unlimited.push(path)
      if (type === 'array' && maxItems === undefined) unlimited.push(path)
      if (typeof node === 'object') for (const [key, inner] of Object.entries(node ?? {})) look(inner, `${path}/${key}`)
    }
    look(schema, '')
    expect(unlimited).toEqual([])
  })

  test('has the same enum values as the code', () => {
    const { status, verdict, version, image, comparison } = schema.$defs.run.properties
    expect(status.enum).toEqual(statuses)
    expect(verdict.enum).toEqual(verdicts)
    expect(version.const).toBe(resultVersion)
    expect(image.properties.dialect.enum).toEqual(dialects)
    expect(comparison.properties.kind.enum).toEqual(changeKinds)
    expect(schema.$defs.column.properties.type.enum).toEqual(frameTypes)
  })

  test.each(verdicts)('accepts a failure with the verdict %s', (verdict) => {
    const status = verdict === 'cancelled' ? 'cancelled' : 'failed'
    expect(listErrors({ ...parseResultFile(failed), status, verdict })).toEqual([])
  })

  test.each([
    ['an unknown field', { retries: 1 }, 'must NOT have additional properties'],
    ['another version', { version: 2 }, '/version'],
    ['an unknown status', { status: 'done' }, '/status'],
    ['a detached job without the step that attaches', { status: 'detached' }, "must have required property 'left'"],
    ['a success with a verdict', { verdict: 'timeout' }, '/verdict'],
    ['a success without output', { output: undefined }, "must have required property 'output'"],
    ['a failure without a reason', { status: 'failed' }, "must have required property 'verdict'"],
    ['a cancellation with another verdict', { ...failed.failure, status: 'cancelled' }, '/verdict'],
    ['a failure with the verdict cancelled', { ...failed.failure, status: 'failed', verdict: 'cancelled' }, '/verdict'],
    ['a parameter that is not a text', { params: { day: 5 } }, '/params/day'],
    ['a local time', { startedAt: '2026-01-05T09:29:57+01:00' }, '/startedAt'],
    ['half a millisecond', { durationMs: 0.5 }, '/durationMs'],
    ['a remote that is not an S3 URL', { remote: 'https://acme' }, '/remote'],
    ['an output with an unknown field', { output: { ...failed.output, pushed: true } }, '/output'],
    ['an invalid uuid', { output: { name: 'a', uuid: 'x', uri: `${objects}/${uuid}` } }, '/output/uuid'],
    ['an input without its field pushed', { input: failed.output }, '/input'],
    ['an image with its environment', { image: { ...succeeded.image, env: {} } }, '/image'],
    ['a log without its tail', { log: { lines: 3 } }, '/log'],
  ])('rejects %s', (_, change, message) => {
    const value = JSON.parse(JSON.stringify({ ...parseResultFile(succeeded), ...change }))
    expect(listErrors(value)).toContainEqual(expect.stringContaining(message))
  })
})
