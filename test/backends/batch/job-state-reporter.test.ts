import { describe, expect, test } from 'vitest'
import { JobStateReporter } from '../../../src/backends/batch/job-state-reporter.ts'
import type { Clock } from '../../../src/lib/clock.ts'
import { createJob, parse, startedAt } from './follow-helpers.ts'

function createReporter(url?: string) {
  let now = startedAt
  const clock: Clock = { now: () => now, date: () => new Date(now), random: () => 0.5, sleep: async () => undefined }
  const reported: string[] = []
  const listener = { changed: async (text: string) => void reported.push(text) }
  const job = { id: 'job-1', name: 'orders', ...(url && { url }) }
  const pass = (ms: number) => {
    now += ms
  }
  return { reporter: new JobStateReporter(job, listener, clock), reported, pass }
}

describe('JobStateReporter', () => {
  test('reports each state once, with the duration of the previous one', async () => {
    const { reporter, reported, pass } = createReporter()
    await reporter.report(parse(createJob('RUNNABLE')))
    await reporter.report(parse(createJob('RUNNABLE')))
    pass(59_000)
    await reporter.report(parse(createJob('STARTING')))
    pass(61_000)
    await reporter.report(parse(createJob('RUNNING')))
    expect(reported).toStrictEqual([
      'The job is RUNNABLE.',
      'The job is STARTING (RUNNABLE for 59 s).',
      'The job is RUNNING (STARTING for 1 min 1 s).',
    ])
  })

  test('repeats a state every five minutes, counted from the job’s own start', async () => {
    const { reporter, reported, pass } = createReporter('https://console/job-1')
    const job = parse(createJob('RUNNING', { startedAt: startedAt - 3_600_000 }))
    await reporter.report(job)
    pass(299_000)
    await reporter.report(job)
    pass(1_000)
    await reporter.report(job)
    expect(reported).toStrictEqual([
      'The job is RUNNING.',
      'The job has been RUNNING for 65 min 0 s: https://console/job-1',
    ])
  })
})
