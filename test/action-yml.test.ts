import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { outputNames } from '../src/action/outputs.ts'
import { verdicts } from '../src/errors.ts'
import { inputNames } from '../src/plan/inputs.ts'
import { reportActionInputNames, reportActionOutputNames } from '../src/plan/report-action-inputs.ts'

const root = dirname(import.meta.dirname)
const read = (path: string) => readFile(join(root, path), 'utf8')

const action: unknown = parse(await read('action.yml'))
const report: unknown = parse(await read('report/action.yml'))
const readme = await read('README.md')

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => new Map(entries(inner)).get(key), value)
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

const inputs = entries(at(action, 'inputs'))
const outputs = entries(at(action, 'outputs'))

/** The rows of all tables below the heading `## title`, up to the next of its level: cells without their borders. */
function tableRows(markdown: string, title: string, level = '##'): string[][] {
  const lines = markdown.split('\n')
  const start = lines.indexOf(`${level} ${title}`)
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## ') || line.startsWith(`${level} `))
  const section = start < 0 ? [] : lines.slice(start + 1, length < 0 ? undefined : start + 1 + length)
  return section
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

const code = (cell: string | undefined) => cell?.match(/^`(.*)`$/)?.[1]

describe('action.yml', () => {
  test('runs the built files on node 24', () => {
    expect(at(action, 'runs')).toEqual({ using: 'node24', main: 'dist/main.js', post: 'dist/post.js' })
  })

  test('says what it is', () => {
    expect(at(action, 'name')).toBeTypeOf('string')
    expect(at(action, 'description')).toBeTypeOf('string')
    expect(at(action, 'author')).toBeTypeOf('string')
    expect(at(action, 'branding')).toEqual({ icon: expect.any(String), color: expect.any(String) })
  })

  test('has the inputs that are read, in the same order', () => {
    expect(inputs.map(([name]) => name)).toEqual(inputNames)
  })

  test('has the outputs that are set, in the same order', () => {
    expect(outputs.map(([name]) => name)).toEqual(outputNames)
  })

  test.each([...inputs, ...outputs])('%s has a description', (_, described) => {
    expect(at(described, 'description')).toEqual(expect.stringMatching(/\S.{10}/))
  })

  // The runner hands over text: a bare `true` or `4` in YAML only looks like something else.
  test.each(inputs)('the default of %s is text', (_, input) => {
    expect(['string', 'undefined']).toContain(typeof at(input, 'default'))
  })

  test('asks for nothing twice: what is required has no default', () => {
    const both = inputs.filter(([, input]) => at(input, 'required') === true && at(input, 'default') !== undefined)
    expect(both).toEqual([])
  })
})

describe('report/action.yml', () => {
  test('runs a built file on node 24, beside those of the action', () => {
    expect(at(report, 'runs')).toEqual({ using: 'node24', main: '../dist/report.js' })
  })

  test('has the inputs that are read and the outputs that are set, in the same order', () => {
    expect(entries(at(report, 'inputs')).map(([name]) => name)).toEqual(reportActionInputNames)
    expect(entries(at(report, 'outputs')).map(([name]) => name)).toEqual(reportActionOutputNames)
  })

  test('says what it is, and what each of them is', () => {
    const described = [
      report,
      ...[...entries(at(report, 'inputs')), ...entries(at(report, 'outputs'))].map(([, it]) => it),
    ]
    for (const one of described) expect(at(one, 'description')).toEqual(expect.stringMatching(/\S.{10}/))
    expect(at(report, 'branding')).toEqual(at(action, 'branding'))
  })

  test('has texts for defaults', () => {
    const defaults = entries(at(report, 'inputs')).map(([, input]) => typeof at(input, 'default'))
    expect(new Set(defaults)).toEqual(new Set(['undefined', 'string']))
  })
})

describe('README.md', () => {
  test('lists the inputs of the report action with their defaults', () => {
    const told = tableRows(readme, 'Pull requests from forks', '###').map(([name, given]) => [
      code(name),
      code(given) ?? given,
    ])
    const wanted = entries(at(report, 'inputs')).map(([name, input]) => [
      name,
      at(input, 'required') === true ? 'required' : (at(input, 'default') ?? ''),
    ])
    expect(told).toEqual(wanted)
  })

  test('lists the inputs with their defaults', () => {
    const told = tableRows(readme, 'Inputs').map(([name, given]) => [code(name), code(given) ?? given])
    const wanted = inputs.map(([name, input]) => [
      name,
      at(input, 'required') === true ? 'required' : (at(input, 'default') ?? ''),
    ])
    expect(told).toEqual(wanted)
  })

  test('lists the outputs', () => {
    expect(tableRows(readme, 'Outputs').map(([name]) => code(name))).toEqual(outputNames)
  })
})

describe('docs/troubleshooting.md', () => {
  test('has one section for each verdict', async () => {
    const sections = [...(await read('docs/troubleshooting.md')).matchAll(/^## `(.*)`$/gm)].map(
      ([, verdict]) => verdict,
    )
    expect(sections.toSorted()).toEqual(verdicts.toSorted())
  })
})
