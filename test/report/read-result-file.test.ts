import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ResultFileError, readResultFile } from '../../src/report/read-result-file.ts'
import type { Report } from '../../src/report/report.ts'
import { renderResultFile, resultLimitBytes } from '../../src/report/result-file.ts'
import { arbitraryReport } from './fixtures/arbitrary-report.ts'
import { completeReport } from './fixtures/reports.ts'
import { states } from './fixtures/states.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const read = (value: unknown) =>
  readResultFile(encode(typeof value === 'string' ? value : JSON.stringify(value)), 'run')

/** Removes what a result file does not contain. */
const withoutRunId = ({ runId: _, durationMs, phases, ...report }: Report) => ({
  ...report,
  durationMs: Math.round(durationMs),
  phases: phases.map(({ name, ms }) => ({ name, ms: Math.round(ms) })),
})

describe('readResultFile returns the same report', () => {
  test.each(Object.entries(states))('for the state %s', (_, reports) => {
    const all = reports.map(completeReport)
    const [first, ...others] = all
    const result = first === undefined ? [] : read(renderResultFile([first, ...others]))
    expect(result.map(withoutRunId)).toEqual(all.map(withoutRunId))
    expect(result.map(({ runId }) => runId)).toEqual(all.map((_, index) => `run-${index + 1}`))
  })

  test('for any report', () => {
    fc.assert(
      fc.property(fc.array(arbitraryReport, { minLength: 1, maxLength: 3 }), ([first, ...others]) => {
        if (first === undefined) return
        const result = read(renderResultFile([first, ...others]))
        expect(result.map(withoutRunId)).toEqual([first, ...others].map(withoutRunId))
      }),
      { numRuns: 150 },
    )
  })
})

const [daily] = (states['data-changed'] ?? []).map(completeReport)
const createJson = (changes: Partial<Report> = {}): Record<string, unknown> =>
  daily === undefined ? {} : JSON.parse(renderResultFile([{ ...daily, ...changes }]))

describe('renderResultFile shortens a large report', () => {
  test('until it can be read', () => {
    const tail = Array.from({ length: 1000 }, (_, at) => `${at} ${'x'.repeat(16_000)}`)
    const files = Array.from({ length: 6000 }, (_, at) => ({
      path: `part-${at}`,
      status: 'added' as const,
      base: undefined,
      now: { bytes: at, table: undefined },
    }))
    const baseComparison = daily?.comparison
    if (daily === undefined || baseComparison === undefined) throw new Error('the fixture is missing')
    const large: Report = {
      ...daily,
      log: { lines: 1000, tail },
      comparison: { ...baseComparison, changes: { ...baseComparison.changes, files } },
    }
    const json = renderResultFile([large])
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(resultLimitBytes)
    const [report] = read(json)
    expect(report?.log.tail.at(-1)).toBe(tail.at(-1))
    const { files: kept = [], notes = [] } = report?.comparison?.changes ?? {}
    expect(kept[0]).toEqual(files[0])
    expect(notes).toContain(`The result file contains ${kept.length} of 6000 files.`)
  })

  test('at a long text', () => {
    const [report] = read(createJson({ params: new Map([['text', '😀'.repeat(20_000)]]) }))
    expect(report?.params.get('text')).toMatch(/^(😀)+ …$/u)
  })
})

