import { describe, expect } from 'vitest'
import { waitForNoContainers } from '../testbed/batch.ts'
import { test as withBatch } from '../testbed/batch-world.ts'
import { facts } from '../testbed/generation-facts.ts'
import { createTagged, createText, makeInputs, readEchoes } from '../testbed/generation-inputs.ts'
import { nameImage } from '../testbed/generations.ts'

/** One version of each command line; test/contract/backends.test.ts runs disdat-luigi on Batch. */
const versions = ['0.7.1', '0.7.2', '0.8.0', '0.8.1', '0.8.12', '0.8.25', '0.9.14', '0.10.1'] as const

const test = withBatch.extend('uuids', { scope: 'file' }, ({ world }) => makeInputs(world))

describe.concurrent('on AWS Batch', () => {
  test.for(versions)(
    'disdat %s reads the input with the tag, and pushes its output with its parameter and tags',
    async (version, { world, uuids, batch }) => {
      // Batch does not read the image, so the step gets the dialect.
      const image = { image: nameImage(version), dialect: facts[version].given }
      const inputs = { ...batch.inputs, ...createTagged(version, `batch-${version}`), ...image }
      const result = await world.runAction(inputs, { env: batch.env })
      await waitForNoContainers(batch.queue)
      expect(result.outputs).toMatchObject({
        status: 'succeeded',
        'input-bundle-uuid': uuids[0],
        'output-bundle-name': `batch-${version}`,
      })
      expect(await readEchoes(world, [result])).toMatchObject([
        { orders: 1, text: createText(version), tags: { team: 'sales', region: 'north and south' } },
      ])
    },
  )
})
