import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ColumnFacts, Comparison } from '../../src/compare/comparison.ts'
import { frameTypes } from '../../src/disdat/format/frame.ts'
import { verdicts } from '../../src/errors.ts'
import { ResultFileError, readResultFile } from '../../src/report/read-result-file.ts'
import type { Report } from '../../src/report/report.ts'
import { renderResultFile, resultLimitBytes } from '../../src/report/result-file.ts'
import { completeReport } from './fixtures/reports.ts'
import { states } from './fixtures/states.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (value: unknown) =>
  readResultFile(bytesOf(typeof value === 'string' ? value : JSON.stringify(value)), 'run')

/** What no result file holds. */
const withoutId = ({ runId: _, durationMs, phases, ...report }: Report) => ({
  ...report,
  durationMs: Math.round(durationMs),
  phases: phases.map(({ name, ms }) => ({ name, ms: Math.round(ms) })),
})

describe('a report comes back as it was', () => {
  test.each(Object.entries(states))('%s', (_, reports) => {
    const all = reports.map(completeReport)
    const [first, ...others] = all
    const back = first === undefined ? [] : read(renderResultFile([first, ...others]))
    expect(back.map(withoutId)).toEqual(all.map(withoutId))
    expect(back.map(({ runId }) => runId)).toEqual(all.map((_one, at) => `run-${at + 1}`))
  })

  test('whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(reports, { minLength: 1, maxLength: 3 }), ([first, ...others]) => {
        if (first === undefined) return
        const back = read(renderResultFile([first, ...others]))
        expect(back.map(withoutId)).toEqual([first, ...others].map(withoutId))
      }),
      { numRuns: 150 },
    )
  })
})

const text = fc.string({ unit: 'binary', maxLength: 20 })
const some = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
const count = fc.nat(10_000)
const time = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
const map = fc.array(fc.tuple(text, text), { maxLength: 4 }).map((pairs) => new Map(pairs))
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const many = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 })
const change = <T>(of: fc.Arbitrary<T>) => fc.record({ base: maybe(of), now: maybe(of) })
const uuids = fc.uuid()
/** -0 is 0 in JSON. */
const number = fc.double({ noNaN: true }).map((value) => value + 0)
const amount = fc.oneof(number, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), fc.constant(Number.NaN))
const bundle = uuids.chain((id) =>
  fc.record(
    {
      name: text,
      uuid: fc.constant(id),
      uri: fc.constant(`s3://bucket/objects/${id}`),
      createdAt: time,
      files: count,
      bytes: count,
      tags: map,
    },
    { requiredKeys: ['name', 'uuid', 'uri'] },
  ),
)
const status = fc.constantFrom('added', 'removed', 'changed', 'same', 'unknown')

const facts: fc.Arbitrary<ColumnFacts> = fc.record({
  type: fc.constantFrom(...frameTypes),
  shape: many(count),
  rows: count,
  bytes: count,
  values: maybe(
    fc.record({
      nulls: count,
      distinct: maybe(fc.record({ count, isExact: fc.boolean() })),
      min: maybe(amount),
      max: maybe(amount),
      mean: maybe(fc.oneof(number, fc.constant(Number.NaN))),
      sample: maybe(text),
    }),
  ),
})

const file = fc.record({
  bytes: count,
  table: maybe(
    fc.record({
      format: fc.constantFrom('parquet', 'csv'),
      rows: maybe(count),
      columns: many(fc.record({ name: text, type: text })),
    }),
  ),
})

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)

const comparison: fc.Arbitrary<Comparison> = fc.record({
  isSame: maybe(fc.boolean()),
  presentation: change(text),
  rows: change(count),
  bytes: change(count),
  columns: many(
    fc.record({
      name: text,
      status,
      base: maybe(facts),
      now: maybe(facts),
      differs: fc.subarray(['type', 'shape', 'place', 'values'] as const),
      histogram: maybe(fc.record({ from: finite, to: finite, base: maybe(many(count)), now: maybe(many(count)) })),
    }),
  ),
  files: many(fc.record({ path: text, status, base: maybe(file), now: maybe(file) })),
  nested: many(fc.record({ frame: text, status, uuids: change(text), name: text })),
  tags: many(fc.record({ key: text, status, values: change(text) })),
  durationMs: change(count),
  notes: many(text),
})

const node = fc.record(
  {
    id: some,
    name: text,
    state: fc.constantFrom('produced', 'reused', 'external', 'missing', 'failed'),
    createdAt: time,
    codeMethod: text,
    commit: text,
    repo: text,
  },
  { requiredKeys: ['id', 'name', 'state'] },
)

const consolePage = fc.constantFrom(
  'https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1#jobs/detail/0d3f',
  'https://console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#logsV2:log-groups/log-group/$252Faws',
)

