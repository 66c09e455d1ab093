import { expect, test } from 'vitest'
import { defaultRunMs, readResourceInputs } from '../../src/plan/resource-inputs.ts'
import { findReadProblems, readWith } from './input-fixtures.ts'

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

test('defaultRunMs is six hours', () => {
  expect(defaultRunMs).toBe(21_600_000)
})

test('readResourceInputs refuses a size without a unit', () => {
  expect(readWith(readResourceInputs, { memory: '4096', 'shm-size': '64' }).invalid).toStrictEqual([
    'memory',
    'shm-size',
  ])
})

test('readResourceInputs has no limit by default', () => {
  expect(readWith(readResourceInputs, {})).toStrictEqual({
    values: {
      ...{ vcpus: undefined, memoryMib: undefined, shmSizeMib: undefined, gpus: undefined, timeoutMs: undefined },
      jobTimeoutMinutes: undefined,
    },
    invalid: [],
  })
})

test.each([
  ['vcpus', '0.01', { vcpus: 0.01 }],
  ['vcpus', '1024', { vcpus: 1024 }],
  ['memory', '6MiB', { memoryMib: 6 }],
  ['memory', '5.1MiB', { memoryMib: 6 }],
  ['memory', '16TiB', { memoryMib: 16_777_216 }],
  ['shm-size', '1KiB', { shmSizeMib: 1 }],
  ['gpus', '64', { gpus: 64 }],
  ['run-timeout-minutes', '0.01', { timeoutMs: 600 }],
  ['run-timeout-minutes', '7200', { timeoutMs: 432_000_000 }],
  ['job-timeout-minutes', '1', { jobTimeoutMinutes: 1 }],
  ['job-timeout-minutes', '7200', { jobTimeoutMinutes: 7200 }],
  ['job-timeout-minutes', '1.5', { jobTimeoutMinutes: 1.5 }],
])('readResourceInputs accepts %s: %s', (name, text, values) => {
  expect(readWith(readResourceInputs, { [name]: text })).toMatchObject({ values, invalid: [] })
})

const sizeRule = (min: number) =>
  `Give a number with its unit, such as \`4GiB\` or \`512MiB\`, from ${min} MiB to 16 TiB.`

test.each([
  ['vcpus', '1024.5', 'Give a number from 0.01 to 1024.'],
  ['memory', '5MiB', sizeRule(6)],
  ['memory', '4096', sizeRule(6)],
  ['memory', '4GiBx', sizeRule(6)],
  ['memory', '16777217MiB', sizeRule(6)],
  ['shm-size', '0MiB', sizeRule(1)],
  ['shm-size', 'manyMiB', sizeRule(1)],
  ['gpus', '65', 'Give a whole number from 1 to 64.'],
  ['gpus', '1.5', 'Give a whole number from 1 to 64.'],
  ['run-timeout-minutes', '7201', 'Give a number from 0.01 to 7200.'],
  ['job-timeout-minutes', '7201', 'Give a number from 1 to 7200.'],
])('readResourceInputs refuses %s: %s', (where, given, expected) => {
  expect(findReadProblems(readResourceInputs, { [where]: given })).toStrictEqual([{ where, given, expected }])
})
