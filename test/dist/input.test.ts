import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { BundleData } from '../testbed/dsdt.ts'
import { startFaultyS3 } from '../testbed/faulty-s3.ts'
import { configuration, makeEmptyImage } from '../testbed/images.ts'
import { test as base, readCommand } from '../testbed/world.ts'

/*
 * The step handles the input before it starts the container. These runs use an empty image, so they end at that point
 * with `image-incompatible`, and the tests check what happened before.
 */
const outcome = { status: 'failed', verdict: 'image-incompatible' }
const data: BundleData = { kind: 'value', value: 7 }

const test = base
  .extend('pipe', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const image = await makeEmptyImage(configuration.luigi)
    onCleanup(() => image[Symbol.asyncDispose]())
    return { 'pipe-class': 'acme.daily.Sales', image: image.name, 'input-param': 'orders' }
  })
  .extend('here', { scope: 'file' }, async ({ world }) => {
    const createSpec = (day: string, commit = true) => ({ name: 'orders', data, tags: { day, shop: 'north' }, commit })
    const [monday = '', tuesday = '', draft = '', unpushed = '', both = ''] = await world.home.makeBundles([
      createSpec('monday'),
      createSpec('tuesday'),
      createSpec('wednesday', false),
      { name: 'unpushed', data },
      { name: 'both', data },
    ])
    return { monday, tuesday, draft, unpushed, both }
  })
  .extend('there', { scope: 'file' }, async ({ world, here }) => {
    const colleague = await world.createColleagueHome()
    const specs = ['rates', 'both'].map((name) => ({ name, data, push: true }))
    const [rates = '', both = ''] = await colleague.makeBundles(specs)
    return { rates, both, olderHere: here.both }
  })

describe('an input bundle of the local context', () => {
  test('draws one warning when the server ignores conditional writes', async ({ world, pipe }) => {
    const uuid = await world.home.makeBundle({ name: 'raced', data })
    await using s3 = await startFaultyS3(world.account, ({ method }) =>
      method === 'PUT' ? { kind: 'ignore-condition' } : undefined,
    )
    const run = await world.runAction({ ...pipe, 'input-bundle': uuid }, { env: s3.env })
    expect(run.outputs).toMatchObject({ ...outcome, 'input-bundle-uuid': uuid })
    const warnings = run.annotations.filter(({ message }) => message.includes('ignores the condition of PutObject'))
    expect(warnings).toMatchObject([{ level: 'warning', message: expect.stringContaining('docs/s3-servers.md') }])
  })

  test('is the newest committed bundle of its name', async ({ world, pipe, here }) => {
    const run = await world.runAction({ ...pipe, 'input-bundle': 'orders' })
    expect(run.outputs).toMatchObject({
      ...outcome,
      'input-bundle-uuid': here.tuesday,
      'input-bundle-uri': `${world.remote}/context/shop/objects/${here.tuesday}`,
    })
  })

  test('has all requested tags', async ({ world, pipe, here }) => {
    const run = await world.runAction({ ...pipe, 'input-bundle': 'orders', 'input-tags': 'shop:north\nday:monday' })
    expect(run.outputs).toMatchObject({ ...outcome, 'input-bundle-uuid': here.monday })
  })

  test('can be named by its uuid', async ({ world, pipe, here }) => {
    const run = await world.runAction({ ...pipe, 'input-bundle': here.monday })
    expect(run.outputs).toMatchObject({ ...outcome, 'input-bundle-uuid': here.monday })
  })

  test('is passed to a luigi pipe as the parameter `input-param`', async ({ world, pipe, here }) => {
    const run = await world.runAction({ ...pipe, 'input-bundle': 'orders', params: 'day: 2026-01-05' })
    expect(readCommand(run).argv.slice(-4)).toEqual(['--day', '2026-01-05', '--orders', here.tuesday])
  })

  test('is not passed to a luigi pipe without `input-param`, and a warning says so', async ({ world, pipe, here }) => {
    const run = await world.runAction({ ...pipe, 'input-bundle': 'orders', 'input-param': '' })
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('The pipe does not receive the input bundle'),
      }),
    )
    expect(readCommand(run).argv).not.toContain(here.tuesday)
  })

  test('fails the step when it is uncommitted, and the error names the command that commits it', async ({
    world,
    pipe,
    here,
  }) => {
    const query = { ...pipe, 'input-bundle': 'orders', 'input-tags': 'day:wednesday' }
    const run = await world.runAction(query)
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'input-not-committed' })
    expect(run.outputs['job-id']).toBeUndefined()
    expect(await world.listKeys(`dsdt/context/shop/objects/${here.draft}/`)).toEqual([])

    const [, ...command] = /Commit it: dsdt (\S+) (\S+) (\S+?)\.?$/.exec(run.annotations[0]?.message ?? '') ?? []
    expect(command).toEqual(['commit', '-u', here.draft])
    await world.home.runDsdt(...command)
    expect((await world.runAction(query)).outputs).toMatchObject({ ...outcome, 'input-bundle-uuid': here.draft })
  })
})