describe('readResultFile rejects', () => {
  test.each<[string, unknown, RegExp]>([
    ['an empty file', '', /^The file is not JSON/],
    ['half a file', '{"version": 1', /^The file is not JSON/],
    ['a list', [], /^The file must be object/],
    ['another version', { ...createJson(), version: 2 }, /^"\/version" must be equal to constant/],
    ['an unknown field', { ...createJson(), html: '<b>' }, /must NOT have additional properties/],
    [
      'a prototype',
      JSON.stringify(createJson()).replace('{', '{"__proto__": {"status": "x"},'),
      /additional properties/,
    ],
    ['a constructor', { ...createJson(), constructor: {} }, /additional properties/],
    [
      'an unknown field deep inside',
      { ...createJson(), log: { lines: 1, tail: [], toString: 'x' } },
      /additional properties/,
    ],
    ['a number for a text', { ...createJson(), pipeClass: 5 }, /^"\/pipeClass" must be string/],
    [
      'the 99th of a month',
      { ...createJson(), startedAt: '2026-01-99T00:00:00.000Z' },
      /"2026-01-99T.*" is not a time/,
    ],
    ['a long text', { ...createJson(), pipeClass: 'x'.repeat(20_001) }, /must NOT have more than 20000 characters/],
    [
      'a long list',
      { ...createJson(), phases: Array(5001).fill({ name: 'x', ms: 1 }) },
      /NOT have more than 5000 items/,
    ],
    ['nested other runs', { ...createJson(), others: [{ ...createJson(), others: [] }] }, /^"\/others\/0\/\w+" /],
    ['brackets without end', '['.repeat(1_000_000), /^The file is not JSON/],
    [
      'a path that looks like a workflow command',
      { ...createJson(), params: { '\n::error::x': 1 } },
      /^"[^\n]+" must be string/,
    ],
  ])('%s', (_, value, message) => {
    expect(() => read(value)).toThrow(ResultFileError)
    expect(() => read(value)).toThrow(message)
  })

  test('a file above the size limit', () => {
    expect(() => readResultFile(new Uint8Array(resultLimitBytes + 1), 'run')).toThrow(/larger than 4194304 bytes/)
  })

  test('a file that is not UTF-8', () => {
    expect(() => readResultFile(new Uint8Array([0x22, 0xff, 0x22]), 'run')).toThrow(ResultFileError)
  })

  test('any damaged bytes with a ResultFileError, if at all', () => {
    const valid = encode(JSON.stringify(createJson()))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat(valid.length)),
        (bytes, end) => {
          const damaged = valid.slice(0, end ?? undefined)
          for (const [index, byte] of bytes) if (index < damaged.length) damaged[index] = byte
          try {
            readResultFile(damaged, 'run')
          } catch (error) {
            expect(error).toBeInstanceOf(ResultFileError)
            expect(String(error)).not.toMatch(/[\n\r]/)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('any replaced value with a ResultFileError, if at all', () => {
    const paths = listPaths(createJson())
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        try {
          read(replaceAt(createJson(), path, value))
        } catch (error) {
          expect(error).toBeInstanceOf(ResultFileError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('readResultFile for a link', () => {
  test.each([
    ['https://evil.example/', false],
    ['http://us-east-1.console.aws.amazon.com/batch', false],
    ['javascript:alert(1)', false],
    ['https://us-east-1.console.aws.amazon.com.evil.example/', false],
    ['https://us-east-1.console.aws.amazon.com@evil.example/', false],
    ['https://us-east-1.console.aws.amazon.com/) [x](https://evil.example', false],
    ['https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1#jobs/detail/a', true],
    ['https://console.amazonaws.cn/batch/home', true],
  ])('keeps %s: %s', (url, isKept) => {
    const attempts = [{ startedAt: undefined, stoppedAt: undefined, exitCode: 0, reason: 'x', logUrl: url }]
    const job = { id: 'i', name: 'n', url, definitionUrl: url, queueUrl: url }
    const [report] = read(createJson({ job, logUrl: url, attempts }))
    const expected = isKept ? url : undefined
    expect([report?.logUrl, report?.attempts?.[0]?.logUrl]).toEqual([expected, expected])
    expect(report?.job).toEqual({ id: 'i', name: 'n', url: expected, definitionUrl: expected, queueUrl: expected })
  })
})

type Path = readonly (string | number)[]

function listPaths(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => listPaths(inner, [...path, key]))]
}

function replaceAt(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement
  const copy = Array.isArray(value) ? [...value] : { ...Object(value) }
  Reflect.set(copy, key, replaceAt(Reflect.get(copy, key), rest, replacement))
  return copy
}
