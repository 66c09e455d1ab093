import { describe, expect, test } from 'vitest'
import type { JobListener } from '../../../src/backends/backend.ts'
import { ConsoleLinks } from '../../../src/backends/batch/console-links.ts'
import { JobLog } from '../../../src/backends/batch/job-log.ts'
import { createLogLimiter } from '../../../src/backends/batch/log-limits.ts'
import { createFastClock, Fault, Page, refused, startBatchWire, throttled } from '../../testbed/batch-wire.ts'
import {
  createAttempt,
  createEndedJob,
  createEvent,
  createJob,
  follow,
  logStreamName,
  never,
  parse,
  runningJob,
  startedAt,
} from './follow-helpers.ts'

describe('JobLog of a followed job', () => {
  test('reads a log that appears after the job’s end', async () => {
    const late = 5
    const { reported } = await follow({
      polls: [runningJob, createEndedJob('SUCCEEDED')],
      log: (_, calls) =>
        calls < late
          ? new Fault('ResourceNotFoundException')
          : calls === late
            ? { events: [createEvent('late')], nextForwardToken: 'f/1' }
            : { events: [], nextForwardToken: 'f/1' },
    })
    expect(reported).toContain('| late')
  })

  test('waits some time for a log that never appears', async () => {
    const { result, minutes } = await follow({
      polls: [runningJob, createEndedJob('SUCCEEDED')],
      log: () => new Fault('ResourceNotFoundException'),
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(minutes).toBeGreaterThan(0.25)
    expect(minutes).toBeLessThan(2)
  })

  test.each([
    ['fails', new Fault('InternalFailure', 'by the test', 500)],
    ['is throttled for ever', new Fault('ThrottlingException', 'by the test')],
    ['returns the page of a proxy', new Page()],
    ['is denied', refused],
  ])('says that the log is not complete when CloudWatch Logs %s, and passes it on as advice', async (_, answer) => {
    const { result, reported, minutes } = await follow({
      polls: [runningJob, createEndedJob('FAILED', { exitCode: 3 })],
      log: () => answer,
    })
    expect(result).toMatchObject({ logProblem: expect.stringMatching(/Read the log in the console: https:/) })
    expect(reported.filter((line) => line.includes('The job’s log '))).toHaveLength(1)
    expect(minutes).toBeLessThan(4)
  })

  test('reports no problem when the log could be read in the end', async () => {
    const { result, reported } = await follow({
      polls: [runningJob, createEndedJob('FAILED', { exitCode: 3 })],
      log: (_, calls) =>
        calls < 4 ? throttled : { events: calls === 4 ? [createEvent('a')] : [], nextForwardToken: 'f/1' },
    })
    expect(result).not.toHaveProperty('logProblem')
    expect(reported).toContain('| a')
    expect(reported.join('\n')).not.toContain('could not be read')
  })

  test('stops reading a log that never ends, and says that there is more', async () => {
    const { result, lines, minutes } = await follow({
      polls: [runningJob, createEndedJob('SUCCEEDED')],
      log: (_, calls) => ({ events: [createEvent(`line ${calls}`)], nextForwardToken: `f/${calls}` }),
    })
    expect(result).toMatchObject({ logProblem: expect.stringContaining('has more lines than this step shows') })
    expect(lines.length).toBeGreaterThan(1000)
    expect(minutes).toBeLessThan(10)
  })

  test('reads again after a response without a list of events, and says when none came', async () => {
    const late = await follow({
      polls: [createEndedJob('FAILED')],
      log: (_, calls) =>
        calls === 1 ? { nextForwardToken: 'f/1' } : { events: calls === 2 ? [createEvent('a')] : [] },
    })
    expect(late.lines).toStrictEqual(['| a'])
    expect(late.result).not.toHaveProperty('logProblem', expect.anything())
    const never = await follow({ polls: [createEndedJob('FAILED')], log: () => ({ nextForwardToken: 'f/1' }) })
    expect(never.result).toMatchObject({
      logProblem: expect.stringMatching(
        /^The job’s log could not be read completely: the response has no list `events`/,
      ),
    })
  })

  test('ignores events that are no text', async () => {
    const { lines, result } = await follow({
      polls: [createEndedJob('SUCCEEDED')],
      log: (_, calls) =>
        calls > 1
          ? { events: [], nextForwardToken: 'f/1' }
          : { events: [null, { message: 5 }, { message: { a: 1 } }, createEvent('text'), 7], nextForwardToken: 'f/1' },
    })
    expect(lines).toStrictEqual(['| text'])
    expect(result).toMatchObject({ exitCode: 0 })
  })

  test('reads on after empty pages', async () => {
    const pages = [
      { events: [createEvent('a')], nextForwardToken: 'f/0' },
      ...Array.from({ length: 12 }, (_, at) => ({ events: [], nextForwardToken: `f/${at + 1}` })),
      { events: [createEvent('b')], nextForwardToken: 'f/13' },
    ]
    const { lines } = await follow({
      polls: [createEndedJob('SUCCEEDED')],
      log: (_, calls) => pages[calls - 1] ?? { events: [], nextForwardToken: 'f/13' },
    })
    expect(lines).toStrictEqual(['| a', '| b'])
  })

  test('reads many pages without a pause', async () => {
    const { lines, clock } = await follow({
      polls: [createEndedJob('SUCCEEDED')],
      log: (_, calls) =>
        calls <= 15
          ? { events: [createEvent(`page ${calls}`)], nextForwardToken: `f/${calls}` }
          : { events: [], nextForwardToken: 'f/15' },
    })
    expect(lines).toHaveLength(15)
    // Pauses come only when nothing more does.
    expect(clock.slept.filter((ms) => ms === 1500).length).toBeLessThan(8)
  })

  test('uses the job’s own group, and does not read the log of another driver', async () => {
    const container = {
      logStreamName,
      logConfiguration: { logDriver: 'awslogs' as const, options: { 'awslogs-group': '/acme' } },
    }
    const { named } = await follow({
      polls: [createJob('RUNNING', { startedAt, container }), createEndedJob('SUCCEEDED', container)],
    })
    expect(named('getlogevents')[0]?.body).toMatchObject({ logGroupName: '/acme' })
    const splunk = { logStreamName, logConfiguration: { logDriver: 'splunk' as const } }
    const elsewhere = await follow({
      polls: [createJob('RUNNING', { startedAt, container: splunk }), createEndedJob('SUCCEEDED', splunk)],
    })
    expect(elsewhere.named('getlogevents')).toStrictEqual([])
    expect(elsewhere.reported.filter((line) => line.includes('splunk'))).toHaveLength(1)
  })

  test('reports a missing permission once', async () => {
    const { result, reported, named } = await follow({
      polls: [runningJob, runningJob, runningJob, createEndedJob('SUCCEEDED')],
      log: () => refused,
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(reported.filter((line) => line.includes('logs:GetLogEvents'))).toHaveLength(1)
    expect(named('getlogevents')).toHaveLength(1)
  })

  test('waits while CloudWatch throttles after the job’s end', async () => {
    const { reported } = await follow({
      polls: [createEndedJob('SUCCEEDED')],
      log: (_, calls) =>
        calls <= 20
          ? new Fault('ThrottlingException')
          : calls === 21
            ? { events: [createEvent('last')], nextForwardToken: 'f/1' }
            : { events: [], nextForwardToken: 'f/1' },
    })
    expect(reported).toContain('| last')
    const { result, minutes } = await follow({
      polls: [createEndedJob('SUCCEEDED')],
      log: () => new Fault('ThrottlingException'),
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(minutes).toBeLessThan(4)
  })

  test('truncates long lines, and splits at carriage returns', async () => {
    const { lines } = await follow({
      polls: [createEndedJob('SUCCEEDED')],
      log: ({ body }) =>
        body['nextToken'] === undefined
          ? { events: [createEvent(`10 %\r20 %\n${'x'.repeat(20_000)}`)], nextForwardToken: 'f/1' }
          : { events: [], nextForwardToken: 'f/1' },
    })
    expect(lines).toStrictEqual(['| 10 %', '| 20 %', `| ${'x'.repeat(16_384)} … [3616 more characters not shown]`])
  })

  test('reads each attempt’s log, the first one completely before the second', async () => {
    const first = createAttempt({ logStreamName: 'a', exitCode: undefined }, 'Host EC2 (instance i-1) terminated.')
    const { result, reported } = await follow({
      polls: [
        createJob('RUNNING', { startedAt, container: { logStreamName: 'a' } }),
        createJob('RUNNABLE', { attempts: [first] }),
        createJob('RUNNING', { startedAt, container: { logStreamName: 'b' }, attempts: [first] }),
        createEndedJob('SUCCEEDED', { exitCode: 0, logStreamName: 'b' }, undefined, {
          attempts: [first, createAttempt({ exitCode: 0, logStreamName: 'b' })],
        }),
      ],
      log: ({ body }, _, polls) => {
        const name = String(body['logStreamName'])
        if (body['nextToken'] === undefined) return { events: [createEvent(`${name} begins`)], nextForwardToken: 'f/1' }
        // The first attempt's last line is there only when the second one is known.
        if (name === 'a' && polls >= 3 && body['nextToken'] === 'f/1')
          return { events: [createEvent('a ends')], nextForwardToken: 'f/2' }
        return { events: [], nextForwardToken: body['nextToken'] }
      },
    })
    const logged = reported.filter((line) => line.startsWith('|') || line.startsWith('#'))
    expect(logged).toStrictEqual(['# 1', '| a begins', '| a ends', '# 2', '| b begins'])
    expect(result).toMatchObject({ attempts: [{ reason: 'Host EC2 (instance i-1) terminated.' }, { exitCode: 0 }] })
  })
})

test('update reads an attempt’s log completely before the next one’s', async () => {
  const clock = createFastClock(startedAt)
  let hasEnded = false
  await using wire = await startBatchWire(({ name, body }) => {
    if (name !== 'getlogevents') return undefined
    const isNew = body['nextToken'] === undefined || (hasEnded && body['nextToken'] === 'f/1')
    const message = body['nextToken'] === undefined ? 'begins' : 'ends'
    const nextForwardToken = body['nextToken'] === undefined ? 'f/1' : isNew ? 'f/2' : body['nextToken']
    return { events: isNew ? [createEvent(`${body['logStreamName']} ${message}`)] : [], nextForwardToken }
  })
  const reported: string[] = []
  const listener: JobListener = {
    lines: async (_, lines) => void reported.push(...lines),
    changed: async () => undefined,
    attempt: async (number) => void reported.push(`# ${number}`),
    known: async () => undefined,
  }
  const links = new ConsoleLinks('aws', 'us-east-1')
  const context = { clients: wire.clients, clock, links, rateLimiter: createLogLimiter(clock) }
  const log = new JobLog(context, listener, () => undefined)
  await log.update(parse(createJob('RUNNING', { startedAt, container: { logStreamName: 'a' } })), never)
  await log.read(never)
  hasEnded = true
  await log.update(
    parse(
      createJob('RUNNING', {
        startedAt,
        container: { logStreamName: 'b' },
        attempts: [{ container: { logStreamName: 'a' } }],
      }),
    ),
    never,
  )
  expect(reported).toStrictEqual(['# 1', 'a begins', 'a ends', '# 2'])
})

describe('JobLog of one of many jobs that end at the same time', () => {
  /** Drains a log after so many reads of other jobs were requested. `page` says what happens during a read. */
  async function drainAfter(
    reads: number,
    page: (limiter: ReturnType<typeof createLogLimiter>) => void = () => undefined,
  ) {
    const clock = createFastClock(startedAt)
    // The reads of other jobs take none of the time of this one.
    const limiter = createLogLimiter({ ...clock, sleep: async () => undefined })
    await using wire = await startBatchWire(({ name, body }) => {
      if (name !== 'getlogevents') return undefined
      page(limiter)
      return { events: body['nextToken'] === undefined ? [createEvent('a')] : [], nextForwardToken: 'f/1' }
    })
    const lines: string[] = []
    const listener: JobListener = {
      lines: async (_, added) => void lines.push(...added),
      changed: async (text) => void lines.push(text),
      attempt: async () => undefined,
      known: async () => undefined,
    }
    const links = new ConsoleLinks('aws', 'us-east-1')
    const log = new JobLog({ clients: wire.clients, clock, links, rateLimiter: limiter }, listener, () => undefined)
    await log.update(parse(createEndedJob('FAILED')), never)
    await Promise.all(Array.from({ length: reads }, () => limiter.acquire(never, Number.POSITIVE_INFINITY)))
    await log.drain(never)
    return { lines, reads: wire.named('getlogevents').length }
  }

  test('is read once even when a thousand jobs come before', async () => {
    const { lines, reads } = await drainAfter(1_000, (limiter) => {
      for (let read = 0; read < 50; read += 1) void limiter.acquire(never, Number.POSITIVE_INFINITY)
    })
    expect(reads).toBe(1)
    expect(lines).toStrictEqual(['a', expect.stringMatching(/^The job’s log may lack its last lines here/)])
  })

  test('is left out, and its page is named, when its turn would come after five minutes', async () => {
    const { lines, reads } = await drainAfter(1_300)
    expect(reads).toBe(0)
    expect(lines).toStrictEqual([
      expect.stringMatching(/this step reads the logs of many jobs\. Read the log in .*http/),
    ])
  })
})
