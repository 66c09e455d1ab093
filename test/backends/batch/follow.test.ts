import { describe, expect, test } from 'vitest'
import { isIdentityLost } from '../../../src/aws/role-credentials.ts'
import type { JobListener, JobResult } from '../../../src/backends/backend.ts'
import { followJob } from '../../../src/backends/batch/follow.ts'
import { JobPoller } from '../../../src/backends/batch/job-poller.ts'
import { ConsoleLinks } from '../../../src/backends/batch/console-links.ts'
import { JobLog, RateLimiter } from '../../../src/backends/batch/job-log.ts'
import { Failure } from '../../../src/errors.ts'
import {
  type Answer,
  type Call,
  Fault,
  createFastClock,
  refused,
  startBatchWire,
  throttled,
} from '../../testbed/batch-wire.ts'

const never = new AbortController().signal
const id = 'job-1'
const stream = 'orders/default/1'
const start = Date.parse('2026-01-05T10:00:00Z')

/** A job as DescribeJobs tells of it. */
const at = (status: string, more: object = {}) => ({ jobId: id, jobName: 'orders', jobQueue: 'q', status, ...more })
const running = at('RUNNING', { startedAt: start, container: { logStreamName: stream } })
const attempt = (container: object, statusReason = 'Essential container in task exited') => ({
  startedAt: start,
  stoppedAt: start + 60_000,
  statusReason,
  container: { logStreamName: stream, ...container },
})
const over = (
  status: string,
  container: object = { exitCode: 0 },
  statusReason = 'Essential container in task exited',
  more: object = {},
) =>
  at(status, {
    statusReason,
    container: { logStreamName: stream, ...container },
    attempts: [attempt(container, statusReason)],
    ...more,
  })

interface Scene {
  /** What DescribeJobs says, look by look; the last of them for ever. */
  readonly looks: readonly (object | Answer)[]
  /** What GetLogEvents says, by its number from 1, its token, and how often the job was looked at. */
  readonly log?: (call: Call, times: number, looks: number) => Answer | undefined
  readonly others?: (call: Call, times: number) => Answer | undefined
  readonly queueTimeoutMs?: number
  readonly timeoutMs?: number
  readonly isSpot?: boolean
  readonly signal?: AbortSignal
}

async function follow(scene: Scene) {
  const clock = createFastClock(start)
  let seen = 0
  await using wire = await startBatchWire((call, times) => {
    if (call.name === 'describejobs') {
      seen = times
      const look = scene.looks[Math.min(times, scene.looks.length) - 1]
      return look instanceof Fault || look === 'cut' ? look : { jobs: look && 'jobId' in look ? [look] : [] }
    }
    if (call.name === 'getlogevents') return scene.log?.(call, times, seen)
    return scene.others?.(call, times)
  })
  const heard: string[] = []
  const listener: JobListener = {
    lines: async (_, lines) => void heard.push(...lines.map((line) => `| ${line}`)),
    changed: async (text) => void heard.push(text),
    attempt: async (number) => void heard.push(`# ${number}`),
    known: async () => undefined,
  }
  const { queueTimeoutMs = 3_600_000, timeoutMs = 3_600_000, isSpot = false } = scene
  const watch = new JobPoller(wire.clients, clock)
  const links = new ConsoleLinks('aws', 'us-east-1')
  const outcome: JobResult | unknown = await followJob(
    { id, name: 'orders', url: 'https://console/job-1' },
    listener,
    {
      clients: wire.clients,
      poller: watch,
      rateLimiter: new RateLimiter(clock),
      clock,
      links,
      isSpot,
      queueTimeoutMs,
      timeoutMs,
      cancelReason: 'our reason',
    },
    scene.signal ?? never,
  ).catch((error: unknown) => error)
  return {
    outcome,
    heard,
    calls: wire.calls,
    named: (name: string) => wire.named(name),
    clock,
    minutes: (clock.now() - start) / 60_000,
  }
}

const event = (message: string) => ({ message, timestamp: start })

