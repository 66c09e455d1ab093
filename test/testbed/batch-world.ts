import { type Gate, startGate } from './aws-gate.ts'
import { type BatchAccount, setUpBatch } from './batch.ts'
import { images } from './docker.ts'
import { createAdministrator } from './moto.ts'
import { test as base } from './world.ts'

/** Tests with a world and, for each test, a queue and a gate of its own: so tests on Batch can run at the same time. */
export const test = base.extend('batch', async ({ account }, { onCleanup }) => {
  const gate = await startGate(account.endpoint)
  onCleanup(() => gate[Symbol.asyncDispose]())
  const { queue, jobRole } = await setUpBatch(createAdministrator(account.endpoint))
  const role = gate.trust(`ci-${queue}`)
  return { gate, queue, jobRole, role, inputs: createBatchInputs({ queue, jobRole, role }), env: createGateEnv(gate) }
})

/** The inputs of a step on Batch, except the pipe and its parameters. */
export const createBatchInputs = ({ queue, jobRole, role }: BatchAccount & { readonly role: string }) => ({
  backend: 'AWSBatch',
  network: '',
  image: images.faults,
  'job-queue': queue,
  'job-role-arn': jobRole,
  'role-to-assume': role,
})

/** The variables of a step with an OIDC token and without keys. */
export const createGateEnv = (gate: Gate) => ({ ...gate.env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' })

/** The inputs of a step whose pipe ends at once. */
export const prints = {
  'pipe-class': 'pipelines.faults.Prints',
  params: 'lines: 3',
  'pull-output': 'false',
  force: 'true',
}

/** The inputs of a step whose pipe runs until it is ended, and whether a line of the log shows that it runs. */
export const sleeps = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 120', force: 'true' }
export const isAsleep = (line: string): boolean => line.includes('sleeping for ')
