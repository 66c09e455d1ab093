import { expect, onTestFinished, test } from 'vitest'
import { ambientIdentity } from '../../../src/aws/identity.ts'
import { BatchBackend } from '../../../src/backends/batch/batch.ts'
import { type BatchWire, Fault, startBatchWire } from '../../testbed/batch-wire.ts'
import { origin, settings, task } from './literals.ts'

const never = new AbortController().signal

/** A backend in the account of the double. */
function backendIn(wire: BatchWire): BatchBackend {
  // The SDK reads the endpoint from the process's own environment.
  process.env['AWS_ENDPOINT_URL'] = wire.endpoint
  onTestFinished(() => {
    delete process.env['AWS_ENDPOINT_URL']
  })
  const env = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' }
  return new BatchBackend({ identity: () => ambientIdentity({ env }), env, settings, origin, timeoutMs: 60_000 })
}

const ended = (wire: BatchWire) => wire.named('terminatejob').map(({ body }) => body)
const reason = `disdat/run-action: the workflow run was cancelled: ${origin.url} (attempt 1)`

test('what was started is ended with the reason that names the run', async () => {
  await using wire = await startBatchWire()
  const backend = backendIn(wire)
  await backend.launch(task, never)
  expect(await backend.stop('run-1')).toBe(1)
  expect(ended(wire)).toStrictEqual([{ jobId: 'job-1', reason }])
})

test('of several jobs only the one that is meant is ended', async () => {
  await using wire = await startBatchWire()
  const backend = backendIn(wire)
  await backend.launch(task, never)
  await backend.stop('run-2', { id: 'job-2', name: 'orders' })
  expect(ended(wire)).toStrictEqual([{ jobId: 'job-2', reason }])
})

test('a definition that is taken away before the job is submitted is made anew, once', async () => {
  const gone = new Fault('ClientException', 'Job Definition arn:x:7 is not ACTIVE')
  await using wire = await startBatchWire(({ name }, times) => (name === 'submitjob' && times === 1 ? gone : undefined))
  expect(await backendIn(wire).launch(task, never)).toMatchObject({ id: 'job-1' })
  expect([wire.named('registerjobdefinition').length, wire.named('submitjob').length]).toStrictEqual([2, 2])
})

test('a queue that is ill is told before anything is registered or submitted', async () => {
  await using wire = await startBatchWire(({ name }) => (name === 'describejobqueues' ? { jobQueues: [] } : undefined))
  await expect(backendIn(wire).preflight(task, never)).rejects.toMatchObject({ verdict: 'invalid-input' })
  await expect(backendIn(wire).launch(task, never)).rejects.toMatchObject({ verdict: 'invalid-input' })
  expect([...wire.named('registerjobdefinition'), ...wire.named('submitjob')]).toStrictEqual([])
})