describe('a job that succeeds', () => {
  test('is followed through its states, with its log', async () => {
    const { outcome, heard, named } = await follow({
      looks: [at('SUBMITTED'), at('RUNNABLE'), at('STARTING'), running, running, over('SUCCEEDED')],
      log: ({ body }) =>
        body['nextToken'] === undefined
          ? { events: [event('one'), event('  two\nthree\r\n')], nextForwardToken: 'f/1' }
          : { events: [], nextForwardToken: 'f/1' },
    })
    expect(outcome).toMatchObject({ exitCode: 0, outOfMemory: false, attempts: [{ exitCode: 0 }] })
    expect(outcome).not.toHaveProperty('fault')
    expect(heard.filter((line) => line.startsWith('|') || line.startsWith('#'))).toStrictEqual([
      '# 1',
      '| one',
      '|   two',
      '| three',
    ])
    expect(heard.filter((line) => line.startsWith('The job is'))).toStrictEqual([
      'The job is SUBMITTED.',
      expect.stringMatching(/^The job is RUNNABLE \(SUBMITTED for \d+ s\)\.$/),
      expect.stringMatching(/^The job is STARTING \(RUNNABLE for \d+ s\)\.$/),
      expect.stringMatching(/^The job is RUNNING \(STARTING for \d+ s\)\.$/),
      // Since it began to run, not since it was seen to.
      expect.stringMatching(/^The job is SUCCEEDED \(RUNNING for 2 min \d+ s\)\.$/),
    ])
    expect(named('getlogevents')[0]?.body).toStrictEqual({
      logGroupName: '/aws/batch/job',
      logStreamName: stream,
      startFromHead: true,
    })
  })

  test('may have a log that comes only after its end', async () => {
    const late = 5
    const { heard } = await follow({
      looks: [running, over('SUCCEEDED')],
      log: (_, times) =>
        times < late
          ? new Fault('ResourceNotFoundException')
          : times === late
            ? { events: [event('late')], nextForwardToken: 'f/1' }
            : { events: [], nextForwardToken: 'f/1' },
    })
    expect(heard).toContain('| late')
  })

  test('may have a log that never comes, which is waited for a while', async () => {
    const { outcome, minutes } = await follow({
      looks: [running, over('SUCCEEDED')],
      log: () => new Fault('ResourceNotFoundException'),
    })
    expect(outcome).toMatchObject({ exitCode: 0 })
    expect(minutes).toBeGreaterThan(0.25)
    expect(minutes).toBeLessThan(2)
  })

  test('an empty page is not the end of a log, nor are several', async () => {
    const pages = [
      { events: [event('a')], nextForwardToken: 'f/0' },
      ...Array.from({ length: 12 }, (_, at) => ({ events: [], nextForwardToken: `f/${at + 1}` })),
      { events: [event('b')], nextForwardToken: 'f/13' },
    ]
    const { heard } = await follow({
      looks: [over('SUCCEEDED')],
      log: (_, times) => pages[times - 1] ?? { events: [], nextForwardToken: 'f/13' },
    })
    expect(heard.filter((line) => line.startsWith('|'))).toStrictEqual(['| a', '| b'])
  })

  test('a log of many pages is read in one go', async () => {
    const { heard, clock } = await follow({
      looks: [over('SUCCEEDED')],
      log: (_, times) =>
        times <= 15
          ? { events: [event(`page ${times}`)], nextForwardToken: `f/${times}` }
          : { events: [], nextForwardToken: 'f/15' },
    })
    expect(heard.filter((line) => line.startsWith('|'))).toHaveLength(15)
    // Pauses come only when nothing more does.
    expect(clock.slept.filter((ms) => ms === 1500).length).toBeLessThan(8)
  })

  test('in a group, region and with a driver of its own', async () => {
    const container = {
      logStreamName: stream,
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/acme' } },
    }
    const { named } = await follow({
      looks: [at('RUNNING', { startedAt: start, container }), over('SUCCEEDED', container)],
    })
    expect(named('getlogevents')[0]?.body).toMatchObject({ logGroupName: '/acme' })
    const splunk = { logStreamName: stream, logConfiguration: { logDriver: 'splunk' } }
    const elsewhere = await follow({
      looks: [at('RUNNING', { startedAt: start, container: splunk }), over('SUCCEEDED', splunk)],
    })
    expect(elsewhere.named('getlogevents')).toStrictEqual([])
    expect(elsewhere.heard.filter((line) => line.includes('splunk'))).toHaveLength(1)
  })

  test('whose log may not be read: it is said once, with the permission that is missing', async () => {
    const { outcome, heard, named } = await follow({
      looks: [running, running, running, over('SUCCEEDED')],
      log: () => refused,
    })
    expect(outcome).toMatchObject({ exitCode: 0 })
    expect(heard.filter((line) => line.includes('logs:GetLogEvents'))).toHaveLength(1)
    expect(named('getlogevents')).toHaveLength(1)
  })

  test('while CloudWatch and Batch throttle', async () => {
    const { outcome, heard } = await follow({
      looks: [running, ...Array.from({ length: 7 }, () => throttled), running, over('SUCCEEDED')],
      log: (_, times) =>
        times <= 12
          ? new Fault('ThrottlingException')
          : times === 13
            ? { events: [event('a')], nextForwardToken: 'f/1' }
            : { events: [], nextForwardToken: 'f/1' },
    })
    expect(outcome).toMatchObject({ exitCode: 0 })
    expect(heard).toContain('| a')
  }, 30_000)

  test('whose log CloudWatch throttles after the end: it is waited for', async () => {
    const { heard } = await follow({
      looks: [over('SUCCEEDED')],
      log: (_, times) =>
        times <= 20
          ? new Fault('ThrottlingException')
          : times === 21
            ? { events: [event('last')], nextForwardToken: 'f/1' }
            : { events: [], nextForwardToken: 'f/1' },
    })
    expect(heard).toContain('| last')
    const { outcome, minutes } = await follow({
      looks: [over('SUCCEEDED')],
      log: () => new Fault('ThrottlingException'),
    })
    expect(outcome).toMatchObject({ exitCode: 0 })
    expect(minutes).toBeLessThan(4)
  })

  test('may print lines that are too long, and returns without a new line', async () => {
    const { heard } = await follow({
      looks: [over('SUCCEEDED')],
      log: ({ body }) =>
        body['nextToken'] === undefined
          ? { events: [event(`10 %\r20 %\n${'x'.repeat(20_000)}`)], nextForwardToken: 'f/1' }
          : { events: [], nextForwardToken: 'f/1' },
    })
    expect(heard.filter((line) => line.startsWith('|'))).toStrictEqual([
      '| 10 %',
      '| 20 %',
      `| ${'x'.repeat(16_384)} … [3616 more characters not shown]`,
    ])
  })

  test('is looked at less often the longer nothing changes, and more often at a change', async () => {
    const looks = [...Array.from({ length: 40 }, () => running), over('SUCCEEDED')]
    const { named, minutes } = await follow({ looks })
    expect(named('describejobs')).toHaveLength(41)
    // 30 s apart by the end: 41 looks at a second's distance would be over at once.
    expect(minutes).toBeGreaterThan(10)
    expect(minutes).toBeLessThan(25)
  })

  test('is heard of now and then', async () => {
    const { heard } = await follow({ looks: [...Array.from({ length: 30 }, () => running), over('SUCCEEDED')] })
    expect(
      heard.filter((line) => /^The job is RUNNING for \d+ min \d+ s by now: https:\/\/console\/job-1$/.test(line))
        .length,
    ).toBeGreaterThan(0)
  })
})

