import { describe, expect } from 'vitest'
import { noContainersOf } from '../testbed/batch.ts'
import { test as base } from '../testbed/batch-world.ts'
import { failed } from '../testbed/failing.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'

type Inputs = Readonly<Record<string, string>>

/** What a workflow may rely on, wherever its pipe runs. */
describe.for(['Local', 'AWSBatch'])('a pipe on %s', (backend) => {
  const test = base.extend(
    'act',
    async ({ world, batch }) =>
      async (inputs: Inputs, options: RunOptions = {}): Promise<ActionResult> => {
        const where = backend === 'Local' ? { image: batch.inputs.image } : batch.inputs
        const env = backend === 'Local' ? {} : batch.env
        const result = await world.act({ ...where, ...inputs }, { ...options, env: { ...env, ...options.env } })
        await noContainersOf(batch.queue)
        return result
      },
  )

  test('that makes its output: outputs, exit code, summary, pulled bundle', async ({ act, world }) => {
    const { exitCode, outputs, summary, annotations } = await act({
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
    expect(summary).toMatch(/^### ✅ `Prints` made /)
    expect((await world.home.dsdt('ls')).stdout).toContain(`made-on-${backend}`)
  })

  test('that has an up-to-date output reuses it', async ({ act }) => {
    const inputs = {
      'pipe-class': 'pipelines.faults.Prints',
      'output-bundle': `again-on-${backend}`,
      params: 'lines: 2',
      'pull-output': 'false',
    }
    const first = await act(inputs)
    const second = await act(inputs)
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
    ['pipelines.faults.Allocates', { 'memory-mib': '256' }, 'out-of-memory', undefined, 'memory'],
  ] as const)('%s %j: %s', async ([pipe, inputs, verdict, exitCode, evidence], { act }) => {
    const result = await act({ 'pipe-class': pipe, ...inputs })
    const { error } = failed(result)
    expect(error).toContain(evidence)
    expect(result.outputs).toMatchObject({ verdict, ...(exitCode !== undefined && { 'exit-code': exitCode }) })
    if (verdict === 'pipe-error') expect(error).toContain('At pipelines/faults.py:')
  })

  test('that prints what the runner would obey is not obeyed', async ({ act }) => {
    const { outputs, markers, text } = await act({ 'pipe-class': 'pipelines.faults.Hostile', 'pull-output': 'false' })
    expect(outputs['status']).toBe('succeeded')
    expect(markers).toStrictEqual([])
    expect(text.some(({ line }) => line.includes('::'))).toBe(true)
  })

  test('that is cancelled is ended at once', async ({ act }) => {
    const asleep = (line: string) => line.includes('sleeping for ')
    const result = await act(
      { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 120' },
      { signalWhen: asleep },
    )
    expect(failed(result).error).toMatch(/^cancelled: The workflow was cancelled during the phase "run"\./)
    expect(result.signals).toStrictEqual(['SIGINT'])
    expect(result.outputs['job-id']).toBeDefined()
  })

  test('that is not asked to run does not run', async ({ act, world }) => {
    const before = await world.keys()
    const { outputs, exitCode } = await act({ 'pipe-class': 'pipelines.faults.Raises', 'dry-run': 'true' })
    expect({ exitCode, status: outputs['status'], job: outputs['job-id'] }).toStrictEqual({
      exitCode: 0,
      status: 'skipped',
      job: undefined,
    })
    expect(await world.keys()).toStrictEqual(before)
  })
})
