import { expect, test } from 'vitest'
import { CallCollector } from '../../src/lib/call-collector.ts'

const limits = { maxSize: 50, waitMs: 1 }

test('CallCollector carries out requests of one moment in calls of the largest size', async () => {
  const sizes: number[] = []
  const collector = new CallCollector<number, number>(async (numbers) => {
    sizes.push(numbers.length)
    return (number) => number * 2
  }, limits)
  const numbers = Array.from({ length: 120 }, (_, index) => index)
  const doubled = await Promise.all(numbers.map((number) => collector.request(number)))
  expect(doubled).toEqual(numbers.map((number) => number * 2))
  expect(sizes).toEqual([50, 50, 20])
  expect(await collector.request(4)).toBe(8)
  expect(sizes).toHaveLength(4)
})

test('CallCollector rejects a request with its own error, and all requests of a call that fails', async () => {
  const collector = new CallCollector<string, string>(async (names) => {
    if (names.includes('all')) throw new Error('the call failed')
    return (name) => {
      if (name === 'bad') throw new Error('only this one')
      return name
    }
  }, limits)
  const ends = async (names: readonly string[]) =>
    (await Promise.allSettled(names.map((name) => collector.request(name)))).map((end) =>
      end.status === 'fulfilled' ? end.value : String(end.reason),
    )
  expect(await ends(['good', 'bad'])).toEqual(['good', 'Error: only this one'])
  expect(await ends(['good', 'all'])).toEqual(['Error: the call failed', 'Error: the call failed'])
})