describe('a job that is tried again', () => {
  test('shows each attempt’s log, the first one’s to its end', async () => {
    const first = attempt({ logStreamName: 'a', exitCode: undefined }, 'Host EC2 (instance i-1) terminated.')
    const { outcome, heard } = await follow({
      looks: [
        at('RUNNING', { startedAt: start, container: { logStreamName: 'a' } }),
        at('RUNNABLE', { attempts: [first] }),
        at('RUNNING', { startedAt: start, container: { logStreamName: 'b' }, attempts: [first] }),
        over('SUCCEEDED', { exitCode: 0, logStreamName: 'b' }, undefined, {
          attempts: [first, attempt({ exitCode: 0, logStreamName: 'b' })],
        }),
      ],
      log: ({ body }, _, looks) => {
        const name = String(body['logStreamName'])
        if (body['nextToken'] === undefined) return { events: [event(`${name} begins`)], nextForwardToken: 'f/1' }
        // The first attempt's last line is there only when the second one is known.
        if (name === 'a' && looks >= 3 && body['nextToken'] === 'f/1')
          return { events: [event('a ends')], nextForwardToken: 'f/2' }
        return { events: [], nextForwardToken: body['nextToken'] }
      },
    })
    const logged = heard.filter((line) => line.startsWith('|') || line.startsWith('#'))
    expect(logged).toStrictEqual(['# 1', '| a begins', '| a ends', '# 2', '| b begins'])
    expect(outcome).toMatchObject({ attempts: [{ reason: 'Host EC2 (instance i-1) terminated.' }, { exitCode: 0 }] })
  })
})

