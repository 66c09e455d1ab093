import { docker } from './docker.ts'
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

/** The containers of Batch jobs that are still there. */
export async function batchContainers(): Promise<readonly string[]> {
  const { stdout } = await docker(['ps', '--all', '--quiet', '--filter', 'label=disdat.testbed.batch'])
  return stdout.split('\n').filter((id) => id !== '')
}

/** A field of an answer of AWS. */
export function text(answer: unknown, key: string): string {
  const value = typeof answer === 'object' && answer !== null ? new Map(Object.entries(answer)).get(key) : undefined
  if (typeof value !== 'string') throw new Error(`no ${key} in ${JSON.stringify(answer)}`)
  return value
}
