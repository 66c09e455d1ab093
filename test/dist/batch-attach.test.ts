import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { prints, test } from '../testbed/batch-world.ts'
import { type Latch, startLatch } from '../testbed/latch.ts'

describe.concurrent('a step with `wait: false`', () => {
  test('ends as submitted, and a second step attaches, proves and pulls', async ({ world, batch }) => {
    const submitted = await world.runAction(
      { ...batch.inputs, ...prints, 'pull-output': '', wait: 'false' },
      { env: batch.env },
    )
    expect(submitted.exitCode).toBe(0)
    expect(submitted.outputs['status']).toBe('submitted')
    const id = submitted.outputs['job-id'] ?? ''
    expect(submitted.summary).toContain(`attach-job-ids: ${id}`)
    const attached = await world.runAction(
      { backend: 'AWSBatch', network: '', 'attach-job-ids': id, 'role-to-assume': batch.role },
      { env: batch.env },
    )
    expect(attached.outputs).toMatchObject({
      status: 'succeeded',
      'job-id': id,
      'output-bundle-uuid': submitted.outputs['output-bundle-uuid'],
      'output-path': expect.stringContaining(submitted.outputs['output-bundle-uuid'] ?? '-'),
    })
    expect(attached.annotations).toStrictEqual([])
  })

  test('leaves the rules to the step that attaches', async ({ world, batch }) => {
    const submitted = await world.runAction(
      { ...batch.inputs, ...prints, wait: 'false', 'pull-output': '' },
      { env: batch.env },
    )
    const attaching = {
      backend: 'AWSBatch',
      network: '',
      'attach-job-ids': submitted.outputs['job-id'] ?? '',
      'role-to-assume': batch.role,
      'fail-on': 'bytes<1GiB',
    }
    const temp = await world.createFolder()
    const attached = await world.runAction(attaching, { env: batch.env, temp })
    expect(attached.outputs).toMatchObject({
      status: 'failed',
      verdict: 'rule-broken',
      breaches: '["bytes<1GiB"]',
      'output-path': expect.stringContaining(submitted.outputs['output-bundle-uuid'] ?? '-'),
    })
    const result: unknown = JSON.parse(await readFile(attached.outputs['result-file'] ?? '', 'utf8'))
    // The cost comes from the defaults of the test-bed's job definition: one vCPU and 2 GiB.
    expect(result).toMatchObject({ cost: { vcpuHours: expect.any(Number), gibHours: expect.any(Number) } })
  })

  test('submits a job that a step can attach to together with a failed one', async ({ world, batch }) => {
    const submit = async (inputs: Readonly<Record<string, string>>) =>
      (await world.runAction({ ...batch.inputs, ...inputs, wait: 'false', 'pull-output': '' }, { env: batch.env }))
        .outputs['job-id'] ?? ''
    const ids = [await submit(prints), await submit({ 'pipe-class': 'pipelines.faults.Raises' })]
    const both = { backend: 'AWSBatch', network: '', 'attach-job-ids': ids.join(','), 'role-to-assume': batch.role }
    const { outputs, exitCode, annotations, summary, text: logged } = await world.runAction(both, { env: batch.env })
    const errors = annotations.filter(({ level }) => level === 'error')
    expect({ exitCode, errors: errors.length }).toStrictEqual({ exitCode: 1, errors: 1 })
    expect(outputs).toMatchObject({ status: 'failed', verdict: 'pipe-error', 'job-ids': JSON.stringify(ids) })
    expect(summary).toMatch(/### ✅ .*`Prints`[\s\S]*### ❌ .*`Raises`/)
    expect(
      logged.map(({ line }) => line).filter((line) => line.startsWith('[disdat-pipelines-faults-Raises-')).length,
    ).toBeGreaterThan(0)
  })
})

/** Inputs of a pipe that waits for the latch. */
const createWaitInputs = (latch: Latch, number: number) => ({
  ...{ 'pipe-class': 'pipelines.faults.Waits', params: `number: ${number}` },
  ...{ env: `LATCH=${latch.address}`, force: 'true' },
})

/** The log line of a job that another attempt started. */
const adopted = 'Attempt 1 of this workflow run submitted this job'

describe.concurrent('a second attempt of a workflow run', () => {
  test('adopts the job of the first attempt that still runs, and its output', async ({ world, batch }) => {
    await using latch = await startLatch()
    const inputs = { ...batch.inputs, ...createWaitInputs(latch, 1) }
    const first = await world.runAction({ ...inputs, wait: 'false' }, { env: batch.env })
    const again = await world.runAction(
      { ...inputs, 'pull-output': 'false' },
      {
        ...{ env: batch.env, context: { GITHUB_RUN_ATTEMPT: '2' } },
        onLine: (line) => {
          if (line.includes(adopted)) latch.release()
        },
      },
    )
    expect(again.outputs).toMatchObject({
      'job-id': first.outputs['job-id'],
      'output-bundle-uuid': first.outputs['output-bundle-uuid'],
      status: 'succeeded',
    })
    expect(again.text.map(({ line }) => line)).toContainEqual(expect.stringContaining(adopted))
  })

  test('adopts in each leg of a matrix the job of that leg, also where all legs request the same', async ({
    world,
    batch,
  }) => {
    await using latch = await startLatch()
    let adoptedJobs = 0
    const onLine = (line: string) => {
      if (line.includes(adopted) && ++adoptedJobs === 2) latch.release()
    }
    const runLegs = (inputs: Readonly<Record<string, string>>, attempt: string) =>
      Promise.all(
        ['eu', 'us'].map(async (region) => {
          const { outputs } = await world.runAction(
            { ...batch.inputs, ...createWaitInputs(latch, 2), 'pull-output': 'false', ...inputs },
            { env: batch.env, matrix: { region }, context: { GITHUB_RUN_ATTEMPT: attempt }, onLine },
          )
          return [outputs['status'], outputs['job-id'], outputs['output-bundle-uuid']]
        }),
      )
    const submitted = await runLegs({ wait: 'false' }, '1')
    expect(new Set(submitted.map(([_, id]) => id)).size).toBe(2)
    expect(await runLegs({}, '2')).toEqual(submitted.map(([_, ...job]) => ['succeeded', ...job]))
  })
})
