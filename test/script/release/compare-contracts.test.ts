import { describe, expect, test } from 'vitest'
import { hasAdditions, listBreakingChanges } from '../../../script/release/compare-contracts.ts'
import type { ActionContract, Contract } from '../../../script/release/contract.ts'

const text = { type: 'string' }
const status = { required: true, types: ['string'], values: ['failed', 'succeeded'] }
const when = { required: false, types: ['string'], values: ['always', 'never'] }

const inputs: ActionContract['inputs'] = {
  image: { required: true, ...text },
  backend: { required: false, default: 'Local', ...text, values: ['AWSBatch', 'Local'] },
  params: { required: false, ...text },
  workers: { required: false, type: 'integer' },
  'pull-output': { required: false, ...text, values: ['false', 'true'] },
  tags: { required: false, type: 'list, one per line' },
}
const outputs: ActionContract['outputs'] = {
  status: { ...text, values: ['failed', 'succeeded'] },
  rows: { type: 'integer' },
}
const contract: Contract = {
  version: '1.2.3',
  actions: { 'action.yml': { using: 'node24', inputs, outputs } },
  runs: {
    '*': { required: false, types: ['object'] },
    '*.when': when,
    '*.image': { required: false, types: ['null', 'string'] },
  },
  result: { status, rows: { required: false, types: ['number'] } },
}

const changeAction = (action: Partial<ActionContract>): Contract => ({
  ...contract,
  actions: { 'action.yml': { using: 'node24', inputs, outputs, ...action } },
})
const changeInputs = (changed: ActionContract['inputs']) => changeAction({ inputs: { ...inputs, ...changed } })
const changeOutputs = (changed: ActionContract['outputs']) => changeAction({ outputs: { ...outputs, ...changed } })
const changeRuns = (changed: Contract['runs']): Contract => ({ ...contract, runs: { ...contract.runs, ...changed } })
const changeResult = (changed: Contract['result']): Contract => ({
  ...contract,
  result: { ...contract.result, ...changed },
})
const without = <T>(all: Readonly<Record<string, T>>, name: string) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => key !== name))

