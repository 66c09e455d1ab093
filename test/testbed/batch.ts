import { listContainers, runDocker } from './docker.ts'
import { createAdministrator, type Moto } from './moto.ts'

/** The resources of an account with Batch: a queue, and a role for jobs. */
export interface BatchAccount {
  readonly queue: string
  readonly jobRole: string
}

/**
 * Sets up Batch in an account: an unmanaged compute environment, a queue on it, and a role for jobs. The name of a
 * queue may select a behaviour of moto_batch.py.
 */
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
    computeEnvironmentOrder: [{ order: 1, computeEnvironment: readText(made, 'computeEnvironmentArn') }],
  })
  return { queue, jobRole }
}

/** How long a terminated job may take to end: SIGTERM, two seconds, SIGKILL. */
const endMs = 20_000

/** Waits until the jobs of a queue have no containers. Throws when a container stays. */
export async function waitForNoContainers(queue: string): Promise<void> {
  const deadline = Date.now() + endMs
  for (;;) {
    const ids = await listContainers(`disdat.testbed.batch-queue=${queue}`)
    if (ids.length === 0) return
    if (Date.now() > deadline) throw new Error(`containers of ${queue} are left: ${ids.join(', ')}`)
    // Docker removes a container a moment after its job ends.
    await runDocker(['wait', ...ids])
  }
}

/** Reads a text of a response from AWS. */
export function readText(answer: unknown, key: string): string {
  const value = typeof answer === 'object' && answer !== null ? new Map(Object.entries(answer)).get(key) : undefined
  if (typeof value !== 'string') throw new Error(`no ${key} in ${JSON.stringify(answer)}`)
  return value
}

/** Returns jobs as DescribeJobs describes them. */
export async function describeJobs(
  endpoint: string,
  jobs: readonly string[],
): Promise<readonly Record<string, unknown>[]> {
  return readList(await createAdministrator(endpoint).call('batch', '/v1/describejobs', { jobs }), 'jobs')
}

/** How long a job may take to its end. */
const jobMs = 60_000

/** Waits until DescribeJobs reports the end of a job. */
export async function waitForJobEnd(endpoint: string, id: string): Promise<Record<string, unknown>> {
  const deadline = Date.now() + jobMs
  while (Date.now() < deadline) {
    const [job] = await describeJobs(endpoint, [id])
    if (job?.['status'] === 'FAILED' || job?.['status'] === 'SUCCEEDED') return job
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`job ${id} does not end`)
}

const statuses = ['SUBMITTED', 'PENDING', 'RUNNABLE', 'STARTING', 'RUNNING', 'SUCCEEDED', 'FAILED']

/** Returns the ids of all jobs of a queue, in every state. */
export async function listJobs(endpoint: string, jobQueue: string): Promise<readonly string[]> {
  const { call } = createAdministrator(endpoint)
  const answers = await Promise.all(statuses.map((jobStatus) => call('batch', '/v1/listjobs', { jobQueue, jobStatus })))
  return answers.flatMap((answer) => readList(answer, 'jobSummaryList')).map((job) => String(job['jobId']))
}

/** Reads a list of a response from AWS. */
export function readList(answer: unknown, key: string): readonly Record<string, unknown>[] {
  const found = typeof answer === 'object' && answer !== null ? new Map(Object.entries(answer)).get(key) : []
  return Array.isArray(found) ? found : []
}
