import { describe, expect } from 'vitest'
import { startGate } from '../testbed/aws-gate.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { type commandLineVersions, nameImage } from '../testbed/generations.ts'
import { test as base } from '../testbed/world.ts'

type Version = (typeof commandLineVersions)[number]

const test = base.extend('input', { scope: 'file' }, async ({ world }) => ({
  name: 'raw_orders',
  uuid: await world.home.makeBundle({ name: 'raw_orders', data: rawOrders, tags: { shop: 'north' }, push: true }),
}))

const echo = (version: Version) => ({
  'pipe-class': 'pipelines.orders.Echo',
  image: nameImage(version),
  'output-bundle': 'echo',
})

describe('an image is recognized', () => {
  test('without its help when a run has no tags', async ({ world }) => {
    const run = await world.runAction({ ...echo('0.7.2'), 'output-bundle': 'plain' })
    expect(run.log).toContain('(dialect classic): ')
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
  })
})

describe('an image refuses before the run', () => {
  test.for<[Version, Readonly<Record<string, string>>, string]>([
    ['0.7.2', { 'force-all': 'true' }, 'force-all: got "true". Images of disdat 0.7.1 to 0.8.0 support `force` only.'],
    ['0.8.1', { 'force-all': 'true' }, 'force-all: got "true". Images of disdat 0.8.1 and 0.8.2 support `force` only.'],
    [
      '0.7.2',
      { 'output-tags': 'at:09:30' },
      'output-tags: got "at:09:30". Images of disdat 0.7.2 split a tag at every',
    ],
    [
      '0.8.25',
      { params: 'text: --entrypoint' },
      'params: got "text: --entrypoint". This value collides with the option',
    ],
    ['0.8.25', { dialect: 'luigi' }, 'cannot start the command line of luigi'],
  ])('of %s: %j', async ([version, inputs, message], { world }) => {
    const run = await world.runAction({ ...echo(version), ...inputs })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(run.outputs['job-id']).toBeUndefined()
    expect(run.annotations[0]?.message).toContain(message)
  })
})

test('the prefix key is created once, for an image that needs it', async ({ world }) => {
  const remote = world.remote.replace(/dsdt$/, 'fresh')
  const inputs = { ...echo('0.8.25'), dialect: 'disdat-0.8.25', remote, context: 'shop/fresh', 'pull-output': 'false' }
  const first = await world.runAction(inputs)
  expect(first.outputs).toMatchObject({ status: 'succeeded' })
  expect(first.log).toContain(`Created the empty object ${remote}/, which images of disdat 0.8.13 to 0.9.5 need`)
  expect(await world.listKeys('fresh/')).toContain('fresh/')
  const second = await world.runAction(inputs)
  expect(second.log).not.toContain('Created the empty object')
})

test.for<Version>(['0.7.2', '0.8.25'])(
  'an image of %s binds its remote under the session policy of a role',
  async (version, { world, input }) => {
    await using gate = await startGate(world.account.endpoint)
    const pipe = { ...echo(version), dialect: `disdat-${version}` }
    const run = await world.runAction(
      { ...pipe, 'input-bundle': input.name, 'input-tags': 'shop:north', 'role-to-assume': gate.trust('ci') },
      { env: gate.env },
    )
    expect(gate.denied).toStrictEqual([])
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
  },
)
