import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { getField } from '../../src/lib/json.ts'
import { relationKeys, runKeys } from '../../src/plan/runs/run-keys.ts'
import { batchEnv } from '../plan/fixtures.ts'
import { createSource, planSource } from '../plan/runs/fixtures.ts'
import { root } from '../testbed/process.ts'

const schema: unknown = JSON.parse(await readFile(join(root, 'docs/runs.schema.json'), 'utf8'))
const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(Object(schema))

interface Example {
  readonly kind: 'runs' | 'each'
  readonly text: string
}

/** The value of all expressions of an example. */
const day = '2026-07-01'

/**
 * Every text of `runs` and `each` in the YAML blocks of a page or in a workflow, with a day for each expression. A text
 * that is only an expression is left out.
 */
async function findExamples(file: string): Promise<readonly Example[]> {
  const text = (await readFile(join(root, file), 'utf8')).replaceAll(/\$\{\{.*?\}\}/g, day)
  const blocks = file.endsWith('.md')
    ? [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block = '']) => block)
    : [text]
  return blocks.flatMap((block) => listExamples(parse(block)))
}

/** The inputs of a step are under `with`, or a block has nothing else. */
function listExamples(value: unknown, hasInputs = true): readonly Example[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    hasInputs && (key === 'runs' || key === 'each') && typeof inner === 'string' && inner !== day
      ? [{ kind: key, text: inner }]
      : listExamples(inner, key === 'with'),
  )
}

const workflows = ['examples/workflows/backfill.yml', 'examples/workflows/nightly.yml']
const examples = await Promise.all(['docs/backfill.md', ...workflows].map(findExamples))

describe('docs/runs.schema.json', () => {
  test('has the keys of a run that the action reads', () => {
    const properties = Object.keys(Object(getField(schema, '$defs', 'run', 'properties')))
    expect(properties).toStrictEqual([...runKeys.keys(), ...relationKeys])
  })

  test('accepts the examples of the page and of the workflows, which make a plan', () => {
    for (const found of examples) expect(found.length).toBeGreaterThan(0)
    for (const { kind, text } of examples.flat()) {
      const example: unknown = parse(text)
      validate(kind === 'runs' ? example : { run: { each: example } })
      expect(validate.errors ?? []).toStrictEqual([])
      const env = { ...batchEnv, ...(kind === 'runs' && { 'INPUT_PIPE-CLASS': '' }) }
      expect(planSource(createSource(text, kind), env).problems).toStrictEqual([])
    }
  })

  test.each([
    ['a run without keys', 'a:\nb: {}'],
    [
      'all forms of values',
      'a: { params: { n: [1] }, env: [A], output-tags: { k: 1 }, input-tags: "k:v", force: true }',
    ],
    ['all forms of `each`', 'a: { each: { n: [1, x], m: 1..2, d: { range: -2..today, every: 1w, timezone: UTC } } }'],
    ['one need and several', 'a: {}\nb: { needs: a }\nc: { needs: [a, b], when: always }'],
    ['a run that another step makes', 'a: { when: never }\nb: { needs: a }'],
    ['one label of a runner and several', 'a: { runs-on: large }\nb: { runs-on: [self-hosted, gpu] }'],
  ])('and the action accept %s', (_, yaml) => {
    expect(validate(parse(yaml))).toBe(true)
    expect(planSource(createSource(yaml)).problems).toStrictEqual([])
  })

  test.each([
    ['no run', '{}'],
    ['a list', '[a]'],
    ['a name with a dot', 'a.b: {}'],
    ['an input of the step', 'a: { remote: s3://x }'],
    ['an unknown key', 'a: { pipe: x }'],
    ['an empty list of values', 'a: { each: { n: [] } }'],
    ['a value twice', 'a: { each: { n: [1, 1] } }'],
    ['an empty `each`', 'a: { each: {} }'],
    ['a step of hours', 'a: { each: { n: { range: today, every: 1h } } }'],
    ['an unknown condition', 'a: { when: later }'],
    ['an empty label', 'a: { runs-on: [""] }'],
    ['no label', 'a: { runs-on: [] }'],
    ['a group of runners', 'a: { runs-on: { group: x } }'],
    ['a map as a text', 'a: { image: { name: x } }'],
    ['a list as `params`', 'a: { params: [n] }'],
  ])('and the action refuse %s', (_, yaml) => {
    expect(validate(parse(yaml))).toBe(false)
    expect(planSource(createSource(yaml)).problems).not.toStrictEqual([])
  })
})