describe('a job that waits', () => {
  const stuck = (reason: string) =>
    at('RUNNABLE', { statusReason: reason, jobArn: 'arn:aws:batch:us-east-1:1:job/job-1' })
  const ends = (waits: object, times: number) => [...Array.from({ length: times }, () => waits), over('SUCCEEDED')]

  test('tells its place and why, once each', async () => {
    const { heard, named } = await follow({
      looks: ends(stuck('CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - try later'), 12),
      others: ({ name }) =>
        name === 'getjobqueuesnapshot'
          ? { frontOfQueue: { jobs: [{ jobArn: 'other' }, { jobArn: 'arn:aws:batch:us-east-1:1:job/job-1' }] } }
          : undefined,
    })
    const waits = heard.filter((line) => line.startsWith('The job waits'))
    expect(waits[0]).toContain('it is number 2 in the queue; AWS has no free instances')
    expect(named('getjobqueuesnapshot').length).toBeLessThan(8)
  })

  test('tells nothing of its place where that is not allowed', async () => {
    const { heard, named } = await follow({
      looks: ends(at('RUNNABLE'), 20),
      others: ({ name }) => (name === 'getjobqueuesnapshot' ? refused : undefined),
    })
    expect(heard.filter((line) => line.startsWith('The job waits'))).toStrictEqual([])
    expect(named('getjobqueuesnapshot')).toHaveLength(1)
  })

  test('for too long is ended: queue-timeout, with the reason from before', async () => {
    const waits = stuck('UNDETERMINED')
    let isEnded = false
    const { outcome, named } = await follow({
      looks: [
        ...Array.from({ length: 60 }, () => waits),
        over('FAILED', { exitCode: undefined }, 'disdat/run-action: …'),
      ],
      queueTimeoutMs: 600_000,
      others: ({ name }) => {
        isEnded ||= name === 'terminatejob'
        return undefined
      },
    })
    expect(isEnded).toBe(true)
    expect(outcome).toMatchObject({
      fault: {
        verdict: 'queue-timeout',
        evidence: expect.stringMatching(/waited 1\d min .*AWS does not know why \(UNDETERMINED\)/),
      },
    })
    expect(named('terminatejob')[0]?.body).toMatchObject({ jobId: id, reason: expect.stringContaining('UNDETERMINED') })
  })

  test.each([
    ['MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE', 'may not grow large enough'],
    ['MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT', 'asks for more vCPUs'],
    ['MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS', 'service role lacks permissions'],
  ])('for what can never be is ended after a grace: unschedulable by %s', async (code, words) => {
    const { outcome, minutes } = await follow({
      looks: [...Array.from({ length: 50 }, () => stuck(`${code} - …`)), over('FAILED', { exitCode: undefined })],
    })
    expect(outcome).toMatchObject({ fault: { verdict: 'unschedulable', evidence: expect.stringContaining(words) } })
    expect(minutes).toBeGreaterThan(13)
  })

  test('for what can never be, but only for a while, runs', async () => {
    const { outcome, named } = await follow({
      looks: [
        ...Array.from({ length: 20 }, () => stuck('MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT')),
        running,
        over('SUCCEEDED'),
      ],
    })
    expect(outcome).toMatchObject({ exitCode: 0 })
    expect(named('terminatejob')).toStrictEqual([])
  })

  test('for what AWS takes back is not ended for it', async () => {
    const reason = stuck('MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT')
    const { outcome, named, minutes } = await follow({
      looks: [
        ...Array.from({ length: 18 }, () => reason),
        ...Array.from({ length: 40 }, () => at('RUNNABLE')),
        running,
        over('SUCCEEDED'),
      ],
    })
    expect(minutes).toBeGreaterThan(20)
    expect(outcome).toMatchObject({ exitCode: 0 })
    expect(named('terminatejob')).toStrictEqual([])
  })

  test('for too long is ended, even if AWS does not hear it at once', async () => {
    const { outcome, named } = await follow({
      looks: [
        ...Array.from({ length: 30 }, () => stuck('UNDETERMINED')),
        over('FAILED', { exitCode: undefined }, 'disdat/run-action: …'),
      ],
      queueTimeoutMs: 120_000,
      others: ({ name }, times) => (name === 'terminatejob' && times < 3 ? throttled : undefined),
    })
    expect(named('terminatejob').length).toBeGreaterThan(2)
    expect(outcome).toMatchObject({ fault: { verdict: 'queue-timeout' } })
  })

  test('for too long, and may not be ended by us: that is told', async () => {
    const { outcome } = await follow({
      looks: [stuck('UNDETERMINED')],
      queueTimeoutMs: 1,
      others: ({ name }) => (name === 'terminatejob' ? refused : undefined),
    })
    expect(outcome).toMatchObject({ verdict: 'access-denied', advice: expect.stringContaining('batch:TerminateJob') })
  })

  test('before it comes to a queue is waited for no longer', async () => {
    const { outcome } = await follow({
      looks: [...Array.from({ length: 30 }, () => at('SUBMITTED')), over('FAILED', { exitCode: undefined })],
      queueTimeoutMs: 60_000,
    })
    expect(outcome).toMatchObject({
      fault: { verdict: 'queue-timeout', evidence: expect.stringContaining('AWS gives no reason') },
    })
  })

  test('for other jobs may wait as long as they take', async () => {
    const { outcome, named } = await follow({
      looks: [...Array.from({ length: 60 }, () => at('PENDING')), running, over('SUCCEEDED')],
      queueTimeoutMs: 60_000,
    })
    expect(named('terminatejob')).toStrictEqual([])
    expect(outcome).toMatchObject({ exitCode: 0 })
    expect(outcome).not.toHaveProperty('fault')
  })
})

