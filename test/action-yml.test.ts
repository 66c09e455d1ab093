import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { freshnessOutputNames, outputNames, planOutputNames } from '../src/action/outputs.ts'
import { verdicts } from '../src/errors.ts'
import { getField } from '../src/lib/json.ts'
import { freshnessInputNames } from '../src/plan/freshness/freshness-inputs.ts'
import { inputDefaults, inputNames } from '../src/plan/input-names.ts'
import { reportActionInputNames, reportActionOutputNames } from '../src/plan/report-action-inputs.ts'

const root = dirname(import.meta.dirname)
const read = (path: string) => readFile(join(root, path), 'utf8')

const action: unknown = parse(await read('action.yml'))
const plan: unknown = parse(await read('plan/action.yml'))

function getEntries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

const inputs = getEntries(getField(action, 'inputs'))
const outputs = getEntries(getField(action, 'outputs'))

describe('action.yml', () => {
  test('runs the built files on node 24', () => {
    expect(getField(action, 'runs')).toEqual({ using: 'node24', main: 'dist/main.js', post: 'dist/post.js' })
  })

  test('describes the action', () => {
    expect(getField(action, 'name')).toBeTypeOf('string')
    expect(getField(action, 'description')).toBeTypeOf('string')
    expect(getField(action, 'author')).toBeTypeOf('string')
    expect(getField(action, 'branding')).toEqual({ icon: expect.any(String), color: expect.any(String) })
  })

  test('has the inputs that the action reads, in the same order', () => {
    expect(inputs.map(([name]) => name)).toEqual(inputNames)
  })

  test('has the defaults that the action knows', () => {
    const defaults = inputs.flatMap(([name, input]) => {
      const value = getField(input, 'default')
      return typeof value === 'string' && !value.startsWith('${{') ? [[name, value]] : []
    })
    expect(Object.fromEntries(defaults)).toEqual(Object.fromEntries(inputDefaults))
  })

  test('names in each description a default that is the default', () => {
    const wrong = inputs.filter(([, input]) => {
      const [description, value] = [String(getField(input, 'description')), getField(input, 'default')]
      const named = /Default: `([^`]+)`[.:,;]/.exec(description)?.[1]
      return typeof value === 'string' && !value.startsWith('${{') && named !== value
    })
    expect(wrong.map(([name]) => name)).toEqual([])
  })

  test('names a default, or when it is required, in the description of each other input', () => {
    const silent = inputs.filter(
      ([, input]) => !/Default|Required|Deprecated/.test(String(getField(input, 'description'))),
    )
    expect(silent.map(([name]) => name)).toEqual([])
  })

  test('groups the inputs', async () => {
    const lines = (await read('action.yml')).split('\noutputs:')[0]?.split('\n') ?? []
    expect(lines.filter((line) => line.startsWith('  # '))).toEqual(
      [
        'Pipe',
        'Several runs',
        'Input',
        'Output',
        'Image',
        'Container',
        'AWS',
        'AWS Batch',
        'Pull request',
        'Report',
      ].map((group) => `  # ${group}`),
    )
  })

  test('has the outputs that the action sets, in the same order', () => {
    expect(outputs.map(([name]) => name)).toEqual(outputNames)
  })

  test.each([...inputs, ...outputs])('describes %s', (_, described) => {
    expect(getField(described, 'description')).toEqual(expect.stringMatching(/\S.{10}/))
  })

  // The runner passes text: a bare `true` or `4` in YAML only looks like another type.
  test.each(inputs)('has a text as the default of %s', (_, input) => {
    expect(['string', 'undefined']).toContain(typeof getField(input, 'default'))
  })

  // The runner evaluates expressions in any text of the file, and fails to load the action.
  test.each([...inputs, ...outputs])('has no expression in the description of %s', (_, described) => {
    expect(getField(described, 'description')).not.toContain('${{')
  })

  test('has no default for a required input', () => {
    const both = inputs.filter(
      ([, input]) => getField(input, 'required') === true && getField(input, 'default') !== undefined,
    )
    expect(both).toEqual([])
  })
})

describe('plan/action.yml', () => {
  test('runs a built file on node 24', () => {
    expect(getField(plan, 'runs')).toEqual({ using: 'node24', main: '../dist/plan.js' })
  })

  test('has the outputs that the action sets, in the same order', () => {
    expect(getEntries(getField(plan, 'outputs')).map(([name]) => name)).toEqual(planOutputNames)
  })
})

describe.each([
  { name: 'report', inputNames: reportActionInputNames, outputNames: reportActionOutputNames },
  { name: 'freshness', inputNames: freshnessInputNames, outputNames: freshnessOutputNames },
])('$name/action.yml', async ({ name, ...names }) => {
  const manifest: unknown = parse(await read(`${name}/action.yml`))
  const [ownInputs, ownOutputs] = ['inputs', 'outputs'].map((key) => getEntries(getField(manifest, key)))

  test('runs a built file on node 24', () => {
    expect(getField(manifest, 'runs')).toEqual({ using: 'node24', main: `../dist/${name}.js` })
  })

  test('has the inputs that the action reads and the outputs that it sets, in the same order', () => {
    expect(ownInputs?.map(([input]) => input)).toEqual(names.inputNames)
    expect(ownOutputs?.map(([output]) => output)).toEqual(names.outputNames)
  })

  test('describes the action, its inputs and its outputs', () => {
    const described = [manifest, ...[...(ownInputs ?? []), ...(ownOutputs ?? [])].map(([, one]) => one)]
    for (const one of described) expect(getField(one, 'description')).toEqual(expect.stringMatching(/\S.{10}/))
    expect(getField(manifest, 'branding')).toEqual(getField(action, 'branding'))
  })

  test('has no expression in a description', () => {
    for (const [, described] of [...(ownInputs ?? []), ...(ownOutputs ?? [])])
      expect(getField(described, 'description')).not.toContain('${{')
  })

  test('has texts as defaults', () => {
    const defaults = ownInputs?.map(([, input]) => typeof getField(input, 'default'))
    expect(new Set(defaults)).toEqual(new Set(['undefined', 'string']))
  })
})

describe('docs/troubleshooting.md', () => {
  test('has a section for each verdict', async () => {
    const sections = [...(await read('docs/troubleshooting.md')).matchAll(/^## `(.*)`$/gm)].map(
      ([, verdict]) => verdict,
    )
    expect(sections.toSorted()).toEqual(verdicts.toSorted())
  })
})
