import { describe, expect } from 'vitest'
import { test } from '../testbed/batch-world.ts'

describe('skip-unchanged on Batch', () => {
  test('submits no job when nothing has changed, and names what cannot be compared', async ({ world, batch }) => {
    const inputs = {
      ...batch.inputs,
      ...{ 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 3', 'pull-output': 'false' },
      'skip-unchanged': 'params, input, upstream',
    }
    const { env } = batch
    const first = await world.runAction(inputs, { env })
    expect(first.outputs).toMatchObject({ status: 'succeeded' })
    const again = await world.runAction(inputs, { env })
    expect(again.outputs).toMatchObject({
      status: 'skipped',
      'output-bundle-uuid': first.outputs['output-bundle-uuid'],
    })
    expect(again.outputs['job-id']).toBeUndefined()
    const dry = await world.runAction({ ...inputs, 'skip-unchanged': 'true', 'dry-run': 'true' }, { env })
    expect(dry.text.map(({ line }) => line)).toContainEqual(
      expect.stringMatching(
        /^Not skipped \(image\)\. The image cannot be compared: it is not in ECR, and its reference names no digest\./,
      ),
    )
  })
})
