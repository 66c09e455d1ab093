import { describe, expect, test } from 'vitest'
import { readRoleInputs } from '../../src/plan/role-inputs.ts'
import { readWith } from './input-fixtures.ts'

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
