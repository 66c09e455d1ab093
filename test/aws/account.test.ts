import { describe, expect, test } from 'vitest'
import { assertAllowedAccount, getCallerAccount } from '../../src/aws/account.ts'
import type { Identity } from '../../src/aws/credentials.ts'
import { Failure } from '../../src/errors.ts'

const account = { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/ci/x', partition: 'aws' }

describe('assertAllowedAccount', () => {
  test('accepts an account of the list, and every account without a list', () => {
    expect(() => assertAllowedAccount(account, ['210987654321', '123456789012'])).not.toThrow()
    expect(() => assertAllowedAccount(account, [])).not.toThrow()
  })

  test('names the account and the list when it throws', () => {
    expect(() => assertAllowedAccount(account, ['210987654321', '000000000000'])).toThrow(
      'allowed-account-ids: the step runs in account 123456789012 (arn:aws:sts::123456789012:assumed-role/ci/x). Allowed: 210987654321, 000000000000.',
    )
  })
})

describe('getCallerAccount', () => {
  test('passes on a failure of the credentials', async () => {
    const failure = new Failure('access-denied', 'none', 'advice')
    const identity: Identity = { region: 'us-east-1', credentials: () => Promise.reject(failure) }
    await expect(getCallerAccount(identity, {})).rejects.toBe(failure)
  })
})