describe('listBreakingChanges', () => {
  test.each([
    ['an input that is gone', changeAction({ inputs: without(inputs, 'backend') }), '`backend` is gone'],
    [
      'another default',
      changeInputs({ backend: { required: false, default: 'AWSBatch', ...text, values: ['AWSBatch', 'Local'] } }),
      '"AWSBatch" instead of "Local"',
    ],
    [
      'no default',
      changeInputs({ backend: { required: false, ...text, values: ['AWSBatch', 'Local'] } }),
      '"" instead of "Local"',
    ],
    ['a new default', changeInputs({ params: { required: false, default: 'x', ...text } }), '"x" instead of ""'],
    ['an input that becomes required', changeInputs({ params: { required: true, ...text } }), 'now required'],
    ['a new required input', changeInputs({ extra: { required: true, ...text } }), '`extra` is now required'],
    [
      'a value that an input no longer accepts',
      changeInputs({ 'pull-output': { required: false, ...text, values: ['true'] } }),
      '`pull-output` no longer accepts "false"',
    ],
    [
      'a closed list of an input that had none',
      changeInputs({ params: { required: false, ...text, values: ['a'] } }),
      '`params` no longer accepts each value',
    ],
    [
      'an input of a narrower type',
      changeInputs({ params: { required: false, type: 'integer' } }),
      '`params` no longer accepts each value',
    ],
    [
      'another separator',
      changeInputs({ tags: { required: false, type: 'list, separated by commas' } }),
      '`tags` no longer accepts each value',
    ],
    ['an output that is gone', changeAction({ outputs: without(outputs, 'rows') }), '`rows` is gone'],
    [
      'an output of another type',
      changeOutputs({ rows: { type: 'float' } }),
      '`rows` is of type float instead of integer',
    ],
    [
      'a value that an output no longer has',
      changeOutputs({ status: { ...text, values: ['failed'] } }),
      '`status` no longer has the value "succeeded"',
    ],
    ['another runtime', changeAction({ using: 'node26' }), 'runs on node26 instead of node24'],
    ['an action that is gone', { ...contract, actions: {} }, 'action.yml is gone'],
    ['a key of `runs` that is gone', { ...contract, runs: without(contract.runs, '*.image') }, '`*.image` is gone'],
    [
      'a key of `runs` that becomes required',
      changeRuns({ '*.when': { ...when, required: true } }),
      '`*.when` is now required',
    ],
    [
      'a new key of `runs` that is required',
      changeRuns({ extra: { required: true, types: ['string'] } }),
      '`extra` is now required',
    ],
    [
      'a type that a key of `runs` no longer accepts',
      changeRuns({ '*.image': { required: false, types: ['string'] } }),
      '`*.image` no longer accepts type null',
    ],
    [
      'a value that a key of `runs` no longer accepts',
      changeRuns({ '*.when': { ...when, values: ['always'] } }),
      '`*.when` no longer accepts "never"',
    ],
    [
      'a closed list of a key of `runs` that had none',
      changeRuns({ '*.image': { required: false, types: ['null', 'string'], values: ['a'] } }),
      '`*.image` no longer accepts each value',
    ],
    ['a field that is gone', { ...contract, result: { status } }, '`rows` is gone'],
    ['a field that can be absent', changeResult({ status: { ...status, required: false } }), '`status` can be absent'],
    [
      'a field of another type',
      changeResult({ rows: { required: false, types: ['number', 'string'] } }),
      'of type string',
    ],
    ['a value that is gone', changeResult({ status: { ...status, values: ['failed'] } }), 'the value "succeeded"'],
  ])('reports %s', (_, after, message) => {
    expect(listBreakingChanges(contract, after)).toEqual([expect.stringContaining(message)])
  })

  test.each([
    ['a new input', changeInputs({ extra: { required: false, default: 'x', ...text } })],
    [
      'a new value of an input',
      changeInputs({ 'pull-output': { required: false, ...text, values: ['false', 'metadata', 'true'] } }),
    ],
    ['a new output', changeOutputs({ extra: text })],
    ['a new value of an output', changeOutputs({ status: { ...text, values: ['failed', 'reused', 'succeeded'] } })],
    [
      'a new key of `runs`',
      changeRuns({
        '*.extra': { required: false, types: ['object'] },
        '*.extra.a': { required: true, types: ['string'] },
      }),
    ],
    ['a new value of a key of `runs`', changeRuns({ '*.when': { ...when, values: ['always', 'never', 'now'] } })],
    ['a new field', changeResult({ bytes: { required: true, types: ['number'] } })],
    ['a new value of a field', changeResult({ status: { ...status, values: ['failed', 'reused', 'succeeded'] } })],
  ])('permits %s, which is an addition', (_, after) => {
    expect(listBreakingChanges(contract, after)).toEqual([])
    expect(hasAdditions(contract, after)).toBe(true)
    expect(hasAdditions(after, contract)).toBe(false)
  })

  test.each([
    ['an input that is no longer required', changeInputs({ image: { required: false, ...text } })],
    ['an input of a wider type', changeInputs({ workers: { required: false, type: 'float' } })],
    ['an input without its closed list', changeInputs({ 'pull-output': { required: false, ...text } })],
    [
      'a key of `runs` of more types',
      changeRuns({ '*.image': { required: false, types: ['null', 'number', 'string'] } }),
    ],
    ['a field that is now always there', changeResult({ rows: { required: true, types: ['number'] } })],
  ])('permits %s, which is not an addition', (_, after) => {
    expect(listBreakingChanges(contract, after)).toEqual([])
    expect(hasAdditions(contract, after)).toBe(false)
  })
})
