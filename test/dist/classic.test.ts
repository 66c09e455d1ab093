import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { test as base, commandOf } from '../testbed/world.ts'

const test = base
  .extend('input', { scope: 'file' }, async ({ world }) => {
    const wish = { name: 'raw_orders', data: rawOrders, tags: { shop: 'north', size: 'a:b' } }
    return { ...wish, uuid: await world.home.makeBundle(wish) }
  })
  .extend('daily', { scope: 'file' }, ({ input }) => ({
    'pipe-class': 'classic.orders.DailyOrders',
    'input-bundle': input.name,
    'input-tags': 'shop:north\nsize:a:b',
    params: 'day: 2026-01-05',
    'output-bundle': 'daily_orders',
    'output-tags': 'team:sales\nat:09:30',
  }))
  .extend('first', { scope: 'file' }, ({ world, daily }) =>
    // What a classic image does not know is remarked, and left out.
    world.act({ ...daily, workers: '4', 'input-param': 'orders' }),
  )

describe('a classic image', () => {
  test('makes its output under the uuid that it was told', ({ first }) => {
    expect(first).toMatchObject({ exitCode: 0, conclusion: 'success' })
    expect(first.outputs).toMatchObject({ status: 'succeeded', 'output-bundle-name': 'daily_orders' })
    expect(commandOf(first).argv[1]).toBe(first.outputs['output-bundle-uuid'])
  })

  test('is told name and tags of the input, and tags as JSON, unquoted', ({ world, first }) => {
    expect(commandOf(first).argv).toEqual([
      ...['--output-bundle-uuid', first.outputs['output-bundle-uuid']],
      ...['--remote', world.remote],
      ...['--branch', 'shop/local'],
      ...['--pipeline', 'classic.orders.DailyOrders'],
      ...['--input-tags', '{"shop":"north","size":"a:b"}'],
      ...['--output-tags', '{"team":"sales","at":"09:30"}'],
      ...['raw_orders', 'daily_orders'],
      ...['--day', '2026-01-05'],
    ])
  })

  test('is not told what it does not know, and that is remarked', ({ first }) => {
    expect(first.annotations.map(({ level, message }) => [level, message])).toEqual([
      ['warning', '`input-param` is ignored: a classic image takes the input bundle by its name.'],
      ['warning', '`workers` is ignored: a classic image has no workers.'],
    ])
  })

  test('got its input from us, and dsdt sees its output here', async ({ world, input, first }) => {
    expect(first.outputs['input-bundle-uuid']).toBe(input.uuid)
    expect(first.summary).toContain('| input, pushed | `raw_orders` |')
    const listed = await world.home.dsdt('ls', '-v', '--tag', 'team:sales')
    expect(listed.stdout).toContain(first.outputs['output-bundle-uuid'])
    expect(await world.home.cat(first.outputs['output-bundle-uuid'] ?? '')).toMatch(/ann\s.*120\.0/)
  })

  test('reuses what it has made', async ({ world, daily, first }) => {
    const run = await world.act(daily)
    expect(run.outputs).toMatchObject({
      status: 'reused',
      'output-bundle-uuid': first.outputs['output-bundle-uuid'],
    })
    expect(run.annotations).toEqual([])
  })

  test('makes it anew with `force`', async ({ world, daily, first }) => {
    const run = await world.act({ ...daily, force: 'true' })
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.outputs['output-bundle-uuid']).not.toBe(first.outputs['output-bundle-uuid'])
    expect(commandOf(run).argv).toContain('--force')
  })

  test('does not know `force-all`', async ({ world, daily }) => {
    const run = await world.act({ ...daily, 'force-all': 'true' })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(run.outputs['job-id']).toBeUndefined()
    expect(run.annotations[0]?.message).toContain('a classic image, which knows `force` only')
  })

  test('would take a newer input than ours, so the run is refused', async ({ world, input, daily }) => {
    const colleague = await world.colleague()
    const newer = await colleague.makeBundle({ name: input.name, data: rawOrders, tags: input.tags, push: true })
    const run = await world.act(daily)
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(run.outputs['job-id']).toBeUndefined()
    expect(run.annotations[0]?.message).toContain(`a newer "${input.name}" (${newer}) than ${input.uuid}`)
  })
})
