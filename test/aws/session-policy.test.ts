import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createBaseStatements,
  createIndexStatement,
  createPipePolicy,
  createPrefixKeyStatements,
  createSandboxStatements,
  getPartition,
} from '../../src/aws/session-policy.ts'
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

test('createPipePolicy allows reading the packs, and nothing else beside the bundles, where a job needs them', () => {
  const text = createPipePolicy({ ...scope, readsPacks: true })
  expect(can('GET', '/acme/disdat/context/shop/run-action/pack-a.gz', text)).toBe(true)
  expect(can('GET', '/acme/disdat/context/shop/run-action/pack-a.gz')).toBe(false)
  expect(can('PUT', '/acme/disdat/context/shop/run-action/pack-a.gz', text)).toBe(false)
  expect(can('GET', '/acme/disdat/context/shop/run-action/sandbox', text)).toBe(false)
})

describe('createPipePolicy denies', () => {
  test.each([
    ['DELETE', '/acme/disdat/context/shop/objects/u/f.csv'],
    ['PUT', '/acme/disdat/context/shop/run-action/index/x'],
    ['PUT', '/acme/disdat/context/shop/run-action/receipts/a/b.json'],
    ['GET', '/acme/disdat/context/shop/run-action/receipts/a/b.json'],
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

describe('createSandboxStatements', () => {
  const { context: _, ...remote } = scope
  const beginnings = ['pr-', 'shop-pr-']
  const sandboxPolicy = JSON.stringify({ Statement: createSandboxStatements(remote, beginnings) })

  test.each(['pr-7', 'shop-pr-7'])('allows listing and reading %s', (sandbox) => {
    const folder = `disdat/context/${sandbox}`
    expect(can('GET', `/acme?list-type=2&prefix=${folder}/objects/`, sandboxPolicy)).toBe(true)
    expect(can('GET', `/acme/${folder}/objects/u/u_hframe.pb`, sandboxPolicy)).toBe(true)
    expect(can('GET', `/acme/${folder}/run-action/sandbox`, sandboxPolicy)).toBe(true)
    expect(can('GET', `/acme/${folder}/run-action/receipts/a/b.json`, sandboxPolicy)).toBe(true)
  })

  test.each([
    ['PUT', '/acme/disdat/context/pr-7/objects/u/u_hframe.pb'],
    ['DELETE', '/acme/disdat/context/pr-7/objects/u/u_hframe.pb'],
    ['PUT', '/acme/disdat/context/pr-7/run-action/sandbox'],
    ['GET', '/acme/disdat/context/shop/objects/u/u_hframe.pb'],
    ['GET', '/acme/disdat/context/shop2-pr-7/objects/u/u_hframe.pb'],
    ['GET', '/acme/disdat/context/other/pr-7/x'],
    ['GET', '/acme/other/context/pr-7/objects/u/u_hframe.pb'],
    ['GET', '/acme?list-type=2&prefix=disdat/context/'],
    ['GET', '/acme?list-type=2&prefix=disdat/context/shop/'],
    ['GET', '/acme?list-type=2'],
    ['HEAD', '/acme'],
  ])('denies %s %s', (method, path) => {
    expect(can(method, path, sandboxPolicy)).toBe(false)
  })

  test('lets a name with wildcards stand for itself', () => {
    const wild = JSON.stringify({ Statement: createSandboxStatements({ ...remote, prefix: 'team*' }, ['*-pr-']) })
    expect(can('GET', '/acme/team*/context/*-pr-7/objects/u/f', wild)).toBe(true)
    expect(can('GET', '/acme/teams/context/*-pr-7/objects/u/f', wild)).toBe(false)
    expect(can('GET', '/acme/team*/context/shop-pr-7/objects/u/f', wild)).toBe(false)
  })
})

describe('the statements', () => {
  const readAndWrite = ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl']
  const { context: _, ...remote } = scope

  test.each<[string, string | readonly object[], readonly string[]]>([
    ['createPipePolicy', policy, ['s3:AbortMultipartUpload', ...readAndWrite, 's3:ListBucket']],
    [
      'createPipePolicy with packs and the prefix key',
      createPipePolicy({ ...scope, readsPacks: true, readsPrefixKey: true }),
      ['s3:AbortMultipartUpload', 's3:GetObject', 's3:GetObject', ...readAndWrite, 's3:ListBucket'],
    ],
    ['createPrefixKeyStatements', createPrefixKeyStatements(scope), readAndWrite],
    ['createBaseStatements', createBaseStatements(scope), ['s3:GetObject', 's3:ListBucket']],
    ['createSandboxStatements', createSandboxStatements(remote, ['pr-']), ['s3:GetObject', 's3:ListBucket']],
    ['createIndexStatement', [createIndexStatement(scope)], readAndWrite],
  ])('of %s allow no other actions', (_name, statements, actions) => {
    const text = typeof statements === 'string' ? statements : JSON.stringify({ Statement: statements })
    const { Statement }: { Statement: readonly { Action: string | readonly string[] }[] } = JSON.parse(text)
    expect(Statement.flatMap(({ Action }) => Action).toSorted()).toStrictEqual(actions.toSorted())
  })
})

/** Whether a policy allows an action on a key of the bucket `acme`, or the listing of a prefix. */
const canUse = (text: string, action: string, key: string) =>
  isAllowed(
    text,
    action === 's3:ListBucket'
      ? { action, resource: 'arn:aws:s3:::acme', context: { 's3:prefix': key } }
      : { action, resource: `arn:aws:s3:::acme/${key}`, context: {} },
  )

describe('the prefix key', () => {
  const statements = JSON.stringify({ Statement: createPrefixKeyStatements(scope) })

  test('can be created by the step and only read by a pipe whose image checks it', () => {
    const pipe = createPipePolicy({ ...scope, readsPrefixKey: true })
    expect(canUse(statements, 's3:GetObject', 'disdat/')).toBe(true)
    expect(canUse(statements, 's3:PutObject', 'disdat/')).toBe(true)
    expect(canUse(pipe, 's3:GetObject', 'disdat/')).toBe(true)
    expect(canUse(pipe, 's3:PutObject', 'disdat/')).toBe(false)
    expect(canUse(policy, 's3:GetObject', 'disdat/')).toBe(false)
  })

  test('is one object, also with wildcards in its name', () => {
    const wild = JSON.stringify({ Statement: createPrefixKeyStatements({ ...scope, prefix: 'team*' }) })
    expect(canUse(wild, 's3:PutObject', 'team*/')).toBe(true)
    for (const key of ['teams/', 'team*/x', 'team*']) expect(canUse(wild, 's3:PutObject', key)).toBe(false)
  })

  test('does not exist for a remote without a prefix', () => {
    expect(createPrefixKeyStatements({ ...scope, prefix: '' })).toStrictEqual([])
  })
})

describe('a name with wildcards', () => {
  test.each([
    [{ prefix: 'team*', context: 'shop' }, 'teams/context/shop/', 'team*/context/shop/'],
    [{ prefix: 'disdat', context: '*' }, 'disdat/context/prod/', 'disdat/context/*/'],
    [{ prefix: 'disdat', context: 'sh?p' }, 'disdat/context/shop/', 'disdat/context/sh?p/'],
    [{ prefix: 'disdat', context: '${*}' }, 'disdat/context/prod/', 'disdat/context/${*}/'],
    [{ prefix: 'disdat', context: '${aws:username}' }, 'disdat/context/ann/', 'disdat/context/${aws:username}/'],
  ])('%j allows no other context', (names, other, own) => {
    const wild = { ...scope, ...names }
    const pipe = createPipePolicy(wild)
    const base = JSON.stringify({ Statement: createBaseStatements(wild) })
    const index = JSON.stringify({ Statement: [createIndexStatement(wild)] })
    for (const action of ['s3:ListBucket', 's3:GetObject', 's3:PutObject']) {
      expect(canUse(pipe, action, `${own}objects/u/f`)).toBe(true)
      for (const text of [pipe, base, index])
        for (const key of ['objects/u/f', 'run-action/index']) expect(canUse(text, action, other + key)).toBe(false)
    }
    expect(canUse(base, 's3:GetObject', `${own}objects/u/f`)).toBe(true)
    expect(canUse(index, 's3:PutObject', `${own}run-action/index`)).toBe(true)
  })
})

/** Texts of the characters that policies and paths interpret, so that short ones overlap. */
const name = fc.string({
  unit: fc.constantFrom('*', '?', '$', '{', '}', '/', '.', ':', 'a', 'b', 'é', '数'),
  maxLength: 6,
})

test('no name makes a policy that allows a key outside of its context', () => {
  fc.assert(
    fc.property(name, name, name, name, (prefix, context, otherPrefix, otherContext) => {
      const names = { ...scope, prefix, context }
      const formatFolder = (first: string, second: string) => `${first === '' ? '' : `${first}/`}context/${second}/`
      const [own, other] = [formatFolder(prefix, context), formatFolder(otherPrefix, otherContext)]
      const texts = [
        createPipePolicy(names),
        JSON.stringify({ Statement: createBaseStatements(names) }),
        JSON.stringify({ Statement: [createIndexStatement(names)] }),
      ]
      for (const key of [`${other}objects/u/f`, `${other}run-action/index`, other, `${own}other/x`])
        for (const action of ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject']) {
          const isOwn = key.startsWith(own)
          if (!isOwn) for (const text of texts) expect(canUse(text, action, key)).toBe(false)
        }
      expect(canUse(texts[0] ?? '', 's3:PutObject', `${own}objects/u/f`)).toBe(true)
      expect(canUse(texts[0] ?? '', 's3:PutObject', `${own}other/x`)).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('createPipePolicy uses only characters that STS accepts', () => {
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  const text = createPipePolicy({ ...scope, prefix: 'größe', context: '数据' })
  expect(text).toMatch(/^[\t\n\r\u0020-\u00ff]+$/)
  expect(canUse(text, 's3:PutObject', 'größe/context/数据/objects/u/f')).toBe(true)
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
  expect(() => createPipePolicy({ ...scope, prefix: '*'.repeat(300) })).toThrow(Failure)
  expect(createPipePolicy({ ...scope, prefix: 'p'.repeat(500) }).length).toBeLessThanOrEqual(2048)
})

test('the evaluator of these tests implements IAM’s patterns', () => {
  expect(matchesPattern('a*c', 'abbc')).toBe(true)
  expect(matchesPattern('a?c', 'abbc')).toBe(false)
  expect(matchesPattern('a.c', 'abc')).toBe(false)
  expect(matchesPattern('a${*}c$', 'a*c$')).toBe(true)
  expect(matchesPattern('a${*}c', 'abc')).toBe(false)
  expect(() => matchesPattern('${aws:username}', 'ann')).toThrow()
  const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' }
  const allow = { Effect: 'Allow', Action: '*', Resource: '*' }
  expect(
    isAllowed(JSON.stringify({ Statement: [allow, deny] }), { action: 's3:GetObject', resource: 'x', context: {} }),
  ).toBe(false)
})