const base = fc
  .tuple(
    bundle,
    fc.record(
      { context: some, choice: fc.constantFrom('asked-for', 'ancestor', 'newest'), note: some, commit: text },
      { requiredKeys: ['context', 'choice'] },
    ),
  )
  .map(([one, more]) => ({ ...one, ...more }))

const reports: fc.Arbitrary<Report> = fc.record(
  {
    runId: text,
    pipeClass: text,
    backend: fc.constantFrom('Local', 'AWSBatch'),
    remote: fc.constantFrom('', 's3://bucket/prefix'),
    context: fc.constantFrom('', 'shop/local'),
    startedAt: time,
    params: map,
    phases: many(fc.record({ name: some, ms: fc.double({ min: 0, max: 1e6, noNaN: true }) })),
    durationMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
    status: fc.constant('failed'),
    failure: fc.record(
      {
        verdict: fc.constantFrom(...verdicts.filter((verdict) => verdict !== 'cancelled')),
        evidence: some,
        advice: some,
        where: fc.record({ file: some, line: count }),
      },
      { requiredKeys: ['verdict', 'evidence', 'advice'] },
    ),
    image: fc.record({ reference: some, pinned: some, dialect: fc.constantFrom('classic', 'luigi') }),
    job: fc.record(
      {
        ...{ id: some, name: some, definition: some, queue: some },
        ...{ url: consolePage, definitionUrl: consolePage, queueUrl: consolePage },
      },
      { requiredKeys: ['id', 'name'] },
    ),
    logUrl: consolePage,
    attempts: many(
      fc.record({
        startedAt: maybe(time),
        stoppedAt: maybe(time),
        exitCode: maybe(fc.integer()),
        reason: maybe(text),
        logUrl: maybe(consolePage),
      }),
    ),
    left: fc.record({ why: some, snippet: some }),
    exitCode: fc.integer(),
    input: fc.tuple(bundle, fc.boolean()).map(([one, pushed]) => ({ ...one, pushed })),
    copied: many(fc.tuple(bundle, some).map(([one, copiedFrom]) => ({ ...one, copiedFrom }))),
    output: bundle,
    outputPath: some,
    reuse: fc.record({ possible: maybe(fc.boolean()), why: some }),
    newerUpstream: many(
      fc.record({ name: some, uuid: uuids, createdAt: time, used: fc.record({ uuid: uuids, createdAt: time }) }),
    ),
    notCompared: some,
    comparison: fc.record({
      base: maybe(base),
      kind: fc.constantFrom('none', 'data', 'schema', 'first-version', 'unknown'),
      changes: comparison,
    }),
    rules: fc.record({
      checked: many(some),
      breaches: many(fc.record({ rule: some, evidence: some })),
      undecided: many(fc.record({ rule: some, why: some })),
    }),
    lineage: fc.record({
      nodes: many(node),
      edges: many(fc.record({ from: text, to: text })),
      isCut: fc.boolean(),
    }),
    cost: fc.record({ vcpuHours: count, gibHours: count }, { requiredKeys: [] }),
    annotations: many(
      fc.record({
        level: fc.constantFrom('error', 'warning'),
        file: some,
        line: count,
        title: text,
        message: text,
      }),
    ),
    log: fc.record({ lines: count, tail: many(text) }),
  },
  {
    requiredKeys: [
      ...(['runId', 'pipeClass', 'backend', 'remote', 'context', 'startedAt', 'params', 'phases'] as const),
      ...(['durationMs', 'status', 'failure', 'log'] as const),
    ],
  },
)

const [daily] = (states['data-changed'] ?? []).map(completeReport)
const written = (news: Partial<Report> = {}): Record<string, unknown> =>
  daily === undefined ? {} : JSON.parse(renderResultFile([{ ...daily, ...news }]))

describe('what is very large', () => {
  test('is cut until it can be read', () => {
    const tail = Array.from({ length: 1000 }, (_, at) => `${at} ${'x'.repeat(16_000)}`)
    const files = Array.from({ length: 6000 }, (_, at) => ({
      path: `part-${at}`,
      status: 'added' as const,
      base: undefined,
      now: { bytes: at, table: undefined },
    }))
    const comparisonOf = daily?.comparison
    if (daily === undefined || comparisonOf === undefined) throw new Error('no such report')
    const large: Report = {
      ...daily,
      log: { lines: 1000, tail },
      comparison: { ...comparisonOf, changes: { ...comparisonOf.changes, files } },
    }
    const json = renderResultFile([large])
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(resultLimitBytes)
    const [back] = read(json)
    expect(back?.log.tail.at(-1)).toBe(tail.at(-1))
    const { files: kept = [], notes = [] } = back?.comparison?.changes ?? {}
    expect(kept[0]).toEqual(files[0])
    expect(notes).toContain(`The result file holds ${kept.length} of 6000 files.`)
  })

  test('is cut where it is one text', () => {
    const [back] = read(written({ params: new Map([['text', '😀'.repeat(20_000)]]) }))
    expect(back?.params.get('text')).toMatch(/^(😀)+ …$/u)
  })
})