describe('a job that is lost sight of', () => {
  test('because Batch does not know it', async () => {
    const { outcome } = await follow({ looks: [{ jobs: [] }] })
    expect(outcome).toMatchObject({ verdict: 'invalid-input', message: 'Batch does not know job job-1.' })
  })

  test('because we may not look', async () => {
    expect((await follow({ looks: [refused] })).outcome).toMatchObject({
      verdict: 'access-denied',
      advice: expect.stringContaining('batch:DescribeJobs'),
    })
  })

  test('because AWS throttles without end', async () => {
    const { outcome, named, clock, minutes } = await follow({ looks: [throttled] })
    expect(outcome).toBeInstanceOf(Failure)
    expect(outcome).toMatchObject({ verdict: 'throttled' })
    expect(named('describejobs')).toHaveLength(10)
    expect(Math.max(...clock.slept)).toBe(300_000)
    expect(minutes).toBeGreaterThan(10)
  })

  test('for some minutes, because the network is gone, is found again', async () => {
    const { outcome, named } = await follow({
      looks: [running, ...Array.from({ length: 8 }, () => 'cut' as const), running, over('SUCCEEDED')],
    })
    expect(outcome).toMatchObject({ exitCode: 0 })
    expect(named('terminatejob')).toStrictEqual([])
  })

  test('because our credentials have ended', async () => {
    const { outcome } = await follow({ looks: [running, new Fault('ExpiredTokenException', 'The token is old', 403)] })
    expect(outcome).toMatchObject({ verdict: 'access-denied', message: expect.stringContaining('have ended') })
    expect(isIdentityLost(outcome)).toBe(true)
  })

  test('only since it is so new that Batch does not know it yet', async () => {
    const unknown = Array.from({ length: 4 }, () => ({ jobs: [] }))
    expect((await follow({ looks: [...unknown, at('SUBMITTED'), running, over('SUCCEEDED')] })).outcome).toMatchObject({
      exitCode: 0,
    })
  })

  test('because the run is cancelled', async () => {
    const cancel = new AbortController()
    const { outcome } = await follow({
      looks: [running],
      signal: cancel.signal,
      log: (_, times) => {
        if (times === 3) cancel.abort(new Error('SIGINT'))
        return undefined
      },
    })
    expect(outcome).toMatchObject({ message: 'SIGINT' })
  })
})

test('a job that runs on past its time is ended', async () => {
  const { outcome, named } = await follow({
    looks: [...Array.from({ length: 40 }, () => running), over('FAILED', { exitCode: 137 })],
    timeoutMs: 240_000,
  })
  expect(outcome).toMatchObject({ fault: { verdict: 'timeout' } })
  expect(named('terminatejob').length).toBeGreaterThan(0)
})