describe('push-input: false', () => {
  const query = { 'input-bundle': 'unpushed', 'push-input': 'false' }

  test('accepts only bundles that are on the remote', async ({ world, pipe, here: { unpushed: uuid } }) => {
    const run = await world.runAction({ ...pipe, ...query })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'input-not-found' })
    expect(run.annotations[0]?.message).toMatch(
      /is in the local context but not on the remote\. Set `push-input: true`/,
    )
    expect(run.outputs['job-id']).toBeUndefined()
    expect(await world.listKeys(`dsdt/context/shop/objects/${uuid}/`)).toEqual([])

    await world.home.runDsdt('push', '-u', uuid)
    const again = await world.runAction({ ...pipe, ...query })
    expect(again.outputs).toMatchObject({ ...outcome, 'input-bundle-uuid': uuid })
    expect(again.summary).not.toContain('input, pushed')
  })
})

describe('an input bundle of the remote', () => {
  test('is found when the local context has no bundle of its name', async ({ world, pipe, there }) => {
    const run = await world.runAction({ ...pipe, 'input-bundle': 'rates' })
    expect(run.outputs).toMatchObject({ ...outcome, 'input-bundle-uuid': there.rates })
    expect(run.log).not.toContain('pushed now')
  })

  test('is found without a local context', async ({ world, pipe, there }) => {
    const home = await world.createEmptyHome()
    const run = await world.runAction(
      { ...pipe, 'input-bundle': there.rates, remote: world.remote, context: 'shop/elsewhere', 'pull-output': 'false' },
      { home: home.path },
    )
    expect(run.outputs).toMatchObject({ ...outcome, 'input-bundle-uuid': there.rates })
  })

  test('is ignored when the local context has a bundle of its name, however old', async ({ world, pipe, there }) => {
    const { olderHere: mine, both: theirs } = there
    expect((await world.runAction({ ...pipe, 'input-bundle': 'both' })).outputs['input-bundle-uuid']).toBe(mine)
    await rm(join(world.home.path, '.disdat/context/local/objects', mine), { recursive: true })
    await rm(join(world.home.path, '.disdat/context/local/ctxt.db'))
    expect((await world.runAction({ ...pipe, 'input-bundle': 'both' })).outputs['input-bundle-uuid']).toBe(theirs)
  })
})

describe('a missing input bundle fails the step', () => {
  test.for([
    { by: 'name', 'input-bundle': 'no_such_bundle' },
    { by: 'tags', 'input-bundle': 'orders', 'input-tags': 'day:sunday' },
    { by: 'uuid', 'input-bundle': '00000000-0000-4000-8000-000000000000' },
  ])('when it is named by $by', async ({ by: _, ...query }, { world, pipe }) => {
    const run = await world.runAction({ ...pipe, ...query })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'input-not-found' })
    expect(run.outputs['job-id']).toBeUndefined()
    expect(run.annotations[0]?.message).toContain('in the local context `local` or in context `shop` of s3://')
  })
})

test('the input bundle `-` means no input', async ({ world, pipe }) => {
  const run = await world.runAction({ ...pipe, 'input-bundle': '-', 'input-param': '' })
  expect(run.outputs).toMatchObject(outcome)
  expect(run.outputs['input-bundle-uuid']).toBeUndefined()
  expect(run.outputs['input-bundle-uri']).toBeUndefined()
  expect(run.annotations.filter(({ level }) => level === 'warning')).toEqual([])
})
