import { describe, expect, test } from 'vitest'
import { createBaseStatements, createPipePolicy, getPartition } from '../../src/aws/session-policy.ts'
import { Failure } from '../../src/errors.ts'
import { createS3Request, isAllowed, matchesPattern } from '../testbed/session-policies.ts'

const scope = { region: 'us-east-1', bucket: 'acme', prefix: 'disdat', context: 'shop' }
const policy = createPipePolicy(scope)
const can = (method: string, path: string, text = policy) =>
  isAllowed(text, createS3Request(method, new URL(path, 'http://s3')))

describe('createPipePolicy allows', () => {
  test.each([
    ['GET', '/acme?list-type=2&prefix=disdat/context/shop/objects/'],
    ['GET', '/acme?list-type=2&prefix=disdat%2Fcontext%2Fshop%2Fobjects%2Fab'],
    ['HEAD', '/acme'],
    ['GET', '/acme/disdat/context/shop/objects/u/u_hframe.pb'],
    ['HEAD', '/acme/disdat/context/shop/objects/u/f.csv'],
    ['PUT', '/acme/disdat/context/shop/objects/u/f.csv'],
    ['DELETE', '/acme/disdat/context/shop/objects/u/f.csv?uploadId=x'],
  ])('%s %s', (method, path) => {
    expect(can(method, path)).toBe(true)
  })
})

describe('createPipePolicy denies', () => {
  test.each([
    ['DELETE', '/acme/disdat/context/shop/objects/u/f.csv'],
    ['PUT', '/acme/disdat/context/shop/run-action/index/x'],
    ['PUT', '/acme/disdat/context/shop2/objects/u/f.csv'],
    ['GET', '/acme/disdat/context/prod/objects/u/f.csv'],
    ['PUT', '/acme/other/f.csv'],
    ['GET', '/acme?list-type=2&prefix='],
    ['GET', '/acme?list-type=2&prefix=disdat/context/prod/'],
    ['GET', '/other?list-type=2&prefix=disdat/context/shop/'],
    ['PUT', '/acme'],
  ])('%s %s', (method, path) => {
    expect(can(method, path)).toBe(false)
  })

  test('other services', () => {
    for (const action of ['ecr:GetAuthorizationToken', 'iam:PassRole', 'batch:SubmitJob', 's3:ListAllMyBuckets'])
      expect(isAllowed(policy, { action, resource: '*', context: {} })).toBe(false)
  })
})

describe('createBaseStatements', () => {
  const basePolicy = JSON.stringify({ Statement: createBaseStatements({ ...scope, context: 'prod' }) })

  test('allows listing and reading', () => {
    expect(can('GET', '/acme?list-type=2&prefix=disdat/context/prod/objects/', basePolicy)).toBe(true)
    expect(can('GET', '/acme/disdat/context/prod/objects/u/u_hframe.pb', basePolicy)).toBe(true)
    expect(can('GET', '/acme/disdat/context/prod/run-action/index-0.gz', basePolicy)).toBe(true)
  })

  test.each([
    ['PUT', '/acme/disdat/context/prod/objects/u/u_hframe.pb'],
    ['PUT', '/acme/disdat/context/prod/run-action/index-0.gz'],
    ['DELETE', '/acme/disdat/context/prod/objects/u/u_hframe.pb'],
    ['GET', '/acme/disdat/context/prod2/objects/u/u_hframe.pb'],
    ['GET', '/acme?list-type=2&prefix=disdat/context/'],
  ])('denies %s %s', (method, path) => {
    expect(can(method, path, basePolicy)).toBe(false)
  })
})

test('createPipePolicy names the partition, and needs no prefix', () => {
  const text = createPipePolicy({ ...scope, region: 'cn-north-1', prefix: '' })
  expect(text).toContain('"arn:aws-cn:s3:::acme/context/shop/objects/*"')
})

test.each([
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
])('getPartition: %s is in %s', (region, partition) => {
  expect(getPartition(region)).toBe(partition)
})

test('createPipePolicy allows a KMS key by its ARN, and an alias’s only through S3', () => {
  const arn = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'
  const decrypt = { action: 'kms:Decrypt', context: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }
  expect(isAllowed(createPipePolicy({ ...scope, kmsKeyId: arn }), { ...decrypt, resource: arn })).toBe(true)
  expect(isAllowed(createPipePolicy({ ...scope, kmsKeyId: arn }), { ...decrypt, resource: `${arn}x` })).toBe(false)
  const byAlias = createPipePolicy({ ...scope, kmsKeyId: 'alias/data' })
  expect(isAllowed(byAlias, { ...decrypt, resource: arn })).toBe(true)
  expect(
    isAllowed(byAlias, { ...decrypt, resource: arn, context: { 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' } }),
  ).toBe(false)
  expect(isAllowed(policy, { ...decrypt, resource: arn })).toBe(false)
  const china = createPipePolicy({ ...scope, region: 'cn-north-1', kmsKeyId: 'alias/data' })
  for (const service of ['s3.cn-north-1.amazonaws.com', 's3.cn-north-1.amazonaws.com.cn'])
    expect(isAllowed(china, { ...decrypt, resource: arn, context: { 'kms:ViaService': service } })).toBe(true)
})

test('createPipePolicy throws for a policy that is too long for STS', () => {
  expect(() => createPipePolicy({ ...scope, prefix: 'p'.repeat(900) })).toThrow(Failure)
  expect(createPipePolicy({ ...scope, prefix: 'p'.repeat(500) }).length).toBeLessThanOrEqual(2048)
})

test('the evaluator of these tests implements IAM’s patterns', () => {
  expect(matchesPattern('a*c', 'abbc')).toBe(true)
  expect(matchesPattern('a?c', 'abbc')).toBe(false)
  expect(matchesPattern('a.c', 'abc')).toBe(false)
  const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' }
  const allow = { Effect: 'Allow', Action: '*', Resource: '*' }
  expect(
    isAllowed(JSON.stringify({ Statement: [allow, deny] }), { action: 's3:GetObject', resource: 'x', context: {} }),
  ).toBe(false)
})
