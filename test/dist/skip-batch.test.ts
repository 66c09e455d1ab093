import { describe, expect } from 'vitest'
import { test } from '../testbed/batch-world.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { makePricedImage, pricedInputs } from '../testbed/priced.ts'

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

  test('submits a job again for a newer upstream bundle and another parameter only', async ({ world, batch }) => {
    await using image = await makePricedImage()
    const run = async (params: string = pricedInputs.params) => {
      // The image is in no registry, so that it has nothing to compare.
      const skip = { 'skip-unchanged': 'params, input, upstream' }
      const inputs = { ...batch.inputs, ...pricedInputs, ...skip, image: image.name, params }
      const { outputs, text } = await world.runAction(inputs, { env: batch.env })
      const reason = text.find(({ line }) => line.startsWith('Not skipped'))?.line
      return { status: outputs['status'], job: outputs['job-id'], uuid: outputs['output-bundle-uuid'], reason }
    }
    await world.home.makeBundle({ name: 'prices', data: rawOrders, push: true })
    const first = await run()
    expect(first).toMatchObject({ status: 'succeeded', job: expect.any(String) })
    expect(await run()).toEqual({ status: 'skipped', job: undefined, uuid: first.uuid, reason: undefined })
    await world.home.makeBundle({ name: 'prices', data: rawOrders, push: true })
    const second = await run()
    expect(second).toMatchObject({ status: 'succeeded', reason: expect.stringContaining('Not skipped (upstream).') })
    expect(second.job).not.toBe(first.job)
    const other = await run('day: 2026-01-06')
    expect(other).toMatchObject({ status: 'succeeded', reason: expect.stringContaining('Not skipped (params).') })
    expect(await run()).toEqual({ status: 'skipped', job: undefined, uuid: second.uuid, reason: undefined })
  })
})
