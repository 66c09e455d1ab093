import { describe, expect, test } from 'vitest'
import { type EncryptionInputs, readEncryptionInputs } from '../../src/plan/encryption-inputs.ts'
import { readGiven, readWith } from './input-fixtures.ts'

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
})
