import { expect, onTestFinished, test } from 'vitest'
import { readText, setUpBatch } from './batch.ts'
import { startMoto } from './moto.ts'
import { makeShellImage } from './shell-image.ts'

const endMs = 20_000

/** Runs an array job whose children exit with their index; returns the parent and the children after they end. */
async function runArrayJob(size: number) {
  const moto = await startMoto()
  onTestFinished(() => moto[Symbol.asyncDispose]())
  const image = await makeShellImage('exit "$AWS_BATCH_JOB_ARRAY_INDEX"')
  onTestFinished(() => image[Symbol.asyncDispose]())
  const { queue } = await setUpBatch(moto)
  const resourceRequirements = [
    { type: 'VCPU', value: '1' },
    { type: 'MEMORY', value: '64' },
  ]
  const containerProperties = { image: image.name, command: ['dsdt_docker'], resourceRequirements }
  const definition = { jobDefinitionName: 'array', type: 'container', containerProperties }
  const made = await moto.call('batch', '/v1/registerjobdefinition', definition)
  const jobDefinition = readText(made, 'jobDefinitionArn')
  const job = { jobName: 'array', jobQueue: queue, jobDefinition, arrayProperties: { size } }
  const id = readText(await moto.call('batch', '/v1/submitjob', job), 'jobId')
  const ids = [id, ...Array.from({ length: size }, (_, index) => `${id}:${index}`)]
  const deadline = Date.now() + endMs
  for (;;) {
    const answer: unknown = await moto.call('batch', '/v1/describejobs', { jobs: ids })
    const jobs: readonly Readonly<Record<string, unknown>>[] = Object.values(Object(answer).jobs)
    const [parent, ...children] = ids.map((each) => jobs.find(({ jobId }) => jobId === each))
    if (['SUCCEEDED', 'FAILED'].includes(String(parent?.['status'])) || Date.now() > deadline)
      return { parent, children }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('the children of an array job have an index each, and a failed child fails the parent', async () => {
  const { parent, children } = await runArrayJob(3)
  expect(children.map((child) => [child?.['status'], Object(child?.['container']).exitCode])).toEqual([
    ['SUCCEEDED', 0],
    ['FAILED', 1],
    ['FAILED', 2],
  ])
  expect(parent).toMatchObject({
    status: 'FAILED',
    statusReason: 'Array Child Job failed',
    arrayProperties: { size: 3, statusSummary: { SUCCEEDED: 1, FAILED: 2 } },
  })
})

test('an array job succeeds when its children succeed', async () => {
  const { parent } = await runArrayJob(1)
  expect(parent).toMatchObject({ status: 'SUCCEEDED', arrayProperties: { statusSummary: { SUCCEEDED: 1 } } })
})
