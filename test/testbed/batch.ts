import { type Gate, startGate } from './aws-gate.ts'
import { containersWithLabel, docker, images } from './docker.ts'
import { administratorOf, type Moto } from './moto.ts'
import { test as base } from './world.ts'

/** Tests with a world, and Batch set up in its account behind a gate. */
export const test = base.extend('batch', { scope: 'file' }, async ({ account }, { onCleanup }) => {
  const gate = await startGate(account.endpoint)
  onCleanup(() => gate[Symbol.asyncDispose]())
  const { queue, jobRole } = await setUpBatch(administratorOf(account.endpoint))
  const role = gate.trust(`ci-${queue}`)
  return { gate, queue, jobRole, role, inputs: inputsFor({ queue, jobRole, role }), env: envOf(gate) }
})

/** The inputs of a step on Batch, beside those that say what to run. */
export const inputsFor = ({ queue, jobRole, role }: BatchAccount & { readonly role: string }) => ({
  backend: 'AWSBatch',
  network: '',
  image: images.faults,
  'job-queue': queue,
  'job-role-arn': jobRole,
  'role-to-assume': role,
})

/** The variables of a step that has a token and no keys. */
export const envOf = (gate: Gate) => ({ ...gate.env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' })

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
