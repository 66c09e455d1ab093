import { type Gate, startGate } from './aws-gate.ts'
import { type BatchAccount, setUpBatch } from './batch.ts'
import { images } from './docker.ts'
import { createAdministrator } from './moto.ts'
import { test as base } from './world.ts'

/** Tests with a world and with Batch in its account behind a gate. */
export const test = base.extend('batch', { scope: 'file' }, async ({ account }, { onCleanup }) => {
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
