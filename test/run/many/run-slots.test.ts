import { describe, expect, test } from 'vitest'
import { RunSlots, readMachineSize } from '../../../src/run/many/run-slots.ts'
import { createDoubleBackend } from '../../testbed/double-backend.ts'

const machine = { vcpus: 4, memoryMib: 8192 }
const size = (vcpus?: number, memoryMib?: number) => ({ vcpus, memoryMib })

/** How many of these runs may start together. */
function countStarts(slots: RunSlots, sizes: readonly ReturnType<typeof size>[]): number {
  for (const each of sizes) {
    if (!slots.fits(each)) break
    slots.take(each)
  }
  return slots.runningCount
}

describe('RunSlots', () => {
  const six = (...given: Parameters<typeof size>) => Array.from({ length: 6 }, () => size(...given))
  test.each([
    ['one run for each CPU', undefined, machine, six(), 4],
    ['as many as their vCPUs allow', undefined, machine, six(1.5), 2],
    ['as many as their memory allows', undefined, machine, six(0.5, 3000), 2],
    ['a run that is larger than the machine, alone', undefined, machine, six(9), 1],
    ['as many as `max-parallel` says', 5, machine, six(2), 5],
    ['all of them where each has its own machine', undefined, undefined, six(), 6],
  ])('allows %s', (_, maxParallel, of, sizes, count) => {
    expect(countStarts(new RunSlots(maxParallel, of), sizes)).toBe(count)
  })

  test('allows the next run when one has ended', () => {
    const slots = new RunSlots(1, undefined)
    const [one, two] = [size(), size()]
    slots.take(one)
    expect(slots.fits(two)).toBe(false)
    slots.free(one)
    expect(slots.fits(two)).toBe(true)
  })

  test.each([
    [1, machine, 3, false],
    [2, machine, 3, true],
    [2, machine, 1, false],
    [undefined, { vcpus: 1, memoryMib: 0 }, 3, false],
    [undefined, machine, 3, true],
    [undefined, undefined, 3, true],
  ])('knows for max-parallel %s on %o whether %i runs can overlap: %s', (maxParallel, of, count, expected) => {
    expect(new RunSlots(maxParallel, of).canOverlap(Array.from({ length: count }, () => size()))).toBe(expected)
  })
})

describe('readMachineSize', () => {
  const { signal } = new AbortController()
  test('asks the backend, and starts one run at a time when it does not respond', async () => {
    const read = (changes: Parameters<typeof createDoubleBackend>[0]) =>
      readMachineSize(createDoubleBackend(changes), signal)
    expect(await read({})).toBeUndefined()
    expect(await read({ readMachineSize: async () => machine })).toEqual(machine)
    expect(await read({ readMachineSize: () => Promise.reject(new Error('gone')) })).toMatchObject({ vcpus: 1 })
  })
})
