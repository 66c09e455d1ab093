import { describe, expect, test } from 'vitest'
import { describeFields, readContract } from '../../../script/release/contract.ts'
import { root } from '../../testbed/process.ts'

test('readContract has the types and the closed lists of action-types.yml, and the fields of `runs`', async () => {
  const { actions, runs } = await readContract(root, '1.2.3')
  expect(actions['action.yml']?.inputs).toMatchObject({
    backend: { required: false, default: 'Local', type: 'string', values: ['AWSBatch', 'Local'] },
    force: { required: false, default: 'false', type: 'string', values: ['false', 'true'] },
    vcpus: { required: false, type: 'float' },
    'depends-on': { required: false, type: 'list, separated by commas' },
    'fail-on': { required: false, type: 'list, one per line' },
  })
  expect(actions['action.yml']?.outputs).toMatchObject({
    status: { type: 'string', values: expect.arrayContaining(['succeeded', 'failed']) },
    rows: { type: 'integer' },
  })
  expect(runs).toMatchObject({
    '*.pipe-class': { required: false, types: ['boolean', 'null', 'number', 'string'] },
    '*.when': { required: false, types: ['string'], values: ['always', 'never', 'succeeded'] },
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
