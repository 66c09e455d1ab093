import { describe, expect, test } from 'vitest'
import { parseRegistry, parseRepositoryPrefix, readDialect, readImageInputs } from '../../src/plan/image-inputs.ts'
import { findReadProblems, readWith } from './input-fixtures.ts'

describe('readImageInputs', () => {
  test('derives everything from the pipe class by default', () => {
    expect(readWith(readImageInputs, {})).toStrictEqual({
      values: {
        reference: undefined,
        registry: undefined,
        repositoryPrefix: undefined,
        pullPolicy: 'missing',
        platform: undefined,
      },
      invalid: [],
    })
  })

  test('returns what is given', () => {
    const image = `localhost:5000/team/orders:1.2@sha256:${'a'.repeat(64)}`
    const inputs = { image, registry: '*ECR*', 'repository-prefix': 'team/x', 'pull-policy': 'Always' }
    expect(readWith(readImageInputs, { ...inputs, platform: 'linux/arm64' })).toStrictEqual({
      values: {
        reference: image,
        registry: '*ECR*',
        repositoryPrefix: 'team/x',
        pullPolicy: 'always',
        platform: 'linux/arm64',
      },
      invalid: [],
    })
  })

  test('reports each invalid value, and keeps the default', () => {
    const inputs = { image: 'Orders', registry: 'https://ghcr.io', 'repository-prefix': '/a', 'pull-policy': 'often' }
    const { values, invalid } = readWith(readImageInputs, { ...inputs, platform: 'arm64' })
    expect(invalid).toStrictEqual(['image', 'registry', 'repository-prefix', 'pull-policy', 'platform'])
    expect(values).toMatchObject({ reference: undefined, registry: undefined, pullPolicy: 'missing' })
  })
})

describe('readImageInputs accepts the image reference', () => {
  test.each([
    'orders',
    'disdat-orders:latest',
    'team/disdat-orders',
    'ghcr.io/team/disdat_orders:v1.2-rc_1',
    'localhost:5000/a/b__c.d--e',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com/disdat-orders:latest',
    `orders@sha256:${'0'.repeat(64)}`,
    'Evil/orders:1',
  ])('%s', (image) => {
    expect(readWith(readImageInputs, { image }).values.reference).toBe(image)
  })

  test.each(['ghcr.io/Team/orders', 'orders@sha256:0', '0'.repeat(64), '-orders', `a/${'b'.repeat(256)}`])(
    'but not %s',
    (image) => {
      expect(readWith(readImageInputs, { image }).invalid).toStrictEqual(['image'])
    },
  )

  test('and refuses a very long invalid one at once', () => {
    expect(readWith(readImageInputs, { image: `${'a-'.repeat(60_000)}!` }).invalid).toHaveLength(1)
  }, 2_000)
})

test.each([
  ['ghcr.io', true],
  ['localhost:5000', true],
  ['registry.example.com:443/mirror', true],
  ['*ECR*', true],
  ['', false],
  ['a b', false],
  ['ghcr.io:port', false],
  ['ghcr.io/', false],
  ['https://ghcr.io', false],
  ['[::1]:5000', true],
  ['my_host.io', false],
])('parseRegistry accepts %j: %s', (text, is) => {
  expect(parseRegistry(text)).toBe(is ? text : undefined)
})

test.each([
  ['team', true],
  ['team/pipelines_v2', true],
  ['', false],
  ['team//x', false],
  ['..', false],
])('parseRepositoryPrefix accepts %j: %s', (text, is) => {
  expect(parseRepositoryPrefix(text)).toBe(is ? text : undefined)
})

test.each([
  ['image', 'Orders', 'Give an image reference in lower case: `[host[:port]/]name[:tag][@sha256:…]`.'],
  [
    'registry',
    'https://ghcr.io',
    'Give a registry host such as `ghcr.io` or `localhost:5000`, without `https://`; or `*ECR*`.',
  ],
  ['repository-prefix', '/a', 'Give lower-case path parts such as `team/pipelines`.'],
  ...['arm64', 'Linux/arm64', 'linux/arm64/', 'linux/ARM', 'linux/arm64/v8/x', 'x linux/arm64', 'linux/arm64 x'].map(
    (text): [string, string, string] => [
      'platform',
      text,
      'Give `os/architecture`, such as `linux/amd64` or `linux/arm64`.',
    ],
  ),
])('readImageInputs refuses %s: %s', (where, given, expected) => {
  expect(findReadProblems(readImageInputs, { [where]: given })).toStrictEqual([{ where, given, expected }])
})

test.each(['linux/amd64', 'linux/arm64/v8.1', 'windows/x86_64'])(
  'readImageInputs accepts the platform %s',
  (platform) => {
    expect(readWith(readImageInputs, { platform }).values.platform).toBe(platform)
  },
)

test.each([
  ['', undefined],
  ['auto', undefined],
  ['AUTO', undefined],
  ['Luigi', 'luigi'],
  ['disdat-0.8.20', 'disdat-0.8.13'],
])('readDialect reads %j as %j', (text, dialect) => {
  expect(readWith(readDialect, { dialect: text })).toStrictEqual({ values: dialect, invalid: [] })
})

test('readDialect refuses other words', () => {
  expect(readWith(readDialect, { dialect: 'python' })).toStrictEqual({ values: undefined, invalid: ['dialect'] })
})
