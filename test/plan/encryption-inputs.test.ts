import { describe, expect, test } from 'vitest'
import { type EncryptionInputs, readEncryptionInputs } from '../../src/plan/encryption-inputs.ts'
import { findReadProblems, readGiven, readWith } from './input-fixtures.ts'

describe('readEncryptionInputs', () => {
  test.each<[Readonly<Record<string, string>>, EncryptionInputs]>([
    [{}, { kind: 'AES256' }],
    [{ sse: 'aes256' }, { kind: 'AES256' }],
    [{ sse: 'none' }, { kind: 'none' }],
    [{ sse: 'aws:kms' }, { kind: 'aws:kms', keyId: undefined }],
    [
      { sse: 'aws:kms', 'sse-kms-key-id': 'alias/data' },
      { kind: 'aws:kms', keyId: 'alias/data' },
    ],
    [{ 'sse-kms-key-id': 'alias/data' }, { kind: 'aws:kms', keyId: 'alias/data' }],
  ])('reads %o', (inputs, values) => {
    expect(readWith(readEncryptionInputs, inputs)).toStrictEqual({ values, invalid: [] })
  })

  test.each(['AES256', 'none'])('refuses a key beside `sse: %s`', (sse) => {
    expect(readGiven({ sse, 'sse-kms-key-id': 'alias/data' }).problems).toStrictEqual([
      {
        where: 'sse-kms-key-id',
        given: 'alias/data',
        expected: `A key needs \`sse: aws:kms\`, not \`sse: ${sse}\`. Remove one of the two.`,
      },
    ])
  })

  const uuid = '1234abcd-12ab-34cd-56ef-1234567890ab'
  const arn = 'arn:aws:kms:us-east-1:123456789012'

  test.each([
    ...[uuid, `mrk-${'0a'.repeat(16)}`, 'alias/data/x_1-y', `alias/${'a'.repeat(250)}`],
    ...[`${arn}:key/${uuid}`, `${arn}:alias/data`, `${arn.replace('aws', 'aws-us-gov')}:alias/${'a'.repeat(250)}`],
  ])('accepts the key %s', (keyId) => {
    expect(readWith(readEncryptionInputs, { 'sse-kms-key-id': keyId })).toStrictEqual({
      values: { kind: 'aws:kms', keyId },
      invalid: [],
    })
  })

  test.each([
    ...[`x${uuid}`, `${uuid}x`, uuid.toUpperCase(), uuid.slice(1), uuid.slice(0, -1), uuid.replace('-', '')],
    ...[`mrk-${'0a'.repeat(15)}`, `mrk-${'0a'.repeat(17)}`, `mrk-${'0g'.repeat(16)}`, 'alias/', 'alias/a b', 'data'],
    ...[`alias/${'a'.repeat(251)}`, `${arn}:alias/${'a'.repeat(251)}`, `${arn}:alias/`, `x${arn}:alias/data`],
    ...[`${arn}:key/${uuid.slice(1)}`, `${arn}:key/${uuid}x`, `${arn}1:alias/data`, `${arn.slice(0, -1)}:alias/data`],
    ...[`${arn.replace('aws', 'aws1')}:alias/data`, `${arn.replace('us-east-1', '')}:alias/data`, `${arn}:alias/a!`],
    ...[
      `${arn.replace('us-east-1', 'US')}:alias/data`,
      `${arn}:key/${uuid.toUpperCase()}`,
      `${arn.slice(0, -1)}x:alias/a`,
    ],
  ])('refuses the key %s', (given) => {
    const expected =
      'Give a KMS key: its id, `alias/name`, or the ARN of either (an alias of another account needs the ARN).'
    expect(findReadProblems(readEncryptionInputs, { 'sse-kms-key-id': given })).toStrictEqual([
      { where: 'sse-kms-key-id', given, expected },
    ])
  })

  test('refuses another mode, and keeps the default', () => {
    expect(findReadProblems(readEncryptionInputs, { sse: 'kms' })).toMatchObject([
      { where: 'sse', given: 'kms', expected: 'Allowed: AES256, aws:kms, none.' },
    ])
    expect(readWith(readEncryptionInputs, { sse: 'kms' }).values).toStrictEqual({ kind: 'AES256' })
  })
})
