import { containersWithLabel, docker } from './docker.ts'
import type { Moto } from './moto.ts'

/** What an account has where Batch is set up: a queue, and roles for jobs. */
export interface BatchAccount {
  readonly queue: string
  readonly jobRole: string
}

/** Sets Batch up in an account: a compute environment that AWS does not manage, a queue on it, and a role for jobs. A queue that is `held` never starts a job. */
export async function setUpBatch(
  moto: Pick<Moto, 'call' | 'createRole'>,
  queue = `queue-${crypto.randomUUID().slice(0, 8)}`,
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
    state: 'ENABLED',
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