describe('a file that is none of ours is refused', () => {
  test.each<[string, unknown, RegExp]>([
    ['nothing', '', /^It is no JSON/],
    ['half a file', '{"version": 1', /^It is no JSON/],
    ['a list', [], /^It must be object/],
    ['another version', { ...written(), version: 2 }, /^At "\/version" it must be equal to constant/],
    ['a field that nobody knows', { ...written(), html: '<b>' }, /must NOT have additional properties/],
    ['a prototype', JSON.stringify(written()).replace('{', '{"__proto__": {"status": "x"},'), /additional properties/],
    ['a constructor', { ...written(), constructor: {} }, /additional properties/],
    ['one deep inside', { ...written(), log: { lines: 1, tail: [], toString: 'x' } }, /additional properties/],
    ['a number for a text', { ...written(), pipeClass: 5 }, /^At "\/pipeClass" it must be string/],
    ['the 99th of a month', { ...written(), startedAt: '2026-01-99T00:00:00.000Z' }, /"2026-01-99T.*" is no time/],
    ['a long text', { ...written(), pipeClass: 'x'.repeat(20_001) }, /must NOT have more than 20000 characters/],
    ['a long list', { ...written(), phases: Array(5001).fill({ name: 'x', ms: 1 }) }, /NOT have more than 5000 items/],
    ['others of others', { ...written(), others: [{ ...written(), others: [] }] }, /^At "\/others\/0\/\w+"/],
    ['brackets without end', '['.repeat(1_000_000), /^It is no JSON/],
    [
      'a place that would be a command',
      { ...written(), params: { '\n::error::x': 1 } },
      /^At "[^\n]+" it must be string/,
    ],
  ])('%s', (_, value, message) => {
    expect(() => read(value)).toThrow(ResultFileError)
    expect(() => read(value)).toThrow(message)
  })

  test('one that is larger than any', () => {
    expect(() => readResultFile(new Uint8Array(resultLimitBytes + 1), 'run')).toThrow(/larger than 4194304 bytes/)
  })

  test('one that is no UTF-8', () => {
    expect(() => readResultFile(new Uint8Array([0x22, 0xff, 0x22]), 'run')).toThrow(ResultFileError)
  })

  test('and nothing worse, whatever became of its bytes', () => {
    const good = bytesOf(JSON.stringify(written()))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat(good.length)),
        (bytes, end) => {
          const spoilt = good.slice(0, end ?? undefined)
          for (const [at, byte] of bytes) if (at < spoilt.length) spoilt[at] = byte
          try {
            readResultFile(spoilt, 'run')
          } catch (error) {
            expect(error).toBeInstanceOf(ResultFileError)
            expect(String(error)).not.toMatch(/[\n\r]/)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('and nothing worse, whatever became of its values', () => {
    const places = pathsIn(written())
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
        try {
          read(replaced(written(), path, value))
        } catch (error) {
          expect(error).toBeInstanceOf(ResultFileError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a link', () => {
  test.each([
    ['https://evil.example/', false],
    ['http://us-east-1.console.aws.amazon.com/batch', false],
    ['javascript:alert(1)', false],
    ['https://us-east-1.console.aws.amazon.com.evil.example/', false],
    ['https://us-east-1.console.aws.amazon.com@evil.example/', false],
    ['https://us-east-1.console.aws.amazon.com/) [x](https://evil.example', false],
    ['https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1#jobs/detail/a', true],
    ['https://console.amazonaws.cn/batch/home', true],
  ])('%s is kept: %s', (url, isKept) => {
    const attempts = [{ startedAt: undefined, stoppedAt: undefined, exitCode: 0, reason: 'x', logUrl: url }]
    const job = { id: 'i', name: 'n', url, definitionUrl: url, queueUrl: url }
    const [back] = read(written({ job, logUrl: url, attempts }))
    const wanted = isKept ? url : undefined
    expect([back?.logUrl, back?.attempts?.[0]?.logUrl]).toEqual([wanted, wanted])
    expect(back?.job).toEqual({ id: 'i', name: 'n', url: wanted, definitionUrl: wanted, queueUrl: wanted })
  })
})

type Path = readonly (string | number)[]

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  const copy = Array.isArray(value) ? [...value] : { ...Object(value) }
  Reflect.set(copy, key, replaced(Reflect.get(copy, key), rest, by))
  return copy
}
