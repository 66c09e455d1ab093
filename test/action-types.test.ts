import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { changeKinds } from '../src/compare/comparison.ts'
import { getField, getList, getString } from '../src/lib/json.ts'
import { statuses } from '../src/report/report.ts'
import { root } from './testbed/process.ts'

/** The forms of https://github.com/typesafegithub/github-actions-typing, without the lists of numbers. */
const isTyping = new Ajv().compile({
  type: 'object',
  additionalProperties: false,
  required: ['inputs', 'outputs'],
  patternProperties: {
    '^(inputs|outputs)$': { type: 'object', additionalProperties: { $ref: '#/definitions/typed' } },
  },
  definitions: {
    typed: {
      oneOf: [
        fixed({ type: { enum: ['string', 'boolean', 'integer', 'float'] } }),
        fixed({ type: { const: 'integer' }, 'named-values': { additionalProperties: { type: 'integer' } } }),
        fixed({ type: { const: 'enum' }, 'allowed-values': { type: 'array', items: { type: 'string' } } }),
        fixed({
          type: { const: 'list' },
          separator: { enum: ['\n', ','] },
          'list-item': fixed({ type: { const: 'string' } }),
        }),
      ],
    },
  },
})

function fixed(properties: object) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

const read = async (file: string): Promise<unknown> => parse(await readFile(join(root, file), 'utf8'))

/** What the description of an input in the manifest says about its type; undefined where it leaves it open. */
function readType(description: string): string | undefined {
  if (/Accepts `true` or `false`/.test(description)) return 'boolean'
  if (/Accepts a whole number|or a whole number of seconds/.test(description)) return 'integer'
  if (/Accepts a number from/.test(description)) return 'float'
  if (/Accepts a YAML map/.test(description)) return 'string'
  if (/one per line|per line[;.,]|separated by commas or line breaks/.test(description)) return 'list'
  return undefined
}

describe.each(['', 'report/', 'plan/', 'freshness/'])('%saction-types.yml', async (folder) => {
  const [manifest, types] = [await read(`${folder}action.yml`), await read(`${folder}action-types.yml`)]
  const inputs: [string, unknown][] = Object.entries(Object(getField(manifest, 'inputs')))
  const getType = (name: string) => getField(getField(types, 'inputs'), name)

  test('has the form that github-actions-typing defines', () => {
    isTyping(types)
    expect(isTyping.errors ?? []).toEqual([])
  })

  test.each(['inputs', 'outputs'])('has the %s of action.yml, in the same order', (part) => {
    const names = (value: unknown) => Object.keys(Object(getField(value, part)))
    expect(names(types)).toEqual(names(manifest))
  })

  test('has the type that the description of an input gives', () => {
    const wrong = inputs.filter(([name, input]) => {
      const type = readType(getString(input, 'description') ?? '')
      return type !== undefined && type !== getString(getType(name), 'type')
    })
    expect(wrong.map(([name]) => name)).toEqual([])
  })

  test('allows only values that the description of an input has', () => {
    const unknown = inputs.flatMap(([name, input]) => {
      const description = getString(input, 'description') ?? ''
      const values = getList(getType(name), 'allowed-values')
      return values.filter((value) => !description.includes(`\`${value}\``)).map((value) => `${name}: ${value}`)
    })
    expect(unknown).toEqual([])
  })

  test('allows the default of each input', () => {
    const wrong = inputs.filter(([name, input]) => {
      const [type, value] = [getType(name), getString(input, 'default')]
      if (value === undefined) return false
      const allowed = getList(type, 'allowed-values')
      if (allowed.length > 0) return !allowed.includes(value)
      const kind = getString(type, 'type')
      if (kind === 'boolean') return !['true', 'false'].includes(value)
      return (kind === 'integer' || kind === 'float') && Number.isNaN(Number(value))
    })
    expect(wrong.map(([name]) => name)).toEqual([])
  })
})

test('action-types.yml has the values of the outputs that have a closed list', async () => {
  const outputs = getField(await read('action-types.yml'), 'outputs')
  const values = (name: string) => getList(getField(outputs, name), 'allowed-values').toSorted()
  expect(values('status')).toEqual(statuses.toSorted())
  expect(values('changes')).toEqual(changeKinds.toSorted())
})
