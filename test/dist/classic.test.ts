import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { nameImage } from '../testbed/generations.ts'
import { test as base, readCommand } from '../testbed/world.ts'

const test = base
  .extend('input', { scope: 'file' }, async ({ world }) => {
    const spec = { name: 'raw_orders', data: rawOrders, tags: { shop: 'north', size: 'a:b' } }
    return { ...spec, uuid: await world.home.makeBundle(spec) }
  })
  .extend('daily', { scope: 'file' }, ({ input }) => ({
    image: nameImage('0.7.1'),
    'pipe-class': 'pipelines.orders.DailyOrders',
    'input-bundle': input.name,
    'input-tags': 'shop:north\nsize:a:b',
    params: 'day: 2026-01-05',
    'output-bundle': 'daily_orders',
    'output-tags': 'team:sales\nat:09:30',
  }))
  .extend('first', { scope: 'file' }, ({ world, daily }) =>
    // The action warns about inputs that a classic image does not support, and leaves them out.
    world.runAction({ ...daily, workers: '4', 'input-param': 'orders' }),
  )

describe('a classic image', () => {
  test('creates its output under the uuid that the action chose', ({ first }) => {
    expect(first).toMatchObject({ exitCode: 0, conclusion: 'success' })
    expect(first.outputs).toMatchObject({ status: 'succeeded', 'output-bundle-name': 'daily_orders' })
    expect(readCommand(first).argv[1]).toBe(first.outputs['output-bundle-uuid'])
  })

  test('gets the name and the tags of the input, and the tags as JSON without quotes', ({ world, first }) => {
    expect(readCommand(first).argv).toEqual([
      ...['--output-bundle-uuid', first.outputs['output-bundle-uuid']],
      ...['--branch', 'shop/local'],
      ...['--remote', world.remote],
      ...['--pipeline', 'pipelines.orders.DailyOrders'],
      ...['--input-tags', '{"shop":"north","size":"a:b"}'],
      ...['--output-tags', '{"team":"sales","at":"09:30"}'],
      ...['--', 'raw_orders', 'daily_orders'],
      ...['--day', '2026-01-05'],
    ])
  })

  test('gets no unsupported options, and a warning names them', ({ first }) => {
    expect(first.annotations.map(({ level, message }) => [level, message])).toEqual([
      ['warning', '`input-param` is ignored: images of disdat 0.7.1 take the input bundle by name.'],
      ['warning', '`workers` is ignored: images of disdat 0.7.1 have no workers.'],
    ])
  })

  test('reads the pushed input, and dsdt sees its output', async ({ world, input, first }) => {
    expect(first.outputs['input-bundle-uuid']).toBe(input.uuid)
    expect(first.summary).toContain('| input, pushed | `raw_orders` |')
    const listed = await world.home.runDsdt('ls', '-v', '--tag', 'team:sales')
    expect(listed.stdout).toContain(first.outputs['output-bundle-uuid'])
    expect(await world.home.catBundle(first.outputs['output-bundle-uuid'] ?? '')).toMatch(/ann\s.*120\.0/)
  })

  test('makes its output again in each run, because it pulls the input alone', async ({ world, daily, first }) => {
    const run = await world.runAction(daily)
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.outputs['output-bundle-uuid']).not.toBe(first.outputs['output-bundle-uuid'])
    expect(run.annotations).toEqual([])
  })

  test('recomputes its output with `force`', async ({ world, daily, first }) => {
    const run = await world.runAction({ ...daily, force: 'true' })
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.outputs['output-bundle-uuid']).not.toBe(first.outputs['output-bundle-uuid'])
    expect(readCommand(run).argv).toContain('--force')
  })

  test('fails with `force-all`, which it does not support', async ({ world, daily }) => {
    const run = await world.runAction({ ...daily, 'force-all': 'true' })
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(run.outputs['job-id']).toBeUndefined()
    expect(run.annotations[0]?.message).toContain('Images of disdat 0.7.1 support `force` only.')
  })

  test('fails when the remote has a newer input of the same name and tags', async ({ world, input, daily }) => {
    const colleague = await world.createColleagueHome()
    const newer = await colleague.makeBundle({ name: input.name, data: rawOrders, tags: input.tags, push: true })
    const run = await world.runAction(daily)
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    expect(run.outputs['job-id']).toBeUndefined()
    expect(run.annotations[0]?.message).toContain(`a newer "${input.name}" (${newer}) than ${input.uuid}`)
  })
})
