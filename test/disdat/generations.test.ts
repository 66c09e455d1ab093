import { describe, expect, test } from 'vitest'
import {
  type Dialect,
  dialects,
  entrypointGenerations,
  type Generation,
  getGeneration,
  listGenerations,
  parseDialect,
} from '../../src/disdat/generations.ts'

describe('parseDialect', () => {
  test.each([
    ['classic', 'classic'],
    ['Luigi', 'luigi'],
    ['disdat-0.7.1', 'disdat-0.7.1'],
    ['Disdat-0.7.2', 'disdat-0.7.2'],
    ['disdat-0.8.0', 'disdat-0.8.0'],
    ['disdat-0.8.2', 'disdat-0.8.1'],
    ['disdat-0.8.3', 'disdat-0.8.3'],
    ['disdat-0.8.12', 'disdat-0.8.3'],
    ['disdat-0.8.25', 'disdat-0.8.13'],
    ['disdat-0.9.5', 'disdat-0.8.13'],
    ['disdat-0.9.14', 'disdat-0.9.6'],
    ['disdat-0.9.15', 'luigi'],
    ['disdat-0.10.0', 'luigi'],
    ['disdat-0.10.1', 'luigi'],
    ['disdat-luigi-1.10.12', 'luigi'],
    ['disdat-luigi-1.0.2', 'luigi'],
    ['disdat-luigi-1.3', 'luigi'],
  ])('knows %s as %s', (text, dialect) => {
    expect(parseDialect(text)).toBe(dialect)
  })

  test.each([
    '',
    'auto',
    'disdat',
    'disdat-0.7',
    'disdat-0.7.0',
    'disdat-0.6.9',
    'disdat-1.2.0',
    'disdat-0.10.2',
    'disdat-0.11.0',
    'disdat-0.8.1.2',
    'my-disdat-0.8.1',
    'my-disdat-luigi-1.0',
    'disdat-luigi-1.0.2.3',
    'disdat-luigi-0.9',
    '0.8.25',
  ])('does not know %j', (text) => {
    expect(parseDialect(text)).toBeUndefined()
  })
})

test('getGeneration returns the row of each name', () => {
  for (const dialect of dialects) expect(getGeneration(dialect).dialect).toBe(dialect)
})

/** The names of the generations with a property. */
const listDialects = (has: (generation: Generation) => boolean) =>
  dialects.filter((dialect) => has(getGeneration(dialect)))

const before081 = ['classic', 'disdat-0.7.1', 'disdat-0.7.2', 'disdat-0.8.0']
const since081 = ['disdat-0.8.1', 'disdat-0.8.3', 'disdat-0.8.13', 'disdat-0.9.6']

describe('the generations whose images', () => {
  test.each<[string, (generation: Generation) => boolean, readonly string[]]>([
    ['have an entry point', ({ program }) => program === undefined, [...before081, ...since081.slice(0, -1)]],
    ['start the entry point as command', ({ program }) => program === '/opt/bin/entrypoint.py', ['disdat-0.9.6']],
    ['start `dsdt_docker`', ({ program }) => program === 'dsdt_docker', ['luigi']],
    ['take the input bundle', ({ takesInput }) => takesInput, before081],
    [
      'push an output by its name only',
      ({ pushesUnnamedOutput }) => !pushesUnnamedOutput,
      ['disdat-0.7.1', 'disdat-0.7.2'],
    ],
    ['have a default class', ({ pipeClass }) => pipeClass === 'default', before081],
    ['take the class as an option', ({ pipeClass }) => pipeClass === 'option', ['disdat-0.8.1']],
    ['take the class as an argument', ({ pipeClass }) => pipeClass === 'argument', [...since081.slice(1), 'luigi']],
    ['take tags as JSON', ({ tags }) => tags === 'json', ['classic', 'disdat-0.7.1']],
    [
      'take an option for each tag',
      ({ tags }) => tags === 'options',
      ['disdat-0.7.2', 'disdat-0.8.0', ...since081, 'luigi'],
    ],
    ['have workers', ({ hasWorkers }) => hasWorkers, ['disdat-0.8.0', ...since081, 'luigi']],
    ['have `--force-all`', ({ hasForceAll }) => hasForceAll, ['disdat-0.8.13', 'disdat-0.9.6', 'luigi']],
    ['run `--entrypoint`', ({ runsEntrypointOption }) => runsEntrypointOption, ['disdat-0.8.3', 'disdat-0.8.13']],
    ['need the key of the prefix', ({ needsPrefixKey }) => needsPrefixKey, [...before081, ...since081]],
    ['pull the context', ({ pullsContext }) => pullsContext, ['disdat-0.8.0', ...since081, 'luigi']],
    ['have an index of bundles only', ({ indexesBundlesOnly }) => indexesBundlesOnly, ['luigi']],
  ])('%s', (_, has, expected) => {
    expect(listDialects(has)).toStrictEqual(dialects.filter((dialect) => expected.includes(dialect)))
  })
})

test.each<[Dialect, string]>([
  ['classic', 'disdat 0.7.1 to 0.8.0'],
  ['disdat-0.7.1', 'disdat 0.7.1'],
  ['disdat-0.7.2', 'disdat 0.7.2'],
  ['disdat-0.8.0', 'disdat 0.8.0'],
  ['disdat-0.8.1', 'disdat 0.8.1 and 0.8.2'],
  ['disdat-0.8.3', 'disdat 0.8.3 to 0.8.12'],
  ['disdat-0.8.13', 'disdat 0.8.13 to 0.9.5'],
  ['disdat-0.9.6', 'disdat 0.9.6 to 0.9.14'],
  ['luigi', 'disdat 0.9.15 to 0.10.1 and disdat-luigi'],
])('the versions of %s are %s', (dialect, versions) => {
  expect(getGeneration(dialect).versions).toBe(versions)
})

test('entrypointGenerations are those with the entry point, but without PIPELINE_CLASS', () => {
  expect(entrypointGenerations.map(({ dialect }) => dialect)).toStrictEqual([
    'disdat-0.8.1',
    'disdat-0.8.3',
    'disdat-0.8.13',
  ])
})

test('listGenerations returns the three versions that `classic` stands for, and one for other names', () => {
  const names = (dialect: 'classic' | 'luigi') => listGenerations(dialect).map((generation) => generation.dialect)
  expect(names('classic')).toStrictEqual(['disdat-0.7.1', 'disdat-0.7.2', 'disdat-0.8.0'])
  expect(names('luigi')).toStrictEqual(['luigi'])
})
