import { describe, expect, test } from 'vitest'
import { RunningTime } from '../../../src/backends/batch/running-time.ts'
import { createFastClock } from '../../testbed/batch-wire.ts'

const minuteMs = 60_000

describe('RunningTime', () => {
  test('reports an attempt that runs two minutes longer than its timeout', async () => {
    const clock = createFastClock()
    const time = new RunningTime(clock, 10 * minuteMs)
    expect(time.update({ status: 'RUNNING', startedAt: 1 })).toBeUndefined()
    await clock.sleep(12 * minuteMs - 1)
    expect(time.update({ status: 'RUNNING', startedAt: 1 })).toBeUndefined()
    await clock.sleep(1)
    expect(time.update({ status: 'RUNNING', startedAt: 1 })).toMatchObject({
      verdict: 'timeout',
      evidence: 'The pipe ran for more than 10 minutes and was terminated.',
    })
  })

  test.each([
    ['starts again', { status: 'RUNNING', startedAt: 2 }],
    ['waits for another host', { status: 'RUNNABLE', startedAt: 1 }],
  ])('counts from the new attempt when the job %s', async (_, job) => {
    const clock = createFastClock()
    const time = new RunningTime(clock, 10 * minuteMs)
    time.update({ status: 'RUNNING', startedAt: 1 })
    await clock.sleep(20 * minuteMs)
    expect(time.update(job)).toBeUndefined()
  })

  test('ignores starts that are far in the past or in the future', () => {
    const time = new RunningTime(createFastClock(), 10 * minuteMs)
    expect(time.update({ status: 'RUNNING', startedAt: 1 })).toBeUndefined()
    expect(time.update({ status: 'RUNNING', startedAt: 8e15 })).toBeUndefined()
  })
})