describe('a job that fails', () => {
  const end = async (statusReason: string, container: object, more: Partial<Scene> & { readonly job?: object } = {}) =>
    (await follow({ looks: [over('FAILED', container, statusReason, more.job)], ...more })).outcome

  test.each([
    ['spot-interrupted', 'Your Spot Task was interrupted.', {}, {}],
    ['spot-interrupted', 'Host EC2 (instance i-0abc) terminated.', {}, { isSpot: true }],
    ['host-lost', 'Host EC2 (instance i-0abc) terminated.', {}, {}],
    ['timeout', 'Job attempt duration exceeded timeout', { exitCode: 137 }, {}],
    ['dependency-failed', 'Dependent Job failed', {}, {}],
    [
      'out-of-memory',
      'Essential container in task exited',
      { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
      {},
    ],
    [
      'out-of-memory',
      'Essential container in task exited',
      { exitCode: 137, reason: 'OutOfMemoryError' },
      { isSpot: true },
    ],
    [
      'image-architecture',
      'Essential container in task exited',
      { exitCode: 1, reason: 'exec /usr/bin/dsdt_docker: exec format error' },
      {},
    ],
    [
      'image-architecture',
      'Task failed to start',
      { reason: 'CannotPullContainerError: no matching manifest for linux/arm64/v8 in the manifest list entries' },
      {},
    ],
    [
      'image-architecture',
      'Task failed to start',
      {
        reason: "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'",
      },
      {},
    ],
    [
      'disk-full',
      'Task failed to start',
      { reason: 'CannotPullContainerError: failed to register layer: no space left on device' },
      {},
    ],
    [
      'image-not-found',
      'Task failed to start',
      { reason: 'CannotPullContainerError: Error response from daemon: manifest unknown' },
      {},
    ],
    [
      'image-pull-denied',
      'Task failed to start',
      { reason: 'CannotPullContainerError: pull access denied for orders' },
      {},
    ],
    ['agent-fault', 'Task failed to start', { reason: 'CannotPullContainerError: dial tcp: i/o timeout' }, {}],
    [
      'role-refused',
      'ECS was unable to assume the role arn:aws:iam::123456789012:role/x that was provided for this task.',
      {},
      {},
    ],
    [
      'role-refused',
      'Task failed to start',
      { reason: 'ResourceInitializationError: unable to pull secrets or registry auth' },
      {},
    ],
    [
      'agent-fault',
      'Task failed to start',
      { reason: 'DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s' },
      {},
    ],
    [
      'agent-fault',
      'Essential container in task exited',
      { exitCode: 0, reason: 'CannotInspectContainerError: Could not transition to inspecting' },
      {},
    ],
    ['terminated', 'closed for the night', { exitCode: 137 }, { job: { isTerminated: true } }],
    ['agent-fault', '', {}, {}],
  ])('%s: %j', async (verdict, statusReason, container, more) => {
    const outcome = await end(statusReason, container, more)
    expect(outcome).toMatchObject({
      fault: { verdict, evidence: expect.stringContaining(statusReason), advice: expect.stringMatching(/\.$/) },
    })
  })

  test('by the pipe’s own doing is left to its log', async () => {
    const outcome = await end('Essential container in task exited', { exitCode: 40 })
    expect(outcome).toMatchObject({ exitCode: 40 })
    expect(outcome).not.toHaveProperty('fault')
  })

  test('terminated by us is told from terminated by others', async () => {
    expect(await end('our reason', { exitCode: 137 }, { job: { isTerminated: true } })).toMatchObject({
      fault: { evidence: expect.stringContaining('by this action') },
    })
    expect(await end('x', { exitCode: 137 }, { job: { isTerminated: true } })).toMatchObject({
      fault: { evidence: expect.stringContaining('by somebody else: x') },
    })
  })

  test('after several attempts tells of each', async () => {
    const attempts = [
      attempt({}, 'Host EC2 (instance i-1) terminated.'),
      attempt({ exitCode: 1 }, 'Your Spot Task was interrupted.'),
    ]
    expect(await end('Your Spot Task was interrupted.', {}, { job: { attempts } })).toMatchObject({
      fault: {
        evidence: expect.stringMatching(
          /\nattempt 1: Host EC2 .*\nattempt 2: Your Spot Task was interrupted\. \(exit code 1\)$/,
        ),
      },
    })
  })
})

test('jobs that change all the time are not looked at more often than the account’s rate allows', async () => {
  const ids = Array.from({ length: 1000 }, (_, number) => `job-${number}`)
  const clock = createFastClock()
  await using wire = await startBatchWire(({ name, body }, times) => {
    if (name !== 'describejobs' || !Array.isArray(body['jobs'])) return undefined
    return { jobs: body['jobs'].map((jobId) => ({ jobId, status: times % 20 < 10 ? 'RUNNABLE' : 'RUNNING' })) }
  })
  const watch = new JobPoller(wire.clients, clock)
  for (let look = 0; look < 3; look += 1) await Promise.all(ids.map((one) => watch.next(one, never)))
  expect(clock.slept).toStrictEqual([1_000, 10_000, 10_000])
})

test('a thousand jobs are looked at with ten calls', async () => {
  const ids = Array.from({ length: 1000 }, (_, number) => `job-${number}`)
  await using wire = await startBatchWire(({ name, body }) => {
    if (name !== 'describejobs' || !Array.isArray(body['jobs'])) return undefined
    return { jobs: body['jobs'].map((jobId) => ({ jobId, jobName: 'orders', jobQueue: 'q', status: 'RUNNING' })) }
  })
  const watch = new JobPoller(wire.clients, createFastClock())
  const seen = await Promise.all(ids.map((one) => watch.next(one, never)))
  expect(seen.map((job) => job?.jobId)).toStrictEqual(ids)
  expect(wire.named('describejobs')).toHaveLength(10)
})

test.each([
  [
    'aws',
    'us-east-1',
    'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Faws$252Fbatch$252Fjob/log-events/a$252Fdefault$252Fb',
  ],
  [
    'aws-cn',
    'cn-north-1',
    'https://console.amazonaws.cn/cloudwatch/home?region=cn-north-1#logsV2:log-groups/log-group/$252Faws$252Fbatch$252Fjob/log-events/a$252Fdefault$252Fb',
  ],
  [
    'aws-us-gov',
    'us-gov-west-1',
    'https://console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#logsV2:log-groups/log-group/$252Faws$252Fbatch$252Fjob/log-events/a$252Fdefault$252Fb',
  ],
  ['aws-iso', 'us-iso-east-1', undefined],
  ['aws-eusc', 'eusc-de-east-1', undefined],
])('the address of a log in %s', (partition, region, expected) => {
  expect(new ConsoleLinks(partition, region).getLogUrl('/aws/batch/job', 'a/default/b')).toBe(expected)
})

test('four reads of logs a second are shared out, whoever asks', async () => {
  const clock = createFastClock(start)
  const turns = new RateLimiter(clock)
  expect([turns.tryTake(), turns.tryTake()]).toStrictEqual([true, false])
  for (let read = 0; read < 3; read += 1) await turns.take(never)
  expect(clock.slept).toStrictEqual([250, 250, 250])
  expect(turns.tryTake()).toBe(false)
  await clock.sleep(250, never)
  expect(turns.tryTake()).toBe(true)
})

test('an attempt’s log is read to its end before the next one’s begins', async () => {
  const clock = createFastClock(start)
  let isOver = false
  await using wire = await startBatchWire(({ name, body }) => {
    if (name !== 'getlogevents') return undefined
    const isNew = body['nextToken'] === undefined || (isOver && body['nextToken'] === 'f/1')
    const message = body['nextToken'] === undefined ? 'begins' : 'ends'
    const nextForwardToken = body['nextToken'] === undefined ? 'f/1' : isNew ? 'f/2' : body['nextToken']
    return { events: isNew ? [event(`${body['logStreamName']} ${message}`)] : [], nextForwardToken }
  })
  const heard: string[] = []
  const listener: JobListener = {
    lines: async (_, lines) => void heard.push(...lines),
    changed: async () => undefined,
    attempt: async (number) => void heard.push(`# ${number}`),
    known: async () => undefined,
  }
  const log = new JobLog(wire.clients, clock, listener, new ConsoleLinks('aws', 'us-east-1'), new RateLimiter(clock))
  const job = {
    jobId: id,
    jobName: 'orders',
    jobQueue: 'q',
    startedAt: start,
    jobDefinition: 'd',
    status: 'RUNNING' as const,
  }
  await log.update({ ...job, container: { logStreamName: 'a' } }, never)
  await log.read(never)
  isOver = true
  await log.update(
    { ...job, container: { logStreamName: 'b' }, attempts: [{ container: { logStreamName: 'a' } }] },
    never,
  )
  expect(heard).toStrictEqual(['# 1', 'a begins', 'a ends', '# 2'])
})
