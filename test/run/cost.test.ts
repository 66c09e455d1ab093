import { describe, expect, test } from 'vitest'
import type { Attempt } from '../../src/backends/backend.ts'
import { batchCapabilities } from '../../src/backends/batch/batch-backend.ts'
import { dockerCapabilities } from '../../src/backends/docker/docker-backend.ts'
import { calculateCost, multiplyResources, sumRunningMs } from '../../src/run/cost.ts'

const hour = 3_600_000

const createAttempt = (started?: number, stopped?: number): Attempt => ({
  startedAt: started === undefined ? undefined : new Date(started),
  stoppedAt: stopped === undefined ? undefined : new Date(stopped),
  exitCode: undefined,
  reason: undefined,
  logUrl: undefined,
})

describe('multiplyResources', () => {
  test.each([
    [{ vcpus: 2, memoryMib: 4096 }, hour / 2, { vcpuHours: 1, gibHours: 2 }],
    [{ vcpus: 0.5, memoryMib: undefined }, hour, { vcpuHours: 0.5 }],
    [{ vcpus: undefined, memoryMib: 512 }, hour, { gibHours: 0.5 }],
    [{ vcpus: undefined, memoryMib: undefined }, hour, undefined],
    [undefined, hour, undefined],
    [{ vcpus: 2, memoryMib: 4096 }, 0, undefined],
  ])('of %j for %i ms is %j', (resources, ms, cost) => {
    expect(multiplyResources(resources, ms)).toStrictEqual(cost)
  })
})

describe('sumRunningMs', () => {
  test('counts all attempts that started and stopped', () => {
    const attempts = [createAttempt(10, 30), createAttempt(50, 55), createAttempt(undefined, 70), createAttempt(80)]
    expect(sumRunningMs([...attempts, createAttempt(9, 8)])).toBe(25)
    expect(sumRunningMs(undefined)).toBe(0)
  })
})

describe('calculateCost', () => {
  const run = { vcpus: 2, memoryMib: 1024 }

  test('uses the limits of the run and the time that it was followed, for a backend that reports no usage', () => {
    const backend = { can: dockerCapabilities }
    expect(calculateCost({ run, backend }, undefined, hour)).toStrictEqual({ vcpuHours: 2, gibHours: 1 })
  })

  test('uses what the attempts had, for a backend that reports usage', () => {
    const backend = { can: batchCapabilities }
    const attempts = [createAttempt(0, hour), createAttempt(hour, 2 * hour)]
    const result = { exitCode: 0, outOfMemory: false, attempts, resources: { vcpus: 4, memoryMib: undefined } }
    expect(calculateCost({ run, backend }, result, 1)).toStrictEqual({ vcpuHours: 8 })
    expect(calculateCost({ run, backend }, undefined, hour)).toBeUndefined()
  })
})
