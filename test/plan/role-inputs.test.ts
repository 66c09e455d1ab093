import { describe, expect, test } from 'vitest'
import { readRegion, readRoleInputs } from '../../src/plan/role-inputs.ts'
import { findReadProblems, readWith } from './input-fixtures.ts'

describe('readRegion', () => {
  const read = (region: string, env: Readonly<Record<string, string>> = {}) =>
    readWith((reader) => readRegion(reader, env), { 'aws-region': region })

  test.each(['us-east-1', 'us-gov-west-1', 'ap-southeast-7', 'us-isob-east-1', 'eusc-de-east-1', 'us-east-12'])(
    'accepts the AWS region %s',
    (region) => {
      expect(read(region)).toStrictEqual({ values: region, invalid: [] })
      const endpoint = 'https://vpce-1.s3.us-east-1.vpce.amazonaws.com'
      expect(read(region, { AWS_ENDPOINT_URL_S3: endpoint })).toStrictEqual({ values: region, invalid: [] })
    },
  )

  test.each(['garage', 'auto', 'fr-par', 'nyc3', 'minio', 'us-geo', 'us-west-004', 'GRA', 'default', 'x'.repeat(63)])(
    'accepts %s with an endpoint of another S3',
    (region) => {
      for (const name of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3'])
        expect(read(region, { [name]: 'http://s3.example:9000' })).toStrictEqual({ values: region, invalid: [] })
    },
  )

  test.each(['garage', 'auto', 'Frankfurt', 'us-east', 'us-east1', 'u-east-1', 'us-1', 'us-east-1a', '1us-east-1'])(
    'refuses %s for AWS itself',
    (region) => {
      for (const env of [
        {},
        { AWS_ENDPOINT_URL: '' },
        { AWS_ENDPOINT_URL_BATCH: 'http://localhost' },
        { AWS_ENDPOINT_URL: 'https://s3.us-east-1.amazonaws.com' },
        { AWS_ENDPOINT_URL: 'https://s3.cn-north-1.amazonaws.com.cn' },
        { AWS_ENDPOINT_URL: 'https://s3.eusc-de-east-1.amazonaws.eu' },
        { AWS_ENDPOINT_URL_S3: 'https://s3.us-east-1.amazonaws.com', AWS_ENDPOINT_URL: 'http://s3.example' },
      ])
        expect(findReadProblems((reader) => readRegion(reader, env), { 'aws-region': region })).toStrictEqual([
          {
            where: 'aws-region',
            given: region,
            expected:
              'Give an AWS region such as `us-east-1`. For another S3, set AWS_ENDPOINT_URL, which allows its own names.',
          },
        ])
    },
  )

  test.each(['a b', '-a', 'a-', 'a.b', 'a/b', 'a_b', '*', 'x'.repeat(64)])('refuses %s everywhere', (region) => {
    const readWithEndpoint = (reader: Parameters<typeof readRegion>[0]) =>
      readRegion(reader, { AWS_ENDPOINT_URL: 'http://s3.example' })
    expect(findReadProblems(readWithEndpoint, { 'aws-region': region })).toStrictEqual([
      {
        where: 'aws-region',
        given: region,
        expected: 'Give a name of at most 63 letters, digits and hyphens.',
      },
    ])
  })

  test.each([
    'https://s3.amazonaws.com.example',
    'https://amazonaws.com',
    'not a URL',
    'https://s3.example/.amazonaws.com',
  ])('takes %s for another S3', (endpoint) => {
    expect(read('garage', { AWS_ENDPOINT_URL: endpoint })).toStrictEqual({ values: 'garage', invalid: [] })
  })
})

const roleAdvice = "Give the role's ARN, such as `arn:aws:iam::123456789012:role/disdat-ci`."
const sessionAdvice = 'Give 2 to 64 letters, digits and characters of `_+=,.@-`.'
const accountAdvice = 'Give account ids of 12 digits, separated by commas or line breaks.'
const idAdvice = 'Give 2 to 1224 letters, digits and characters of `_+=,.@:/-`.'

describe('readRoleInputs', () => {
  test('returns an ARN or a name, a session and the accounts', () => {
    const inputs = {
      'role-to-assume': 'arn:aws-cn:iam::123456789012:role/team/ci',
      'role-session-name': 'orders@7',
      'role-duration-seconds': '900',
      audience: 'sts.amazonaws.com.cn',
      'allowed-account-ids': '123456789012, 210987654321',
    }
    expect(readWith(readRoleInputs, inputs)).toStrictEqual({
      values: {
        roleToAssume: inputs['role-to-assume'],
        roleExternalId: undefined,
        shouldMaskAccountId: false,
        roleSessionName: 'orders@7',
        roleDurationSeconds: 900,
        audience: 'sts.amazonaws.com.cn',
        allowedAccountIds: ['123456789012', '210987654321'],
      },
      invalid: [],
    })
    expect(readWith(readRoleInputs, { 'role-to-assume': 'disdat-ci' }).values.roleToAssume).toBe('disdat-ci')
  })

  test('returns undefined and no accounts by default', () => {
    const { values, invalid } = readWith(readRoleInputs, {})
    expect(values).toMatchObject({ roleToAssume: undefined, allowedAccountIds: [] })
    expect(invalid).toStrictEqual([])
  })

  test.each([
    ['role-to-assume', `arn:aws-us-gov:iam::123456789012:role/${'x'.repeat(512)}`],
    ['role-to-assume', 'x'.repeat(64)],
    ['role-session-name', 'a'.repeat(64)],
    ['role-session-name', '_+=,.@-'],
    ['role-external-id', 'a'.repeat(1224)],
    ['role-external-id', '_+=,.@:/-'],
    ['role-duration-seconds', '43200'],
    ['allowed-account-ids', '123456789012\n210987654321'],
    ['mask-aws-account-id', 'true'],
  ])('accepts %s: %s', (name, text) => {
    expect(findReadProblems(readRoleInputs, { [name]: text })).toStrictEqual([])
    expect(readWith(readRoleInputs, { [name]: text })).not.toStrictEqual(readWith(readRoleInputs, {}))
  })

  test.each<[string, string, string]>([
    ...[
      'arn:aws:iam::123456789012:user/ci',
      'arn:aws1:iam::123456789012:role/ci',
      'arn:aws:iam::12345678901:role/ci',
      'arn:aws:iam::1234567890123:role/ci',
      'arn:aws:iam::12345678901x:role/ci',
      'an arn:aws:iam::123456789012:role/ci',
      'arn:aws:iam::123456789012:role/ci ci',
      'arn:aws:iam::123456789012:role/',
      `arn:aws:iam::123456789012:role/${'x'.repeat(513)}`,
      'x'.repeat(65),
      'two words',
      'x:',
      ':x',
    ].map((text): [string, string, string] => ['role-to-assume', text, roleAdvice]),
    ...['x', 'x'.repeat(65), 'a b', 'a/b', 'ab:', ':ab'].map((text): [string, string, string] => [
      'role-session-name',
      text,
      sessionAdvice,
    ]),
    ...['x', 'x'.repeat(1225), 'a b', 'ab;', ';ab'].map((text): [string, string, string] => [
      'role-external-id',
      text,
      idAdvice,
    ]),
    ['role-duration-seconds', '899', 'Give a whole number from 900 to 43200.'],
    ['role-duration-seconds', '43201', 'Give a whole number from 900 to 43200.'],
    ['role-duration-seconds', '900.5', 'Give a whole number from 900 to 43200.'],
    ...['12345678901', '1234567890123', '12345678901x'].map((text): [string, string, string] => [
      'allowed-account-ids',
      text,
      accountAdvice,
    ]),
    ['mask-aws-account-id', 'yes', 'Allowed: true, false.'],
  ])('refuses %s: %s', (name, given, expected) => {
    expect(findReadProblems(readRoleInputs, { [name]: given })).toStrictEqual([{ where: name, given, expected }])
  })
})
