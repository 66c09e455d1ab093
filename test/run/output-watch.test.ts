import { expect, test } from 'vitest'
import type { Remote } from '../../src/remote/remote.ts'
import { createLookLimiter, OutputWatch } from '../../src/run/output-watch.ts'
import { createSteppedClock } from '../testbed/stepped-clock.ts'

const uuid = '4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f'
const absent: Remote['read'] = async () => undefined

/** Watches outputs on a clock that the test advances; `looks` are the seconds of the looks, `announced` the jobs. */
function watchOutputs(count: number, read: Remote['read'] = absent) {
  const clock = createSteppedClock()
  const limiter = createLookLimiter(clock)
  const ended = new AbortController()
  const looks: number[] = []
  const announced: number[] = []
  const remote = {
    read: async (...args: Parameters<Remote['read']>) => {
      looks.push(clock.now() / 1000)
      return await read(...args)
    },
  }
  const watches = Array.from({ length: count }, (_, job) => {
    const announceEnd = async () => void announced.push(job)
    return new OutputWatch({ remote, uuid, clock, limiter, announceEnd, ended: ended.signal })
  })
  return { clock, looks, announced, watches, ended }
}

test('OutputWatch announces the end once, when the HyperFrame appears', async () => {
  const asked: string[] = []
  const { clock, looks, announced, watches } = watchOutputs(1, async (id, path) => {
    asked.push(`${id}/${path}`)
    return asked.length === 3 ? new Uint8Array(1) : undefined
  })
  for (const watch of watches) watch.start()
  await clock.advance(60_000)
  expect(looks).toStrictEqual([4, 8, 12])
  expect(new Set(asked)).toStrictEqual(new Set([`${uuid}/${uuid}_hframe.pb`]))
  expect(announced).toStrictEqual([0])
})

test('OutputWatch does not look before the job has a log, nor while lines arrive', async () => {
  const { clock, looks, watches } = watchOutputs(1)
  await clock.advance(60_000)
  expect(looks).toStrictEqual([])
  for (const watch of watches) watch.start()
  for (let read = 0; read < 30; read += 1) {
    for (const watch of watches) watch.recordLines()
    await clock.advance(2_000)
  }
  expect(looks).toStrictEqual([])
  await clock.advance(8_000)
  expect(looks.length).toBeGreaterThan(0)
})

test('OutputWatch gives up on a remote that it cannot read', async () => {
  const { clock, looks, announced, watches } = watchOutputs(1, async () => await Promise.reject(new Error('403')))
  for (const watch of watches) watch.start()
  await clock.advance(600_000)
  expect(looks).toStrictEqual([4, 8, 12])
  expect(announced).toStrictEqual([])
  for (const watch of watches) await watch.finish()
})

test('OutputWatch shares four looks a second with all jobs of the step', async () => {
  const { clock, looks, watches } = watchOutputs(200)
  for (const watch of watches) watch.start()
  await clock.advance(300_000)
  expect(looks.length).toBeGreaterThan(1_000)
  expect(looks.length).toBeLessThanOrEqual(4 * 300)
})

test('OutputWatch ends with the job', async () => {
  const { clock, looks, watches, ended } = watchOutputs(1)
  for (const watch of watches) watch.start()
  await clock.advance(5_000)
  ended.abort()
  for (const watch of watches) await watch.finish()
  await clock.advance(60_000)
  expect(looks).toStrictEqual([4])
})
