import { describe, expect, test } from 'vitest'
import { isImageName, parseRegistry, parseRepositoryPrefix, readImageInputs } from '../../src/plan/image-inputs.ts'
import { readWith } from './input-fixtures.ts'

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

test('parseRegistry and parseRepositoryPrefix return the text, or undefined when it is invalid', () => {
  expect([parseRegistry('ghcr.io/acme'), parseRegistry('*ecr*')]).toStrictEqual(['ghcr.io/acme', undefined])
  expect([parseRepositoryPrefix('a/b'), parseRepositoryPrefix('a//b')]).toStrictEqual(['a/b', undefined])
})

test('isImageName refuses upper case, paths and tags', () => {
  expect(['disdat-orders', 'disdat-Orders', 'a/b', 'a:b', ''].map(isImageName)).toStrictEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
