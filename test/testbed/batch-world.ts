import { type Gate, startGate } from './aws-gate.ts'
import { type BatchAccount, setUpBatch } from './batch.ts'
import { images } from './docker.ts'
import { administratorOf } from './moto.ts'
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
