/**
 * An HTTP double of AWS Batch and CloudWatch Logs, for conditions that the test-bed cannot create: invalid queues, jobs
 * that wait without end, lost hosts, lost responses. A test supplies responses to calls; the defaults are those of a
 * healthy account with one queue on EC2 hosts. Every call is recorded.
 */
import http from 'node:http'
import { json } from 'node:stream/consumers'
import type { CallLimits } from '../../src/aws/aws-client.ts'
import { type BatchClients, openBatchClients } from '../../src/backends/batch/clients.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { getList } from '../../src/lib/json.ts'

/** The response to a call: a body, an AWS error, a page of a proxy, a closed connection, or no response at all. */
export type Answer = Record<string, unknown> | Fault | Page | 'cut' | 'silence'

/** A response that AWS never sends, such as the page of a proxy. */
export class Page {
  readonly status: number
  readonly text: string
  constructor(status = 200, text = '<html><body>Sign in to continue.</body></html>') {
    this.status = status
    this.text = text
  }
}

/** An error response of AWS. */
export class Fault {
  readonly name: string
  readonly message: string
  readonly status: number
  constructor(name: string, message = 'as the test wants it', status = 400) {
    this.name = name
    this.message = message
    this.status = status
  }
}

export const throttled = new Fault('TooManyRequestsException', 'Too many requests', 429)
export const refused = new Fault('AccessDeniedException', 'User is not authorized to perform this', 403)

/** A call: its operation in lower case, such as `submitjob` or `getlogevents`, and its body. */
export interface Call {
  readonly name: string
  readonly body: Readonly<Record<string, unknown>>
}

type Script = (call: Call, times: number) => Answer | undefined | Promise<Answer | undefined>

export interface BatchWire extends AsyncDisposable {
  readonly clients: BatchClients
  readonly calls: readonly Call[]
  named(name: string): readonly Call[]
  readonly endpoint: string
}

const queueArn = 'arn:aws:batch:us-east-1:123456789012:job-queue/nightly'
export const healthyQueue = {
  jobQueueName: 'nightly',
  jobQueueArn: queueArn,
  state: 'ENABLED',
  status: 'VALID',
  priority: 1,
  computeEnvironmentOrder: [{ order: 1, computeEnvironment: 'hosts' }],
}
export const healthyEnvironment = {
  computeEnvironmentName: 'hosts',
  computeEnvironmentArn: 'arn:aws:batch:us-east-1:123456789012:compute-environment/hosts',
  state: 'ENABLED',
  status: 'VALID',
  computeResources: { type: 'EC2', maxvCpus: 64, subnets: [] },
}

function healthy({ name, body }: Call): Answer {
  switch (name) {
    case 'describejobqueues':
      return { jobQueues: [healthyQueue] }
    case 'describecomputeenvironments':
      return { computeEnvironments: [healthyEnvironment] }
    case 'describejobdefinitions':
      return { jobDefinitions: [] }
    case 'registerjobdefinition':
      return {
        jobDefinitionName: body['jobDefinitionName'],
        jobDefinitionArn: `arn:aws:batch:us-east-1:123456789012:job-definition/${body['jobDefinitionName']}:7`,
        revision: 7,
      }
    case 'listjobs':
      return { jobSummaryList: [] }
    case 'submitjob':
      return { jobName: body['jobName'], jobId: 'job-1' }
    case 'terminatejobs':
      return { successful: body['jobs'], errors: [] }
    case 'describejobs':
      return { jobs: [] }
    case 'getlogevents':
      return { events: [], nextForwardToken: 'f/end' }
    default:
      return {}
  }
}

interface WireOptions {
  /** The limits of calls without limits of their own. By default a call is sent once. */
  readonly limits?: Partial<CallLimits>
  readonly clock?: Clock
  readonly onWait?: (text: string) => void
  /** Whether calls are recorded with their bodies; a memory benchmark omits them. */
  readonly remembers?: boolean
}

/** Starts the double. The test must dispose the double. */
export async function startBatchWire(
  script: Script = () => undefined,
  { limits = { maxAttempts: 1, throttledMs: 0 }, remembers = true, ...options }: WireOptions = {},
): Promise<BatchWire> {
  const calls: Call[] = []
  const named = (name: string) => calls.filter((call) => call.name === name)
  const server = http.createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request)
      const target =
        String(request.headers['x-amz-target'] ?? request.url)
          .split(/[./]/)
          .at(-1) ?? ''
      const call = { name: target.toLowerCase(), body }
      calls.push(remembers ? call : { name: call.name, body: {} })
      const answer = (await script(call, named(call.name).length)) ?? healthy(call)
      if (answer === 'silence') return
      if (answer instanceof Page) {
        response.writeHead(answer.status, { 'content-type': 'text/html' }).end(answer.text)
        return
      }
      if (answer === 'cut') {
        request.socket.destroy()
        return
      }
      if (answer instanceof Fault) {
        const { name, message, status } = answer
        response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name })
        response.end(JSON.stringify({ __type: name, message }))
        return
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })().catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const identity = {
    region: 'us-east-1',
    credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
  }
  return {
    clients: await openBatchClients(identity, {}, { endpoint, limits, ...options }),
    calls,
    named,
    endpoint,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bodyOf(request: http.IncomingMessage): Promise<Record<string, unknown>> {
  const body: unknown = await json(request).catch(() => ({}))
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

interface FastClock extends Clock {
  readonly slept: readonly number[]
  /** Sets the time of day so much forward or back. */
  shiftDate(ms: number): void
}

/**
 * A clock that does not wait: a sleep ends in the next turn of the event loop, and advances the clock by its duration
 * unless it is aborted.
 */
export function createFastClock(start = Date.parse('2026-01-05T10:00:00Z')): FastClock {
  let now = start
  let shiftMs = 0
  const slept: number[] = []
  return {
    slept,
    shiftDate(ms) {
      shiftMs += ms
    },
    now: () => now,
    date: () => new Date(now + shiftMs),
    random: () => 0.5,
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      slept.push(ms)
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      now += ms
    },
  }
}

/** Whether ListJobs lists a job of this name: the filter is the name, or with an asterisk what the name begins with. */
export function matchesFilter(body: Call['body'], jobName: string): boolean {
  const [filter = ''] = getList(getList(body, 'filters')[0], 'values').map(String)
  return filter.endsWith('*') ? jobName.startsWith(filter.slice(0, -1)) : jobName === filter
}
