import { win32 } from 'node:path'
import { describe, expect, test } from 'vitest'
import { getInputTags, isOutside } from '../../src/plan/input-request.ts'
import { findInvalidInputs, findProblems, planInputs, planRun, runEnv } from './fixtures.ts'

const filesEnv = {
  ...runEnv,
  'INPUT_INPUT-BUNDLE': 'raw',
  'INPUT_INPUT-PATH': 'data\nx/*.csv',
  GITHUB_WORKSPACE: '/ws',
}

describe('createInputRequest', () => {
  test.each([
    ['-', undefined],
    ['raw', { kind: 'newest', name: 'raw', tags: new Map([['tier', 'gold']]) }],
    ['1ec88e3e-2945-44a8-bc1e-ece5dfeab596', { kind: 'uuid', uuid: '1ec88e3e-2945-44a8-bc1e-ece5dfeab596' }],
  ])('reads `input-bundle: %s`', (given, input) => {
    const env = { ...runEnv, 'INPUT_INPUT-BUNDLE': given, 'INPUT_INPUT-TAGS': 'tier:gold' }
    expect(planRun(env).input).toStrictEqual(input)
  })

  test('gives an input from files a name, tags and a workspace', () => {
    const env = { ...filesEnv, 'INPUT_INPUT-PATH-TAGS': 'day:monday' }
    const tags = new Map([['day', 'monday']])
    const input = { kind: 'files', name: 'raw', tags, paths: ['data', 'x/*.csv'], workspace: '/ws' } as const
    expect(planRun(env).input).toStrictEqual(input)
    expect(planInputs(env).warnings).toStrictEqual([])
    expect(getInputTags(input)).toStrictEqual(tags)
  })

  test('reports everything that is wrong with files together', () => {
    const problems = findProblems({
      ...filesEnv,
      'INPUT_INPUT-BUNDLE': '-',
      'INPUT_INPUT-PATH': '/ws/data\n../x\n/etc/passwd\n/wsx/x',
      'INPUT_INPUT-PATH-TAGS': 'committed:no',
      'INPUT_PUSH-INPUT': 'false',
    })
    expect(problems.map(({ where, given }) => [where, given])).toStrictEqual([
      ['input-path', '../x'],
      ['input-path-tags', 'committed:no'],
      ['input-bundle', undefined],
      ['push-input', 'false'],
      ['input-path', '/etc/passwd'],
      ['input-path', '/wsx/x'],
    ])
  })

  test('requires a name for the bundle and a workspace for the files', () => {
    const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
    expect(findProblems({ ...filesEnv, 'INPUT_INPUT-BUNDLE': uuid, GITHUB_WORKSPACE: '' })).toStrictEqual([
      {
        where: 'input-path',
        expected: 'GITHUB_WORKSPACE is not set, and paths are relative to it.',
        given: filesEnv['INPUT_INPUT-PATH'],
      },
      {
        where: 'input-bundle',
        expected: 'A bundle that is created from `input-path` needs a name, not a uuid.',
        given: uuid,
      },
    ])
  })

  test.each([
    ['without an input bundle', { 'INPUT_INPUT-PARAM': 'orders' }],
    [
      'that `params` sets too',
      { 'INPUT_INPUT-PARAM': 'orders', 'INPUT_INPUT-BUNDLE': 'raw', INPUT_PARAMS: 'orders: x' },
    ],
  ])('refuses an `input-param` %s', (_, env) => {
    expect(findInvalidInputs({ ...runEnv, ...env })).toStrictEqual(['input-param'])
  })
})

describe('getInputTags', () => {
  test('returns no tags for an input that is selected by its uuid, and for none', () => {
    expect(getInputTags(undefined)).toStrictEqual(new Map())
    expect(getInputTags({ kind: 'uuid', uuid: '1ec88e3e-2945-44a8-bc1e-ece5dfeab596' })).toStrictEqual(new Map())
  })
})

describe('isOutside', () => {
  test.each([
    ['data\\orders.csv', false],
    ['D:/a/pipelines/pipelines/data/*.csv', false],
    ['..\\other\\orders.csv', true],
    ['C:\\Users\\runneradmin\\.aws\\credentials', true],
    ['\\\\server\\share\\orders.csv', true],
  ])('of %s on Windows is %j', (line, expected) => {
    expect(isOutside('D:\\a\\pipelines\\pipelines', line, win32)).toBe(expected)
  })
})
