import { containersWithLabel, docker } from './docker.ts'
import { administratorOf, type Moto } from './moto.ts'

/** What an account has where Batch is set up: a queue, and roles for jobs. */
export interface BatchAccount {
  readonly queue: string
  readonly jobRole: string
}

/** Sets Batch up in an account: a compute environment that AWS does not manage, a queue on it, and a role for jobs. moto_batch.py says what a queue's name may bring about. */
export async function setUpBatch(
  moto: Pick<Moto, 'call' | 'createRole'>,
  queue = `queue-${crypto.randomUUID().slice(0, 8)}`,
  state = 'ENABLED',
): Promise<BatchAccount> {
  const serviceRole = await moto.createRole(`batch-${queue}`)
  const jobRole = await moto.createRole(`job-${queue}`)
  const made = await moto.call('batch', '/v1/createcomputeenvironment', {
    computeEnvironmentName: `hosts-${queue}`,
    type: 'UNMANAGED',
    state: 'ENABLED',
    serviceRole,
  })
  await moto.call('batch', '/v1/createjobqueue', {
    jobQueueName: queue,
    state,
    priority: 1,
    computeEnvironmentOrder: [{ order: 1, computeEnvironment: text(made, 'computeEnvironmentArn') }],
  })
  return { queue, jobRole }
}

/** How long a job that was told to end may take: SIGTERM, two seconds, SIGKILL. */
const endMs = 20_000

/** Resolves when no container of the queue's jobs is there any more. Throws where one stays. */
export async function noContainersOf(queue: string): Promise<void> {
  const deadline = Date.now() + endMs
  for (;;) {
    const ids = await containersWithLabel(`disdat.testbed.batch-queue=${queue}`)
    if (ids.length === 0) return
    if (Date.now() > deadline) throw new Error(`containers of ${queue} are left: ${ids.join(', ')}`)
    // It ends when they have ended; that they are then removed takes a moment more.
    await docker(['wait', ...ids])
  }
}

/** A field of an answer of AWS. */
export function text(answer: unknown, key: string): string {
  const value = typeof answer === 'object' && answer !== null ? new Map(Object.entries(answer)).get(key) : undefined
  if (typeof value !== 'string') throw new Error(`no ${key} in ${JSON.stringify(answer)}`)
  return value
}

/** Jobs as DescribeJobs tells of them. */
export async function jobsOf(endpoint: string, jobs: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  return listOf(await administratorOf(endpoint).call('batch', '/v1/describejobs', { jobs }), 'jobs')
}

/** Waits until a job is over; DescribeJobs says so. */
export async function ended(endpoint: string, id: string): Promise<Record<string, unknown>> {
  for (let look = 0; look < 300; look += 1) {
    const [job] = await jobsOf(endpoint, [id])
    if (job?.['status'] === 'FAILED' || job?.['status'] === 'SUCCEEDED') return job
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`job ${id} does not end`)
}

const statuses = ['SUBMITTED', 'PENDING', 'RUNNABLE', 'STARTING', 'RUNNING', 'SUCCEEDED', 'FAILED']

/** The ids of all jobs that a queue has, in whatever state they are. */
export async function jobsIn(endpoint: string, jobQueue: string): Promise<readonly string[]> {
  const { call } = administratorOf(endpoint)
  const answers = await Promise.all(statuses.map((jobStatus) => call('batch', '/v1/listjobs', { jobQueue, jobStatus })))
  return answers.flatMap((answer) => listOf(answer, 'jobSummaryList')).map((job) => String(job['jobId']))
}

/** A list in an answer of AWS. */
export function listOf(answer: unknown, key: string): readonly Record<string, unknown>[] {
  const found = typeof answer === 'object' && answer !== null ? new Map(Object.entries(answer)).get(key) : []
  return Array.isArray(found) ? found : []
}
