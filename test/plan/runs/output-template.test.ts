import { describe, expect, test } from 'vitest'
import { findEachValues, type OutputTemplate } from '../../../src/plan/runs/output-template.ts'

const day = `$${'{day}'}`
const template: OutputTemplate = { outputName: 'daily', params: new Map([['region', 'eu']]) }
const createOutput = (params: Readonly<Record<string, string>>, outputBundle = 'daily') => ({
  outputBundle,
  params: new Map(Object.entries(params)),
})

describe('findEachValues', () => {
  test('returns the values of any output of the run, in the order of `each`', () => {
    const output = createOutput({ region: 'eu', hour: '4', day: '2019-01-31' })
    const values = findEachValues(template, ['day', 'hour'], output)
    expect([...(values ?? [])]).toStrictEqual([
      ['day', '2019-01-31'],
      ['hour', '4'],
    ])
  })

  test('returns no values for the output of a run without `each`', () => {
    expect(findEachValues(template, [], createOutput({ region: 'eu' }))).toStrictEqual(new Map())
  })

  test.each([
    ['has another value of a parameter', createOutput({ region: 'us', day: '1' })],
    ['lacks a parameter', createOutput({ day: '1' })],
    ['lacks a parameter of `each`', createOutput({ region: 'eu' })],
    ['has another parameter instead of one of `each`', createOutput({ region: 'eu', hour: '2' })],
    ['has one parameter more', createOutput({ region: 'eu', day: '1', hour: '2' })],
    ['has another name', createOutput({ region: 'eu', day: '1' }, 'weekly')],
  ])('returns undefined for an output that %s', (_, output) => {
    expect(findEachValues(template, ['day'], output)).toBeUndefined()
  })

  test('puts the values into names and parameters', () => {
    const templated: OutputTemplate = {
      outputName: ` daily.${day}`,
      params: new Map([
        ['path', `in/${day}.csv`],
        ['days', `["${day}"]`],
      ]),
    }
    const create = (path: string) => createOutput({ day: '"7"', path, days: '["\\"7\\""]' }, 'daily."7"')
    expect(findEachValues(templated, ['day'], create('in/"7".csv'))).toStrictEqual(new Map([['day', '"7"']]))
    expect(findEachValues(templated, ['day'], create('in/8.csv'))).toBeUndefined()
  })

  test('returns undefined for a text that names another parameter', () => {
    expect(findEachValues({ ...template, outputName: day }, [], createOutput({ region: 'eu' }, day))).toBeUndefined()
  })
})
