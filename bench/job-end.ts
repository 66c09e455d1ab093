/**
 * The time from the end of a Batch job until the step knows it, and the calls of an hour, by what announces the end.
 *
 *     node bench/job-end.ts [--jobs 30] [--minutes 60] [--speed 40]
 *
 * The account is an HTTP double, its remote a literal, and their clock runs faster. Every job has a step of its own.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ConsoleLinks } from '../src/backends/batch/console-links.ts'
import { followJob } from '../src/backends/batch/follow.ts'
import { JobPoller } from '../src/backends/batch/job-poller.ts'
import { JobTerminator } from '../src/backends/batch/job-terminator.ts'
import { createLogLimiter } from '../src/backends/batch/log-limits.ts'
import { QueueSnapshots } from '../src/backends/batch/queue-snapshots.ts'
import { summaryEdge } from '../src/disdat/closing-summary.ts'
import type { Clock } from '../src/lib/clock.ts'
import { createLookLimiter, OutputWatch } from '../src/run/output-watch.ts'
import { refused, startBatchWire } from '../test/testbed/batch-wire.ts'
import { describeMachine, formatNumber, formatTable, median, quantile } from './report.ts'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '30' },
    minutes: { type: 'string', default: '60' },
    speed: { type: 'string', default: '40' },
  },
})
const jobsPerCase = Number(values.jobs)
/** How many times faster the clock of the bench runs. */
const speed = Number(values.speed)
/** What happens before Batch reports the end of a job, in milliseconds. */
const beforeEndMs = { hyperFrame: 3_000, lastLines: 2_000 }

interface Case {
  readonly what: string
  /** A pipe that prints a line so often, in milliseconds; undefined: a silent one. */
  readonly lineMs?: number
  readonly hasSummary?: boolean
  readonly hasHyperFrame?: boolean
  readonly isLogRefused?: boolean
}

const cases: readonly Case[] = [
  { what: 'prints every 5 s; summary and HyperFrame', lineMs: 5_000, hasSummary: true, hasHyperFrame: true },
  { what: 'silent; summary and HyperFrame', hasSummary: true, hasHyperFrame: true },
  { what: 'silent, disdat 0.7; HyperFrame', hasHyperFrame: true },
  { what: 'log refused; HyperFrame', isLogRefused: true, hasHyperFrame: true },
  { what: 'prints every 5 s, fails; summary', lineMs: 5_000, hasSummary: true },
  { what: 'silent, fails; summary', hasSummary: true },
  { what: 'silent, killed; nothing' },
]

const epoch = Date.parse('2026-01-05T10:00:00Z')
const began = performance.now()
const clock: Clock = {
  now: () => epoch + (performance.now() - began) * speed,
  date: () => new Date(clock.now()),
  random: Math.random,
  sleep: async (ms, signal) => {
    await sleep(ms / speed, undefined, signal && { signal })
  },
}

interface Sample {
  readonly delayMs: number
  readonly describeCalls: number
  readonly logCalls: number
  readonly looks: number
  readonly hours: number
}

