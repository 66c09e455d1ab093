/**
 * Counts the calls and the memory for following a thousand Batch jobs to their end. The account is an HTTP double, and
 * its clock runs faster.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ConsoleLinks } from '../src/backends/batch/console-links.ts'
import { followJob } from '../src/backends/batch/follow.ts'
import { JobPoller } from '../src/backends/batch/job-poller.ts'
import { JobTerminator } from '../src/backends/batch/job-terminator.ts'
import { createLogLimiter } from '../src/backends/batch/log-limits.ts'
import { QueueSnapshots } from '../src/backends/batch/queue-snapshots.ts'
import type { Clock } from '../src/lib/clock.ts'
import { startBatchWire } from '../test/testbed/batch-wire.ts'

const jobs = Number(process.argv[2] ?? 1000)
const minutes = 20
/** How many times faster the clock of the bench runs. */
const speed = 60
/** When each job ends, by the clock of the bench: one after the other. */
const start = Date.parse('2026-01-05T10:00:00Z')
const began = performance.now()
const clock: Clock = {
  now: () => start + (performance.now() - began) * speed,
  date: () => new Date(clock.now()),
  random: Math.random,
  sleep: async (ms, signal) => {
    await sleep(ms / speed, undefined, signal && { signal })
  },
}
const getEnd = (id: string) => start + (Number(id.split('-')[1]) / jobs) * minutes * 60_000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
/** Returns the heap in use after a garbage collection. The resident size depends on when node returns memory. */
function measureLiveMib(): number {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}
const peaks = { firstHalf: 0, secondHalf: 0 }
const looksPerSample = 10
let asked = 0
let resident = 0
await using wire = await startBatchWire(
  ({ name, body }, times) => {
    if (name !== 'describejobs' || !Array.isArray(body['jobs'])) return undefined
    resident = Math.max(resident, process.memoryUsage().rss / 2 ** 20)
    const half = clock.now() - start < minutes * 30_000 ? 'firstHalf' : 'secondHalf'
    if (times % looksPerSample === 0) peaks[half] = Math.max(peaks[half], measureLiveMib())
    asked += body['jobs'].length
    return { jobs: body['jobs'].map((id) => describeJob(String(id))) }
  },
  { remembers: false },
)

function describeJob(jobId: string) {
  const isOver = clock.now() >= getEnd(jobId)
  const container = { logStreamName: `orders/default/${jobId}`, exitCode: isOver ? 0 : undefined }
  return {
    jobId,
    jobName: 'orders',
    jobQueue: 'nightly',
    status: isOver ? 'SUCCEEDED' : 'RUNNING',
    startedAt: start,
    container,
    attempts: isOver ? [{ container }] : [],
  }
}

const poller = new JobPoller(wire.clients, clock)
const rateLimiter = createLogLimiter(clock)
const doNothing = async () => undefined
const listener = { lines: doNothing, changed: doNothing, attempt: doNothing, known: doNothing }
const context = {
  clients: wire.clients,
  poller,
  terminator: new JobTerminator(wire.clients),
  snapshots: new QueueSnapshots(wire.clients, clock),
  rateLimiter,
  clock,
  links: new ConsoleLinks('aws', 'us-east-1'),
  isSpot: false,
  queueTimeoutMs: 3.6e6,
  timeoutMs: 3.6e7,
  cancelReason: '',
  defersLogs: false,
}
const before = measureLiveMib()
const ids = Array.from({ length: jobs }, (_, number) => `job-${number}`)
const endings = await Promise.all(
  ids.map((id) => followJob({ id, name: 'orders' }, listener, context, new AbortController().signal)),
)

const describeCalls = wire.named('describejobs')
const rows = [
  ['jobs followed to their end', endings.filter(({ exitCode }) => exitCode === 0).length],
  ['DescribeJobs calls', describeCalls.length],
  ['most of them for one poll (aim: 10)', Math.ceil(jobs / 100)],
  ['jobs in one call, on average', Math.round(asked / describeCalls.length)],
  ['DescribeJobs calls with one call per job every 10 s', (jobs * minutes * 6) / 2],
  ['GetLogEvents calls', wire.named('getlogevents').length],
  [
    'GetLogEvents calls a second (the limit of the action: 4)',
    Math.round((wire.named('getlogevents').length / (clock.now() - start)) * 10_000) / 10,
  ],
  ['minutes until the end of every job was seen', Math.round((clock.now() - start) / 60_000)],
  ['memory in use before, MiB', Math.round(before)],
  ['memory in use at its peak, MiB, in the first half of the time', Math.round(peaks.firstHalf)],
  ['memory in use at its peak, MiB, in the second half', Math.round(peaks.secondHalf)],
  ['resident memory at its peak, the double’s included, MiB', Math.round(resident)],
]
for (const [what, value] of rows) console.log(`${String(what).padEnd(66)} ${Number(value).toLocaleString('en')}`)
