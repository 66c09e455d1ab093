import { describe, expect, test } from 'vitest'
import {
  bundleNameLimit,
  deriveImageName,
  findBundleNameProblem,
  isContextName,
  isIdentifier,
  parseContext,
  parsePipeClass,
  parseRemoteUrl,
} from '../../src/disdat/names.ts'

describe('parsePipeClass', () => {
  test.each([
    ['module.Pipe', { name: 'module.Pipe', module: ['module'] }],
    ['module.submodule.PipeClass', { name: 'module.submodule.PipeClass', module: ['module', 'submodule'] }],
    ['_private.v2.Pipe_3', { name: '_private.v2.Pipe_3', module: ['_private', 'v2'] }],
    ['größe.Ölpreis', { name: 'größe.Ölpreis', module: ['größe'] }],
    ['मॉड्यूल.Pipe', { name: 'मॉड्यूल.Pipe', module: ['मॉड्यूल'] }],
  ])('parses %s', (text, pipeClass) => {
    expect(parsePipeClass(text)).toStrictEqual(pipeClass)
  })

  test.each([
    '',
    'Pipe',
    'module.',
    '.Pipe',
    'module..Pipe',
    'module/Pipe',
    'module-x.Pipe',
    '2module.Pipe',
    'module.Pipe()',
    'module.Pipe ',
    'module.Pipe\n',
    'module.Pi²pe',
    '--help.Pipe',
    'module.$(id)',
  ])('returns undefined for %j', (text) => {
    expect(parsePipeClass(text)).toBeUndefined()
  })
})

describe('deriveImageName', () => {
  test.each([
    [['orders'], 'disdat-orders'],
    [['Shop', 'DailyOrders'], 'disdat-shop-dailyorders'],
    [['a', 'b_c', 'd'], 'disdat-a-b_c-d'],
  ])('of a class in %j is %s', (module, image) => {
    expect(deriveImageName({ name: [...module, 'Pipe'].join('.'), module })).toBe(image)
  })
})

test.each([
  ['day', true],
  ['_x1', true],
  ['día', true],
  ['', false],
  ['1st', false],
  ['a-b', false],
  ['a b', false],
  ['a\n', false],
])('isIdentifier of %j is %s', (text, expected) => {
  expect(isIdentifier(text)).toBe(expected)
})

describe('findBundleNameProblem', () => {
  test.each(['orders', 'Daily Orders', 'orders.v2', 'größe', '注文', 'a:b', 'x'.repeat(bundleNameLimit)])(
    'returns undefined for %s',
    (name) => {
      expect(findBundleNameProblem(name)).toBeUndefined()
    },
  )

  test.each([
    ['', 'is empty'],
    ['a/b', 'contains a slash'],
    ['a\\b', 'contains a slash'],
    ['..', 'contains `..`'],
    ['a..b', 'contains `..`'],
    ['a::b', 'contains `::`'],
    ['a\nb', 'contains a line break or another control character'],
    ['a\r', 'contains a line break or another control character'],
    ['a\u0000', 'contains a line break or another control character'],
    ['a\u0085b', 'contains a line break or another control character'],
    ['a\u2028b', 'contains a line break or another control character'],
    ['a\u202eb', 'contains a line break or another control character'],
    ['a\u001b[31m', 'contains a line break or another control character'],
    [' a', 'starts or ends with a space'],
    ['a\u00a0', 'starts or ends with a space'],
    ['--force', 'starts with `-`, which Disdat reads as an option'],
    ['-', 'starts with `-`, which Disdat reads as an option'],
    ['x'.repeat(300), 'is 300 characters long, the limit is 255'],
  ])('says that %j %s', (name, problem) => {
    expect(findBundleNameProblem(name)).toBe(problem)
  })
})

describe('parseContext', () => {
  test.each([
    ['prod', { remote: 'prod', local: 'prod' }],
    ['prod/mine', { remote: 'prod', local: 'mine' }],
    ['a.b-c_d/e1', { remote: 'a.b-c_d', local: 'e1' }],
  ])('parses %s', (text, context) => {
    expect(parseContext(text)).toStrictEqual(context)
  })

  test.each([
    '',
    '/',
    'a/',
    '/b',
    'a/b/c',
    '..',
    'a/..',
    '.hidden',
    '-x',
    'a b',
    'a\n',
    'a..b',
    's3://b',
    'x'.repeat(129),
  ])('returns undefined for %j', (text) => {
    expect(parseContext(text)).toBeUndefined()
  })

  test('accepts names of at most 128 characters', () => {
    expect([128, 129].map((length) => isContextName('x'.repeat(length)))).toStrictEqual([true, false])
  })
})

describe('parseRemoteUrl', () => {
  test.each([
    ['s3://bucket', { bucket: 'bucket', prefix: '', url: 's3://bucket' }],
    ['s3://bucket/', { bucket: 'bucket', prefix: '', url: 's3://bucket' }],
    ['s3://my-bucket.v2/a/b', { bucket: 'my-bucket.v2', prefix: 'a/b', url: 's3://my-bucket.v2/a/b' }],
    ['s3://bucket/a/b/', { bucket: 'bucket', prefix: 'a/b', url: 's3://bucket/a/b' }],
    ['s3://bucket//', { bucket: 'bucket', prefix: '', url: 's3://bucket' }],
    ['s3://abc', { bucket: 'abc', prefix: '', url: 's3://abc' }],
    ['s3://my.bucket-1/a/b c/ü', { bucket: 'my.bucket-1', prefix: 'a/b c/ü', url: 's3://my.bucket-1/a/b c/ü' }],
    ['s3://bucket/.hidden/a..b', { bucket: 'bucket', prefix: '.hidden/a..b', url: 's3://bucket/.hidden/a..b' }],
    // Only a whole IP address is refused.
    ['s3://10.0.0.1.logs', { bucket: '10.0.0.1.logs', prefix: '', url: 's3://10.0.0.1.logs' }],
    ['s3://bucket/a+b=c@d', { bucket: 'bucket', prefix: 'a+b=c@d', url: 's3://bucket/a+b=c@d' }],
    [
      "s3://bucket/it's (a) prefix!",
      { bucket: 'bucket', prefix: "it's (a) prefix!", url: "s3://bucket/it's (a) prefix!" },
    ],
  ])('parses %s', (text, remote) => {
    expect(parseRemoteUrl(text)).toStrictEqual(remote)
  })

  test.each([
    '',
    'bucket/prefix',
    's3:/bucket',
    's3://',
    's3:///prefix',
    'S3://bucket',
    's://bucket',
    'https://bucket/prefix',
    's3://Bucket/prefix',
    's3://ab',
    `s3://${'b'.repeat(64)}`,
    's3://-bucket',
    's3://bucket-',
    's3://a..b',
    's3://under_score',
    's3://192.168.5.4/prefix',
    's3://bucket/a//b',
    's3://bucket//a',
    's3://bucket/a//',
    's3://bucket/../a',
    's3://bucket/a/.',
    's3://bucket/a\nb',
    's3://bucket/a?versionId=1',
    's3://bucket/a#b',
    's3://bucket/%2e%2e',
    's3://bucket/a:b',
    's3://bucket/a\\b',
    's3://bucket/./b',
    's3://bucket/a,b',
    's3://bucket/a&b',
    's3://bucket/a\u0000b',
    's3://bucket:80/a',
    's3://B/a',
    's3://user@bucket/a',
    ' s3://bucket',
    's3://bucket\n',
  ])('returns undefined for %j', (text) => {
    expect(parseRemoteUrl(text)).toBeUndefined()
  })
})
