import { describe, expect, test } from 'vitest'
import { findInvalidInputs, findProblems, planRun, runEnv } from './fixtures.ts'

describe('resolveImageName', () => {
  test.each([
    ['nothing', {}, {}, { kind: 'reference', reference: 'disdat-pipes-orders:latest' }],
    ['a whole reference', { INPUT_IMAGE: 'ghcr.io/a/b:1' }, {}, { kind: 'reference', reference: 'ghcr.io/a/b:1' }],
    [
      'a configured registry',
      {},
      { registry: 'r.io:5000' },
      { kind: 'reference', reference: 'r.io:5000/disdat-pipes-orders:latest' },
    ],
    [
      'ECR',
      {},
      { registry: '*ECR*', repositoryPrefix: 'team' },
      { kind: 'ecr', repository: 'team/disdat-pipes-orders' },
    ],
    [
      'inputs and another configuration',
      { INPUT_REGISTRY: 'ghcr.io', 'INPUT_REPOSITORY-PREFIX': 'team' },
      { registry: 'quay.io', repositoryPrefix: 'other' },
      { kind: 'reference', reference: 'ghcr.io/team/disdat-pipes-orders:latest' },
    ],
  ])('resolves the image of %s', (_, env, configuration, image) => {
    expect(planRun({ ...runEnv, ...env }, { configuration }).image).toStrictEqual(image)
  })

  test('reports an invalid setting of disdat.cfg with its place', () => {
    expect(findProblems(runEnv, { configuration: { registry: 'https://r.io' } })).toStrictEqual([
      { where: 'config-file, [docker] registry', expected: 'Fix it, or set the input.', given: 'https://r.io' },
    ])
  })

  test('reports an invalid prefix of disdat.cfg, unless the input has another', () => {
    const configuration = { repositoryPrefix: '/x', registry: 'https://r.io' }
    expect(findInvalidInputs(runEnv, { configuration })).toStrictEqual([
      ...['config-file, [docker] registry', 'config-file, [docker] repository_prefix'],
    ])
    const env = { ...runEnv, 'INPUT_REPOSITORY-PREFIX': 'team', INPUT_REGISTRY: 'ghcr.io' }
    expect(findInvalidInputs(env, { configuration })).toStrictEqual([])
  })

  test('asks for `image` when the module cannot be part of the name of an image', () => {
    const env = { ...runEnv, 'INPUT_PIPE-CLASS': 'pipés.orders.Daily' }
    expect(findProblems(env)).toStrictEqual([
      {
        where: 'pipe-class',
        given: 'pipés.orders.Daily',
        expected: 'Its image would be `disdat-pipés-orders`, which cannot be the name of an image. Set `image`.',
      },
    ])
    expect(findInvalidInputs({ ...env, INPUT_IMAGE: 'pipes' })).toStrictEqual([])
  })
})
