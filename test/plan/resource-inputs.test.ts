import { expect, test } from 'vitest'
import { readResourceInputs } from '../../src/plan/resource-inputs.ts'
import { readWith } from './input-fixtures.ts'

test('readResourceInputs returns sizes in MiB, rounded up, and times in milliseconds', () => {
  const given = { memory: '1.0005GiB', 'shm-size': '65 mib', 'run-timeout-minutes': '0.5', vcpus: '0.25', gpus: '2' }
  expect(readWith(readResourceInputs, given)).toStrictEqual({
    values: {
      ...{ vcpus: 0.25, memoryMib: 1025, shmSizeMib: 65, gpus: 2, timeoutMs: 30_000 },
      jobTimeoutMinutes: undefined,
    },
    invalid: [],
  })
})

test('readResourceInputs refuses a size without a unit', () => {
  expect(readWith(readResourceInputs, { memory: '4096', 'shm-size': '64' }).invalid).toStrictEqual([
    'memory',
    'shm-size',
  ])
})
