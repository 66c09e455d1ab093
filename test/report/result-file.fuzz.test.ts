import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readResultFile } from '../../src/report/read-result-file.ts'
import type { Report } from '../../src/report/report.ts'
import { renderResultFile } from '../../src/report/result-file.ts'
import { completeReport } from './fixtures/reports.ts'
import { states } from './fixtures/states.ts'

const schema = JSON.parse(await readFile(new URL('../../docs/result.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ allErrors: true, strictTypes: false, strict: false }).compile(schema)

/** Fields whose values the action chooses or checks; all others can hold anything. */
const checked = new Set(
  [
    'runId',
    'status',
    'verdict',
    'backend',
    'remote',
    'context',
    'dialect',
    'uuid',
    'uri',
    'choice',
    'kind',
    'type',
  ].concat(
    [
      'level',
      'state',
      'differs',
      'kinds',
      'format',
      'startedAt',
      'pipeClass',
      'copiedFrom',
      'trigger',
      'reference',
      'pinned',
      'job',
      'why',
      'unknown',
      'by',
      'how',
      'at',
    ],
    ['snippet', 'rule', 'rules', 'quantity', 'phases', 'notCompared', 'outputPath', 'note', 'logUrl', 'file'],
  ),
)

const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    '\ud800',
    '\0',
    '__proto__',
    'constructor',
    '\u2028',
    'x'.repeat(30_000),
    '\ud83d\ude00'.repeat(20_000),
  ),
  fc.string({ unit: 'binary', maxLength: 10 }),
)
const hostileTime = fc.oneof(
  fc.date({ noInvalidDate: false }),
  fc.constantFrom(
    new Date(Number.NaN),
    new Date(-62_135_596_800_001),
    new Date(253_402_300_800_000),
    new Date(8.64e15),
  ),
)
const hostileNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e300, -0))

type Choose = <T>(arbitrary: fc.Arbitrary<T>) => T

/** A report with other texts, times and map keys, and other statistics of numbers. */
function makeHostile(value: unknown, choose: Choose, key = ''): unknown {
  if (checked.has(key)) return value
  if (typeof value === 'string') return choose(hostileText)
  if (value instanceof Date) return choose(hostileTime)
  if (typeof value === 'number')
    return ['min', 'max', 'mean', 'ms', 'durationMs'].includes(key) ? choose(hostileNumber) : value
  if (value instanceof Map) {
    return new Map(
      [...value].flatMap(([name, text]) => [
        [name, makeHostile(text, choose)],
        [choose(hostileText), text],
      ]),
    )
  }
  if (Array.isArray(value)) return value.map((item) => makeHostile(item, choose, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, makeHostile(inner, choose, name)]))
}

const isReport = (value: unknown): value is Report =>
  typeof value === 'object' && value !== null && 'pipeClass' in value

describe('renderResultFile', () => {
  test('writes what the schema allows and the report action reads, for any texts, times and numbers', () => {
    const reports = Object.values(states)
      .flatMap((state) => state.slice(0, 3))
      .filter(({ status }) => status !== undefined)
      .map(completeReport)
    fc.assert(
      fc.property(fc.constantFrom(...reports), fc.gen(), (report, generate) => {
        const hostile = makeHostile(report, (arbitrary) => generate(() => arbitrary))
        if (!isReport(hostile)) throw new Error('not a report')
        const text = renderResultFile([hostile])
        validate(JSON.parse(text))
        const errors = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
        expect(errors).toStrictEqual([])
        readResultFile(Buffer.from(text), 'run')
      }),
      { numRuns: 300 },
    )
  })

  test('shortens keys, and keeps the first of those that become equal', () => {
    const [report] = states['succeeded'] ?? []
    if (report === undefined) throw new Error('no report')
    const long = 'k'.repeat(25_000)
    const params = new Map([
      [`${long}1`, 'first'],
      [`${long}2`, 'second'],
      ['day', '1'],
    ])
    const result = JSON.parse(renderResultFile([{ ...report, params }]))
    expect(Object.values(result.params)).toStrictEqual(['first', '1'])
  })
})
