import { expect, test } from 'vitest'
import type { Attempt } from '../../src/backends/backend.ts'
import { readResources } from '../../src/backends/batch/resources.ts'
import { calculateCost, sumRunningMs } from '../../src/run/cost.ts'

const hour = 3_600_000

test.each([
  [{ vcpus: 2, memoryMib: 4096 }, hour / 2, { vcpuHours: 1, gibHours: 2 }],
  [{ vcpus: 0.5, memoryMib: undefined }, hour, { vcpuHours: 0.5 }],
  [{ vcpus: undefined, memoryMib: 512 }, hour, { gibHours: 0.5 }],
  [{ vcpus: undefined, memoryMib: undefined }, hour, undefined],
  [undefined, hour, undefined],
  [{ vcpus: 2, memoryMib: 4096 }, 0, undefined],
])('%j for %i ms cost %j', (resources, ms, cost) => {
  expect(calculateCost(resources, ms)).toStrictEqual(cost)
})

test('all attempts are paid for that began and ended', () => {
  const attempt = (started?: number, stopped?: number): Attempt => ({
    startedAt: started === undefined ? undefined : new Date(started),
    stoppedAt: stopped === undefined ? undefined : new Date(stopped),
    exitCode: undefined,
    reason: undefined,
    logUrl: undefined,
  })
  expect(sumRunningMs([attempt(10, 30), attempt(50, 55), attempt(undefined, 70), attempt(80), attempt(9, 8)])).toBe(25)
  expect(sumRunningMs(undefined)).toBe(0)
})

test('a job has what its requirements say, or a definition of old', () => {
  const requirements = [
    { type: 'VCPU', value: '0.25' },
    { type: 'MEMORY', value: '512' },
  ] as const
  expect(readResources({ resourceRequirements: [...requirements], vcpus: 8 })).toStrictEqual({
    vcpus: 0.25,
    memoryMib: 512,
  })
  expect(readResources({ vcpus: 2, memory: 2048 })).toStrictEqual({ vcpus: 2, memoryMib: 2048 })
  expect(readResources({ vcpus: 0, memory: 0 })).toStrictEqual({ vcpus: undefined, memoryMib: undefined })
})
