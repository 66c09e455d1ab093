import { beforeAll, describe, expect } from 'vitest'
import { waitForNoContainers } from '../testbed/batch.ts'
import { test as base } from '../testbed/batch-world.ts'
import { copyImage, images } from '../testbed/docker.ts'
import { checkFailure } from '../testbed/failing.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'

type Inputs = Readonly<Record<string, string>>

/** The address of Podman's service, such as `unix:///run/podman/podman.sock`. */
const { RUN_ACTION_PODMAN: podmanHost = '' } = process.env
if (podmanHost === '') console.info('Podman is not tested: set RUN_ACTION_PODMAN to the address of its service.')

const backends = ['Local', 'AWSBatch', ...(podmanHost === '' ? [] : ['Podman'])]
if (backends.includes('Podman')) beforeAll(() => copyImage(images.faults, podmanHost))

/** Tests with a step on this backend, which leaves no container. */
const createTest = (backend: string) =>
  base.extend(
    'runStep',
    async ({ world, batch }) =>
      async (inputs: Inputs, options: RunOptions = {}): Promise<ActionResult> => {
        const where = backend === 'AWSBatch' ? batch.inputs : { image: batch.inputs.image }
        const env = { Local: {}, Podman: { DOCKER_HOST: podmanHost } }[backend] ?? batch.env
        const result = await world.runAction({ ...where, ...inputs }, { ...options, env: { ...env, ...options.env } })
        await waitForNoContainers(batch.queue)
        return result
      },
  )

/** The behaviour that a workflow can rely on with any backend. */
describe.concurrent.for(backends)('a pipe on %s', (backend) => {
  const test = createTest(backend)

  test('creates its output, and the step sets outputs, exit code and summary and pulls the bundle', async ({
    runStep,
    world,
  }) => {
    const { exitCode, outputs, summary, annotations } = await runStep({
      'pipe-class': 'pipelines.faults.Prints',
      'output-bundle': `made-on-${backend}`,
      params: 'lines: 3',
    })
    expect({ exitCode, annotations }).toStrictEqual({ exitCode: 0, annotations: [] })
    expect(outputs).toMatchObject({
      status: 'succeeded',
      'exit-code': '0',
      'job-id': expect.stringMatching(/^[0-9a-f-]{36,64}$/),
      'job-ids': JSON.stringify([outputs['job-id']]),
      'job-name': expect.stringMatching(/^disdat-pipelines-faults-/),
      image: expect.stringMatching(/./),
      'output-bundle-name': `made-on-${backend}`,
      'output-bundle-uri': `${world.remote}/context/shop/objects/${outputs['output-bundle-uuid']}`,
      'output-bundle-uris': JSON.stringify([outputs['output-bundle-uri']]),
      'output-path': expect.stringContaining(outputs['output-bundle-uuid'] ?? '-'),
      'result-file': expect.stringMatching(/result\.json$/),
    })
    expect(outputs['verdict']).toBeUndefined()
    expect(summary).toMatch(/^### ✅ First version: `made-on-/)
    expect((await world.home.runDsdt('ls')).stdout).toContain(`made-on-${backend}`)
  })

  test('reuses an up-to-date output', async ({ runStep }) => {
    const inputs = {
      'pipe-class': 'pipelines.faults.Prints',
      'output-bundle': `again-on-${backend}`,
      params: 'lines: 2',
      'pull-output': 'false',
    }
    const first = await runStep(inputs)
    const second = await runStep(inputs)
    expect(second.outputs).toMatchObject({
      status: 'reused',
      'exit-code': '0',
      'output-bundle-uuid': first.outputs['output-bundle-uuid'],
    })
    expect(second.summary).toMatch(/^### ♻️/)
  })

  test.for([
    ['pipelines.faults.Raises', {}, 'pipe-error', '74', "Task Raises() failed with KeyError: 'pear' (exit code 74)"],
    [
      'pipelines.faults.Raises',
      { params: 'colour: blue' },
      'unknown-parameter',
      '1',
      'Parameter colour is not defined',
    ],
    ['pipelines.faults.Sleeps', {}, 'missing-parameter', '1', "requires the 'seconds' parameter"],
    ['pipelines.faults.NoSuchPipe', {}, 'pipe-not-found', '1', "has no attribute 'NoSuchPipe'"],
    ['pipelines.faults.ExitsZeroUnfinished', {}, 'no-output', '0', 'its output bundle is not on the remote'],
    ['pipelines.faults.Allocates', { memory: '256MiB' }, 'out-of-memory', undefined, 'memory'],
  ] as const)(
    'is reported when it fails: %s %j as %s',
    async ([pipe, inputs, verdict, exitCode, evidence], { runStep }) => {
      const result = await runStep({ 'pipe-class': pipe, ...inputs })
      const { error } = checkFailure(result)
      expect(error).toContain(evidence)
      expect(result.outputs).toMatchObject({ verdict, ...(exitCode !== undefined && { 'exit-code': exitCode }) })
      if (verdict === 'pipe-error') expect(error).toContain('At pipelines/faults.py:')
    },
  )

  test('cannot send commands to the runner', async ({ runStep }) => {
    const { outputs, markers, text } = await runStep({
      'pipe-class': 'pipelines.faults.Hostile',
      'pull-output': 'false',
    })
    expect(outputs['status']).toBe('succeeded')
    expect(markers).toStrictEqual([])
    expect(text.some(({ line }) => line.includes('::'))).toBe(true)
  })

  test('ends at once when the workflow is cancelled', async ({ runStep }) => {
    const isAsleep = (line: string) => line.includes('sleeping for ')
    const result = await runStep(
      { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 120' },
      { signalWhen: isAsleep },
    )
    expect(checkFailure(result).error).toMatch(/^cancelled: The workflow was cancelled during the phase "run"\./)
    expect(result.signals).toStrictEqual(['SIGINT'])
    expect(result.outputs['job-id']).toBeDefined()
  })
})

// It lists the bucket, so no other test of this file may run at the same time.
describe.for(backends)('a pipe on %s', (backend) => {
  const test = createTest(backend)

  test('does not run with `dry-run`', async ({ runStep, world }) => {
    const before = await world.listKeys()
    const { outputs, exitCode } = await runStep({ 'pipe-class': 'pipelines.faults.Raises', 'dry-run': 'true' })
    expect({ exitCode, status: outputs['status'], job: outputs['job-id'] }).toStrictEqual({
      exitCode: 0,
      status: 'skipped',
      job: undefined,
    })
    expect(await world.listKeys()).toStrictEqual(before)
  })
})
