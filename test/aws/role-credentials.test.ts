import { describe, expect } from 'vitest'
import { toAwsFailure } from '../../src/aws/errors.ts'
import { createRoleCredentials, isIdentityLost } from '../../src/aws/role-credentials.ts'
import type { Clock } from '../../src/lib/clock.ts'
import type { Gate } from '../testbed/aws-gate.ts'
import { catchFailure, createOptions, test } from './helpers.ts'

describe('createRoleCredentials', () => {
  const createClock = (): Clock & { at: number; shiftMs: number } => ({
    at: Date.now(),
    shiftMs: 0,
    now() {
      return this.at
    },
    date() {
      return new Date(this.at + this.shiftMs)
    },
    random: () => 0.5,
    async sleep(ms) {
      this.at += ms
    },
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

  test.for([
    [6, 'InternalFailure', 500, 'remote-unreachable'],
    [12, 'IDPCommunicationError', 400, 'access-denied'],
    [1, 'AccessDenied', 403, 'access-denied'],
  ] as const)('gives up after %i attempts with %s', async ([attempts, code, status, verdict], { gate }) => {
    gate.failSts(100, code, status)
    expect(await catchFailure(create(gate, createClock())())).toMatchObject({ verdict })
    expect(gate.calls.get('AssumeRoleWithWebIdentity')).toBe(attempts)
  })

  test('waits for some minutes while STS throttles', async ({ gate }) => {
    gate.failSts(200, 'Throttling', 400)
    const clock = createClock()
    const startMs = clock.now()
    expect(await catchFailure(create(gate, clock)())).toMatchObject({ verdict: 'throttled' })
    expect(clock.now() - startMs).toBeGreaterThan(4 * 60_000)
    expect(clock.now() - startMs).toBeLessThan(6 * 60_000)
  })

  test('keeps a session for its life when the time of day is set meanwhile', async ({ gate }) => {
    const clock = createClock()
    const credentials = create(gate, clock)
    const first = await credentials()
    clock.shiftMs = 3 * 3_600_000
    expect(await credentials()).toBe(first)
    clock.shiftMs = -3 * 3_600_000
    clock.at += 51 * 60_000
    const second = await credentials()
    expect(second.accessKeyId).not.toBe(first.accessKeyId)
    expect(await credentials()).toBe(second)
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
