import { describe, expect, test } from 'vitest'
import { QueueLanes } from '../../../src/run/many/queue-lanes.ts'
import { createPlanned } from './fixtures.ts'

/** Takes a lane for a run and returns its predecessor. */
function take(lanes: QueueLanes, needed: readonly string[] = []) {
  const planned = createPlanned('run')
  lanes.take(planned, needed)
  return { planned, predecessor: lanes.getPredecessor(planned) }
}

/** Lanes whose last jobs have these ids. */
function createLanes(jobs: readonly string[]): QueueLanes {
  const lanes = new QueueLanes(jobs.length)
  const taken = jobs.map((job) => ({ job, ...take(lanes) }))
  for (const { planned, job } of taken) lanes.free(planned, job)
  return lanes
}

describe('QueueLanes', () => {
  test('lets a job wait for the last one of its lane, but not for those of others', () => {
    const lanes = createLanes(['a', 'b'])
    const [first, second] = [take(lanes), take(lanes)]
    expect([first.predecessor, second.predecessor]).toEqual(['a', 'b'])
    lanes.free(first.planned, 'c')
    expect(take(lanes).predecessor).toBe('c')
  })

  test('prefers a lane whose last job the run needs, and then the lane with the fewest jobs', () => {
    const lanes = createLanes(['a', 'b', 'c'])
    const [needed, other] = [take(lanes, ['x', 'b']), take(lanes)]
    expect([needed.predecessor, other.predecessor]).toEqual(['b', 'a'])
    lanes.free(needed.planned, 'd')
    lanes.free(other.planned, 'e')
    expect(take(lanes, ['x']).predecessor).toBe('c')
  })

  test('keeps the last job of a lane after a run whose job does not continue', () => {
    const lanes = createLanes(['a'])
    lanes.free(take(lanes).planned, undefined)
    expect(take(lanes).predecessor).toBe('a')
  })

  test('has no lanes without a limit', () => {
    const lanes = new QueueLanes(undefined)
    const { planned } = take(lanes)
    lanes.free(planned, 'a')
    expect(take(lanes).predecessor).toBeUndefined()
  })
})
