import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { BundleData } from '../testbed/dsdt.ts'
import { configuration, makeEmptyImage } from '../testbed/images.ts'
import { test as base, commandOf } from '../testbed/world.ts'

/*
 * What happens to the input is over when the container starts. These runs therefore have an image with nothing in it: they end there, soon,
 * with `invalid-input`, and what counts is what came before.
 */
const endsAtStart = { status: 'failed', verdict: 'invalid-input' }
const data: BundleData = { kind: 'value', value: 7 }

const test = base
  .extend('pipe', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
    const image = await makeEmptyImage(configuration.luigi)
    onCleanup(() => image[Symbol.asyncDispose]())
    return { 'pipe-class': 'acme.daily.Sales', image: image.name, 'input-param': 'orders' }
  })
  .extend('here', { scope: 'file' }, async ({ world }) => {
    const onDay = (day: string, commit = true) => ({ name: 'orders', data, tags: { day, shop: 'north' }, commit })
    const [monday = '', tuesday = '', draft = '', unpushed = '', both = ''] = await world.home.makeBundles([
      onDay('monday'),
      onDay('tuesday'),
      onDay('wednesday', false),
      { name: 'unpushed', data },
      { name: 'both', data },
    ])
    return { monday, tuesday, draft, unpushed, both }
  })
  .extend('there', { scope: 'file' }, async ({ world, here }) => {
    const colleague = await world.colleague()
    const wishes = ['rates', 'both'].map((name) => ({ name, data, push: true }))
    const [rates = '', both = ''] = await colleague.makeBundles(wishes)
    return { rates, both, olderHere: here.both }
  })

describe('an input bundle of the local context', () => {
  test('is the newest committed one of that name', async ({ world, pipe, here }) => {
    const run = await world.act({ ...pipe, 'input-bundle': 'orders' })
    expect(run.outputs).toMatchObject({
      ...endsAtStart,
      'input-bundle-uuid': here.tuesday,
      'input-bundle-uri': `${world.remote}/context/shop/objects/${here.tuesday}`,
    })
  })

  test('has all the tags that are asked for', async ({ world, pipe, here }) => {
    const run = await world.act({ ...pipe, 'input-bundle': 'orders', 'input-tags': 'shop:north\nday:monday' })
    expect(run.outputs).toMatchObject({ ...endsAtStart, 'input-bundle-uuid': here.monday })
  })

  test('may be named by its uuid', async ({ world, pipe, here }) => {
    const run = await world.act({ ...pipe, 'input-bundle': here.monday })
    expect(run.outputs).toMatchObject({ ...endsAtStart, 'input-bundle-uuid': here.monday })
  })

  test('reaches a luigi pipe as the parameter that is named', async ({ world, pipe, here }) => {
    const run = await world.act({ ...pipe, 'input-bundle': 'orders', params: 'day: 2026-01-05' })
    expect(commandOf(run).argv.slice(-4)).toEqual(['--day', '2026-01-05', '--orders', here.tuesday])
  })

  test('does not reach a luigi pipe that names no parameter, which is remarked', async ({ world, pipe, here }) => {
    const run = await world.act({ ...pipe, 'input-bundle': 'orders', 'input-param': '' })
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('The pipe is not told of the input bundle'),
      }),
    )
    expect(commandOf(run).argv).not.toContain(here.tuesday)
  })

  test('that is a draft is refused, with the command that mends it', async ({ world, pipe, here }) => {
    const asked = { ...pipe, 'input-bundle': 'orders', 'input-tags': 'day:wednesday' }
    const run = await world.act(asked)
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'input-not-committed' })
    expect(run.outputs['job-id']).toBeUndefined()
    expect(await world.keys(`dsdt/context/shop/objects/${here.draft}/`)).toEqual([])

    const [, ...command] = /Commit it: dsdt (\S+) (\S+) (\S+?)\.?$/.exec(run.annotations[0]?.message ?? '') ?? []
    expect(command).toEqual(['commit', '-u', here.draft])
    await world.home.dsdt(...command)
    expect((await world.act(asked)).outputs).toMatchObject({ ...endsAtStart, 'input-bundle-uuid': here.draft })
  })
})

describe('push-input: false', () => {
  const asked = { 'input-bundle': 'unpushed', 'push-input': 'false' }

  test('takes what is on the remote, and nothing else', async ({ world, pipe, here: { unpushed: uuid } }) => {
    const run = await world.act({ ...pipe, ...asked })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'input-not-found' })
    expect(run.annotations[0]?.message).toMatch(/is in the local context but not on the remote\. Leave `push-input`/)
    expect(run.outputs['job-id']).toBeUndefined()
    expect(await world.keys(`dsdt/context/shop/objects/${uuid}/`)).toEqual([])

    await world.home.dsdt('push', '-u', uuid)
    const again = await world.act({ ...pipe, ...asked })
    expect(again.outputs).toMatchObject({ ...endsAtStart, 'input-bundle-uuid': uuid })
    expect(again.summary).not.toContain('input, pushed')
  })
})

describe('an input bundle of the remote', () => {
  test('is found where the local context has none of that name', async ({ world, pipe, there }) => {
    const run = await world.act({ ...pipe, 'input-bundle': 'rates' })
    expect(run.outputs).toMatchObject({ ...endsAtStart, 'input-bundle-uuid': there.rates })
    expect(run.log).not.toContain('pushed now')
  })

  test('is found where there is no local context', async ({ world, pipe, there }) => {
    const home = await world.freshHome()
    const run = await world.act(
      { ...pipe, 'input-bundle': there.rates, remote: world.remote, context: 'shop/elsewhere', 'pull-output': 'false' },
      { home: home.path },
    )
    expect(run.outputs).toMatchObject({ ...endsAtStart, 'input-bundle-uuid': there.rates })
  })

  test('is passed over where the local context has one, however old', async ({ world, pipe, there }) => {
    const { olderHere: mine, both: theirs } = there
    expect((await world.act({ ...pipe, 'input-bundle': 'both' })).outputs['input-bundle-uuid']).toBe(mine)
    await rm(join(world.home.path, '.disdat/context/local/objects', mine), { recursive: true })
    await rm(join(world.home.path, '.disdat/context/local/ctxt.db'))
    expect((await world.act({ ...pipe, 'input-bundle': 'both' })).outputs['input-bundle-uuid']).toBe(theirs)
  })
})

describe('an input bundle that is nowhere', () => {
  test.for([
    { by: 'name', 'input-bundle': 'no_such_bundle' },
    { by: 'tags', 'input-bundle': 'orders', 'input-tags': 'day:sunday' },
    { by: 'uuid', 'input-bundle': '00000000-0000-4000-8000-000000000000' },
  ])('by its $by', async ({ by: _, ...asked }, { world, pipe }) => {
    const run = await world.act({ ...pipe, ...asked })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'input-not-found' })
    expect(run.outputs['job-id']).toBeUndefined()
    expect(run.annotations[0]?.message).toContain('Neither the local context local nor shop on s3://')
  })
})

test('`-` is no input', async ({ world, pipe }) => {
  const run = await world.act({ ...pipe, 'input-bundle': '-', 'input-param': '' })
  expect(run.outputs).toMatchObject(endsAtStart)
  expect(run.outputs['input-bundle-uuid']).toBeUndefined()
  expect(run.outputs['input-bundle-uri']).toBeUndefined()
  expect(run.annotations.filter(({ level }) => level === 'warning')).toEqual([])
})