/** Follows one job of a case to its end, which comes at any time of the given minutes. */
async function followOne(scene: Case): Promise<Sample> {
  const startedAt = clock.now()
  const endAt = startedAt + (0.1 + 0.9 * Math.random()) * Number(values.minutes) * 60_000
  const container = { logStreamName: 'orders/default/1' }
  let logCalls = 0
  let describeCalls = 0
  await using wire = await startBatchWire(
    ({ name, body }) => {
      if (name === 'getlogevents') {
        logCalls += 1
        return scene.isLogRefused ? refused : readLog(scene, { startedAt, endAt, token: body['nextToken'] })
      }
      if (name !== 'describejobs') return undefined
      describeCalls += 1
      const hasEnded = clock.now() >= endAt
      const exited = { ...container, exitCode: 0 }
      const job = { jobId: 'job-1', jobName: 'orders', jobQueue: 'nightly', startedAt }
      return {
        jobs: [
          hasEnded
            ? { ...job, status: 'SUCCEEDED', container: exited, attempts: [{ container: exited }] }
            : { ...job, status: 'RUNNING', container },
        ],
      }
    },
    { remembers: false },
  )
  const poller = new JobPoller(wire.clients, clock)
  const ended = new AbortController()
  let looks = 0
  const watch = new OutputWatch({
    uuid: '4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f',
    remote: {
      async read() {
        looks += 1
        return scene.hasHyperFrame && clock.now() >= endAt - beforeEndMs.hyperFrame ? new Uint8Array(1) : undefined
      },
    },
    ...{ clock, limiter: createLookLimiter(clock), ended: ended.signal },
    announceEnd: async () => poller.announceEnd('job-1'),
  })
  const listener = {
    lines: async () => watch.recordLines(),
    changed: async () => undefined,
    attempt: async () => watch.start(),
    known: async () => undefined,
  }
  const context = {
    ...{
      clients: wire.clients,
      terminator: new JobTerminator(wire.clients),
      snapshots: new QueueSnapshots(wire.clients, clock),
      poller,
      clock,
      rateLimiter: createLogLimiter(clock),
    },
    ...{ links: new ConsoleLinks('aws', 'us-east-1'), isSpot: false, cancelReason: '', defersLogs: false },
    ...{ queueTimeoutMs: 3.6e6, timeoutMs: 3.6e7 },
  }
  await followJob({ id: 'job-1', name: 'orders' }, listener, context, ended.signal)
  const now = clock.now()
  ended.abort()
  await watch.finish()
  return { delayMs: now - endAt, describeCalls, logCalls, looks, hours: (now - startedAt) / 3_600_000 }
}

/** The next lines of a log: a line from time to time, and the closing summary at the end. The token is their number. */
function readLog(
  { lineMs, hasSummary }: Case,
  { startedAt, endAt, token }: { readonly startedAt: number; readonly endAt: number; readonly token: unknown },
) {
  const lastAt = endAt - beforeEndMs.lastLines
  const printed = lineMs === undefined ? 1 : 1 + Math.floor((Math.min(clock.now(), lastAt) - startedAt) / lineMs)
  const isOver = clock.now() >= lastAt
  const total = printed + (isOver ? 1 : 0)
  const known = Number(String(token ?? 'f/0').slice(2))
  const last = hasSummary ? `${summaryEdge}\n* 1 ran successfully:\n${summaryEdge}` : 'Killed'
  const events = Array.from({ length: total - known }, (_, at) => ({
    message: isOver && known + at === total - 1 ? last : `line ${known + at}`,
  }))
  return { events, nextForwardToken: `f/${total}` }
}

const rows: string[][] = []
for (const [scene, samples] of await Promise.all(
  cases.map(
    async (each) => [each, await Promise.all(Array.from({ length: jobsPerCase }, () => followOne(each)))] as const,
  ),
)) {
  const delays = samples.map(({ delayMs }) => delayMs / 1000)
  const hours = samples.reduce((sum, sample) => sum + sample.hours, 0)
  const countPerHour = (key: 'describeCalls' | 'logCalls' | 'looks') =>
    formatNumber(Math.round(samples.reduce((sum, sample) => sum + sample[key], 0) / hours))
  rows.push([
    scene.what,
    '',
    formatNumber(median(delays)),
    formatNumber(quantile(delays, 0.9)),
    countPerHour('describeCalls'),
    countPerHour('logCalls'),
    countPerHour('looks'),
  ])
}
console.log(`\n## Job end\n\n${describeMachine()}\n`)
const header = ['job', '', 'median s', 'p90 s', 'DescribeJobs/h', 'GetLogEvents/h', 'S3 looks/h']
console.log(formatTable([header, ...rows]))
console.log(
  `\n${jobsPerCase} jobs of up to ${values.minutes} minutes in each row, on a clock that runs ${speed} times faster.`,
)
