import { describe, expect, test } from 'vitest'
import { readRegion, readRoleInputs } from '../../src/plan/role-inputs.ts'
import { readWith } from './input-fixtures.ts'

describe('readRegion', () => {
  const read = (region: string, env: Readonly<Record<string, string>> = {}) =>
    readWith((reader) => readRegion(reader, env), { 'aws-region': region })

  test.each(['us-east-1', 'us-gov-west-1', 'ap-southeast-7', 'us-isob-east-1', 'eusc-de-east-1'])(
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

  test.each(['garage', 'auto', 'Frankfurt', 'us-east', 'us-east1'])('refuses %s for AWS itself', (region) => {
    for (const env of [
      {},
      { AWS_ENDPOINT_URL: '' },
      { AWS_ENDPOINT_URL_BATCH: 'http://localhost' },
      { AWS_ENDPOINT_URL: 'https://s3.us-east-1.amazonaws.com' },
    ])
      expect(read(region, env).invalid).toStrictEqual(['aws-region'])
  })

  test.each(['a b', '-a', 'a-', 'a.b', 'a/b', 'a_b', '*', 'x'.repeat(64)])('refuses %s everywhere', (region) => {
    expect(read(region, { AWS_ENDPOINT_URL: 'http://s3.example' }).invalid).toStrictEqual(['aws-region'])
  })
})

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
    ['role-to-assume', 'arn:aws:iam::123456789012:user/ci'],
    ['role-to-assume', 'two words'],
    ['role-session-name', 'x'],
    ['role-duration-seconds', '899'],
    ['role-duration-seconds', '43201'],
    ['allowed-account-ids', '12345678901'],
  ])('refuses %s: %s', (name, text) => {
    expect(readWith(readRoleInputs, { [name]: text }).invalid).toStrictEqual([name])
  })
})
