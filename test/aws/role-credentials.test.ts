import { describe, expect } from 'vitest'
import { toAwsFailure } from '../../src/aws/errors.ts'
import { createRoleCredentials, isIdentityLost } from '../../src/aws/role-credentials.ts'
import type { Clock } from '../../src/lib/clock.ts'
import type { Gate } from '../testbed/aws-gate.ts'
import { catchFailure, createOptions, test } from './helpers.ts'

describe('createRoleCredentials', () => {
  const createClock = (): Clock & { at: number } => ({
    at: Date.now(),
    now() {
      return this.at
    },
    random: () => 0.5,
    sleep: async () => undefined,
  })
  const create = (gate: Gate, clock: Clock) => {
    const { options } = createOptions(gate)
    const token = () => (options.getIdToken ?? (async () => ''))('sts.amazonaws.com')
    const request = { roleArn: options.roleToAssume ?? '', sessionName: 'test', durationSeconds: 3600 }
    return createRoleCredentials(
      { kind: 'token', token },
      request,
      { region: 'us-east-1', env: gate.env, onSecret: () => undefined },
      clock,
    )
  }

  test('keeps a session until ten minutes before its end, then renews it with a new token', async ({ gate }) => {
    const clock = createClock()
    const credentials = create(gate, clock)
    const first = await credentials()
    clock.at += 49 * 60_000
    expect(await credentials()).toBe(first)
    clock.at += 2 * 60_000
    expect((await credentials()).accessKeyId).not.toBe(first.accessKeyId)
    expect(gate.calls.get('token')).toBe(2)
  })

  test('keeps a session that cannot be renewed, and retries later', async ({ gate }) => {
    const clock = createClock()
    const credentials = create(gate, clock)
    const first = await credentials()
    clock.at += 51 * 60_000
    gate.refuseTokens(true)
    expect(await credentials()).toBe(first)
    expect(await credentials()).toBe(first)
    expect(gate.calls.get('token')).toBe(2)
    clock.at += 2 * 60_000
    gate.refuseTokens(false)
    expect((await credentials()).accessKeyId).not.toBe(first.accessKeyId)
  })

  test('throws IdentityLostError when a session expired before it could be renewed', async ({ gate }) => {
    const clock = createClock()
    const credentials = create(gate, clock)
    await credentials()
    gate.refuseTokens(true)
    clock.at += 61 * 60_000
    const error = await catchFailure(credentials())
    expect(isIdentityLost(error)).toBe(true)
    expect(isIdentityLost(new Error('outer', { cause: error }))).toBe(true)
    expect(error).toMatchObject({ verdict: 'access-denied', message: expect.stringContaining('could not be renewed') })
  })

  test('throws access-denied when there never was a session', async ({ gate }) => {
    gate.refuseTokens(true)
    const error = await catchFailure(create(gate, createClock())())
    expect(isIdentityLost(error)).toBe(false)
    expect(error).toMatchObject({
      verdict: 'access-denied',
      message: expect.stringContaining('GitHub gives no OIDC token'),
    })
  })

  test('retries with a jittered pause that doubles', async ({ gate }) => {
    const pauses: number[] = []
    const clock: Clock = { ...createClock(), sleep: async (ms) => void pauses.push(ms) }
    gate.failSts(3, 'InternalFailure', 500)
    await create(gate, clock)()
    expect(pauses).toStrictEqual([200, 400, 800])
  })

  test('gives up after twelve attempts', async ({ gate }) => {
    gate.failSts(20, 'Throttling', 400)
    expect(await catchFailure(create(gate, createClock())())).toMatchObject({ verdict: 'throttled' })
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(12)
  })
})

describe('isIdentityLost', () => {
  test('is true of expired credentials, and of no other refusal', () => {
    const createError = (name: string) => Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 403 } })
    const convert = (name: string) => toAwsFailure(createError(name), 'describe the job', 'batch:DescribeJobs')
    expect(isIdentityLost(convert('ExpiredTokenException'))).toBe(true)
    expect(isIdentityLost(convert('AccessDenied'))).toBe(false)
  })
})
