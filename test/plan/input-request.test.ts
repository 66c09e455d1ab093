import { win32 } from 'node:path'
import { describe, expect, test } from 'vitest'
import { getInputTags, getRequestKey, isOutside } from '../../src/plan/input-request.ts'
import { findProblems, planInputs, planRun, runEnv } from './fixtures.ts'

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
    const outside = 'Paths must stay inside the workspace and must not contain `..`.'
    expect(problems).toStrictEqual([
      { where: 'input-path', given: '../x', expected: outside },
      {
        where: 'input-path-tags',
        given: 'committed:no',
        expected: 'Disdat or this action sets this tag. Choose another key.',
      },
      { where: 'input-bundle', expected: 'Name the bundle that is created from `input-path`.' },
      {
        where: 'push-input',
        given: 'false',
        expected:
          'A bundle that is created from `input-path` exists nowhere else, so it must be pushed. Remove this input.',
      },
      { where: 'input-path', given: '/etc/passwd', expected: outside },
      { where: 'input-path', given: '/wsx/x', expected: outside },
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

  test('does not check paths without a workspace', () => {
    const problems = findProblems({ ...filesEnv, 'INPUT_INPUT-PATH': '/etc/passwd', GITHUB_WORKSPACE: '' })
    expect(problems.map(({ expected }) => expected)).toStrictEqual([
      'GITHUB_WORKSPACE is not set, and paths are relative to it.',
    ])
  })

  test.each([
    [
      'without an input bundle',
      { 'INPUT_INPUT-PARAM': 'orders' },
      'It receives the uuid of the input bundle: set `input-bundle` too.',
    ],
    [
      'that `params` sets too',
      { 'INPUT_INPUT-PARAM': 'orders', 'INPUT_INPUT-BUNDLE': 'raw', INPUT_PARAMS: 'orders: x' },
      'This parameter is also in `params`. Give it once.',
    ],
  ])('refuses an `input-param` %s', (_, env, expected) => {
    expect(findProblems({ ...runEnv, ...env })).toStrictEqual([{ where: 'input-param', given: 'orders', expected }])
  })

  test('accepts an `input-param` of its own, with another bundle than one of files', () => {
    const env = { ...runEnv, 'INPUT_INPUT-PARAM': 'orders', 'INPUT_INPUT-BUNDLE': 'raw', INPUT_PARAMS: 'day: x' }
    expect(findProblems({ ...env, 'INPUT_PUSH-INPUT': 'false' })).toStrictEqual([])
  })
})

describe('getInputTags', () => {
  test('returns no tags for an input that is selected by its uuid, and for none', () => {
    const uuid = '1ec88e3e-2945-44a8-bc1e-ece5dfeab596'
    expect(getInputTags(undefined)).toStrictEqual(new Map())
    expect(getInputTags({ kind: 'uuid', uuid })).toStrictEqual(new Map())
    expect(getInputTags({ kind: 'promised', uuid, name: 'raw' })).toStrictEqual(new Map())
  })

  test('returns the tags that select a bundle by its name', () => {
    const tags = new Map([['tier', 'gold']])
    expect(getInputTags({ kind: 'newest', name: 'raw', tags })).toBe(tags)
  })
})

describe('getRequestKey', () => {
  const request = (tier: string) => ({ kind: 'newest', name: 'raw', tags: new Map([['tier', tier]]) }) as const

  test('is the same for equal requests only', () => {
    expect(getRequestKey(request('gold'))).toBe(getRequestKey(request('gold')))
    expect(getRequestKey(request('gold'))).not.toBe(getRequestKey(request('silver')))
    expect(getRequestKey(request('gold'))).not.toBe(getRequestKey({ ...request('gold'), name: 'other' }))
    expect(getRequestKey(undefined)).toBe(getRequestKey(undefined))
  })
})

describe('isOutside', () => {
  test.each([
    ['data\\orders.csv', false],
    ['D:/a/pipelines/pipelines/data/*.csv', false],
    ['..\\other\\orders.csv', true],
    ['..orders.csv', false],
    ['C:\\Users\\runneradmin\\.aws\\credentials', true],
    ['\\\\server\\share\\orders.csv', true],
  ])('of %s on Windows is %j', (line, expected) => {
    expect(isOutside('D:\\a\\pipelines\\pipelines', line, win32)).toBe(expected)
  })
})
