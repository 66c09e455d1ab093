import { describe, expect } from 'vitest'
import { startGate } from '../testbed/aws-gate.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { type commandLineVersions, nameImage } from '../testbed/generations.ts'
import { test as base, readCommand } from '../testbed/world.ts'

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

const byName = { 'input-bundle': 'raw_orders', 'input-tags': 'shop:north' }
const byParameter = { 'input-bundle': 'raw_orders', 'input-param': 'orders' }
const json = ['--output-tags', '{"team":"sales"}']
const option = ['--output-tag=team:sales']

describe('an image is recognized', () => {
  test.for<[Version, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['0.7.1', 'disdat-0.7.1', byName, json],
    ['0.7.2', 'disdat-0.7.2', byName, option],
    ['0.8.0', 'disdat-0.8.0', byName, option],
    // A pipe before 0.8.13 cannot depend on a uuid.
    ['0.8.1', 'disdat-0.8.1', {}, option],
    ['0.8.12', 'disdat-0.8.3', {}, option],
    ['0.8.25', 'disdat-0.8.13', byParameter, option],
    ['0.9.14', 'disdat-0.9.6', byParameter, option],
    ['0.9.16', 'luigi', byParameter, option],
    ['0.10.1', 'luigi', byParameter, option],
  ])('of %s as %s, and receives input, tags and parameters', async (row, { world, input }) => {
    const [version, dialect, received, tagOptions] = row
    // argparse would take the value for an abbreviation.
    const text = `--no ${version}`
    const run = await world.runAction({
      ...echo(version),
      ...received,
      'output-tags': 'team:sales',
      params: `text: ${text}`,
    })
    expect(run.log).toContain(`(dialect ${dialect}): `)
    expect(readCommand(run).argv).toEqual(expect.arrayContaining([...tagOptions]))
    expect(run.outputs).toMatchObject({ status: 'succeeded', 'output-bundle-name': 'echo' })
    expect(run.outputs['input-bundle-uuid']).toBe(
      received === byName || received === byParameter ? input.uuid : undefined,
    )
    const uuid = run.outputs['output-bundle-uuid'] ?? ''
    expect(await world.home.catBundle(uuid)).toContain(text)
    expect((await world.home.runDsdt('ls', '-v', '--tag', 'team:sales')).stdout).toContain(uuid)
  })

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
  const first = await world.runAction({ ...echo('0.8.25'), remote, context: 'shop/fresh', 'pull-output': 'false' })
  expect(first.outputs).toMatchObject({ status: 'succeeded' })
  expect(first.log).toContain(`Created the empty object ${remote}/, which images of disdat 0.8.13 to 0.9.5 need`)
  expect(await world.listKeys('fresh/')).toContain('fresh/')
  const second = await world.runAction({ ...echo('0.8.25'), remote, context: 'shop/fresh', 'pull-output': 'false' })
  expect(second.log).not.toContain('Created the empty object')
})

test.for<Version>(['0.7.2', '0.8.25'])(
  'an image of %s binds its remote under the session policy of a role',
  async (version, { world, input }) => {
    await using gate = await startGate(world.account.endpoint)
    const run = await world.runAction(
      { ...echo(version), 'input-bundle': input.name, 'input-tags': 'shop:north', 'role-to-assume': gate.trust('ci') },
      { env: gate.env },
    )
    expect(gate.denied).toStrictEqual([])
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
  },
)
