import { expect } from 'vitest'
import { test } from '../testbed/batch-world.ts'

test('a step with several runs on Batch follows its jobs together, and skips what is there', async ({
  world,
  batch,
}) => {
  const inputs = {
    ...batch.inputs,
    'pipe-class': 'pipelines.faults.Prints',
    'output-bundle': 'prints',
    'pull-output': 'false',
    each: 'lines: [3, 4]',
  }
  const first = await world.runAction(inputs, { env: batch.env })
  expect(first.outputs).toMatchObject({ status: 'succeeded', succeeded: '2' })
  const ids: unknown = JSON.parse(first.outputs['job-ids'] ?? '[]')
  expect(ids).toHaveLength(2)
  const lines = first.text.map(({ line }) => line)
  for (const value of [3, 4])
    expect(lines).toContainEqual(expect.stringContaining(`run [lines=${value}]: The job is SUCCEEDED`))
  const second = await world.runAction({ ...inputs, each: 'lines: [3, 4, 5]' }, { env: batch.env })
  expect(second.outputs).toMatchObject({ succeeded: '1', skipped: '2', failed: '0' })
  expect(batch.gate.denied).toStrictEqual([])
})
