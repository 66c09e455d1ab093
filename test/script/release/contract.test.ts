import { describe, expect, test } from 'vitest'
import { type Contract, describeFields, hasAdditions, listBreakingChanges } from '../../../script/release/contract.ts'

const contract: Contract = {
  version: '1.2.3',
  actions: {
    'action.yml': {
      using: 'node24',
      inputs: {
        image: { required: true },
        backend: { required: false, default: 'Local' },
        params: { required: false },
      },
      outputs: ['status', 'verdict'],
    },
  },
  result: {
    status: { required: true, types: ['string'], values: ['failed', 'succeeded'] },
    rows: { required: false, types: ['number'] },
  },
}

/** The contract with other parts of action.yml or other fields. */
const change = (action: Partial<Contract['actions'][string]>, result: Contract['result'] = {}): Contract => ({
  ...contract,
  actions: { 'action.yml': { using: 'node24', inputs: {}, outputs: [], ...contract.actions['action.yml'], ...action } },
  result: { ...contract.result, ...result },
})
const inputs = (contract.actions['action.yml'] ?? { inputs: {} }).inputs
const status = { required: true, types: ['string'], values: ['failed', 'succeeded'] }

describe('listBreakingChanges', () => {
  test.each([
    ['an input that is gone', change({ inputs: { image: { required: true }, params: { required: false } } }), ['gone']],
    [
      'another default',
      change({ inputs: { ...inputs, backend: { required: false, default: 'AWSBatch' } } }),
      ['AWSBatch'],
    ],
    ['no default', change({ inputs: { ...inputs, backend: { required: false } } }), ['"" instead of "Local"']],
    [
      'a new default',
      change({ inputs: { ...inputs, params: { required: false, default: 'x' } } }),
      ['"x" instead of ""'],
    ],
    ['an input that becomes required', change({ inputs: { ...inputs, params: { required: true } } }), ['now required']],
    ['a new required input', change({ inputs: { ...inputs, extra: { required: true } } }), ['`extra` is now required']],
    ['an output that is gone', change({ outputs: ['status'] }), ['`verdict` is gone']],
    ['another runtime', change({ using: 'node26' }), ['runs on node26 instead of node24']],
    ['an action that is gone', { ...contract, actions: {} }, ['action.yml is gone']],
    ['a field that is gone', { ...contract, result: { status } }, ['`rows` is gone']],
    ['a field that can be absent', change({}, { status: { ...status, required: false } }), ['`status` can be absent']],
    [
      'a field of another type',
      change({}, { rows: { required: false, types: ['number', 'string'] } }),
      ['of type string'],
    ],
    ['a value that is gone', change({}, { status: { ...status, values: ['failed'] } }), ['the value "succeeded"']],
  ])('reports %s', (_, after, messages) => {
    const changes = listBreakingChanges(contract, after)
    expect(changes).toEqual(messages.map((message) => expect.stringContaining(message)))
  })

  test.each([
    ['a new input', change({ inputs: { ...inputs, extra: { required: false, default: 'x' } } })],
    ['a new output', change({ outputs: ['status', 'verdict', 'rows'] })],
    ['a new field', change({}, { bytes: { required: true, types: ['number'] } })],
    ['a new value', change({}, { status: { ...status, values: ['failed', 'reused', 'succeeded'] } })],
  ])('permits %s, which is an addition', (_, after) => {
    expect(listBreakingChanges(contract, after)).toEqual([])
    expect(hasAdditions(contract, after)).toBe(true)
    expect(hasAdditions(after, contract)).toBe(false)
  })

  test.each([
    ['an input that is no longer required', change({ inputs: { ...inputs, image: { required: false } } })],
    ['a field that is now always there', change({}, { rows: { required: true, types: ['number'] } })],
  ])('permits %s, which is not an addition', (_, after) => {
    expect(listBreakingChanges(contract, after)).toEqual([])
    expect(hasAdditions(contract, after)).toBe(false)
  })
})

describe('describeFields', () => {
  test('follows references, lists, names that are data, and branches', () => {
    const schema = {
      $ref: '#/$defs/run',
      required: ['version'],
      $defs: {
        run: {
          required: ['items'],
          properties: {
            version: { const: 1 },
            items: { type: 'array', items: { required: ['a'], properties: { a: { type: 'string' } } } },
            tags: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
            amount: { anyOf: [{ type: 'number' }, { enum: ['NaN', 'Infinity'] }] },
          },
        },
      },
    }
    expect(describeFields(schema)).toEqual({
      version: { required: true, types: ['number'], values: ['1'] },
      items: { required: true, types: ['array'] },
      'items[].a': { required: true, types: ['string'] },
      tags: { required: false, types: ['object'] },
      'tags.*': { required: false, types: ['null', 'string'] },
      amount: { required: false, types: ['number', 'string'], values: ['Infinity', 'NaN'] },
    })
  })

  test('ends at a schema that contains itself', () => {
    const node = { type: 'object', properties: { inner: { $ref: '#/$defs/node' } } }
    expect(describeFields({ $ref: '#/$defs/node', $defs: { node } })).toEqual({
      inner: { required: false, types: ['#/$defs/node'] },
    })
  })
})
