import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { test as base, commandOf } from '../testbed/world.ts'

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const test = base
  .extend('input', { scope: 'file' }, async ({ world }) => {
    const name = 'raw_orders'
    return { name, uuid: await world.home.makeBundle({ name, data: rawOrders }) }
  })
  .extend('daily', { scope: 'file' }, async ({ world, input }) => {
    // dsdt has made bundles here, so it will look into its index and not into the folder.
    await access(join(world.home.path, '.disdat/context/local/ctxt.db'))
    return await world.act({
      'pipe-class': 'pipelines.orders.DailyOrders',
      'input-bundle': input.name,
      'input-param': 'orders',
      params: 'day: 2026-01-05',
      'output-bundle': 'daily_orders',
      'output-tags': 'team:sales\nschedule:nightly',
      workers: '2',
    })
  })
  .extend('report', { scope: 'file' }, async ({ world, daily }) => {
    const home = await world.freshHome()
    const run = await world.act(
      {
        'pipe-class': 'pipelines.orders.OrdersReport',
        // On the remote since that run.
        'input-bundle': daily.outputs['input-bundle-uuid'] ?? '',
        'input-param': 'orders',
        remote: world.remote,
        context: 'shop/local',
      },
      { home: home.path },
    )
    return { home, run }
  })

describe('a pipe of two tasks on a bundle of the local context', () => {
  test('succeeds, and there is nothing to remark', ({ daily }) => {
    expect(daily.outputs).toMatchObject({ status: 'succeeded', 'exit-code': '0', 'output-bundle-name': 'daily_orders' })
    expect(daily).toMatchObject({ exitCode: 0, conclusion: 'success', annotations: [] })
  })

  test('every output is set', ({ world, input, daily }) => {
    const { name } = commandOf(daily)
    const uuid = daily.outputs['output-bundle-uuid'] ?? ''
    const objects = `${world.remote}/context/shop/objects`
    expect(daily.outputs).toEqual({
      status: 'succeeded',
      'exit-code': '0',
      'job-id': expect.stringMatching(/^[0-9a-f]{64}$/),
      'job-name': name,
      image: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      'input-bundle-uuid': input.uuid,
      'input-bundle-uri': `${objects}/${input.uuid}`,
      'output-bundle-name': 'daily_orders',
      'output-bundle-uuid': expect.stringMatching(uuidPattern),
      'output-bundle-uri': `${objects}/${uuid}`,
      'output-path': join(world.home.path, '.disdat/context/local/objects', uuid),
      changes: 'first-version',
      rows: '2',
      breaches: '[]',
      'job-ids': JSON.stringify([daily.outputs['job-id']]),
      'output-bundle-uris': JSON.stringify([`${objects}/${uuid}`]),
      'result-file': expect.stringMatching(/result\.json$/),
    })
  })

  test('the container gets an argv, part by part', ({ world, input, daily }) => {
    const { name, argv } = commandOf(daily)
    expect(name).toMatch(/^disdat-pipelines-orders-[0-9a-f]{12}$/)
    expect(argv).toEqual([
      'dsdt_docker',
      ...['--output-bundle-uuid', daily.outputs['output-bundle-uuid']],
      ...['--output-bundle', 'daily_orders'],
      ...['--branch', 'shop/local'],
      ...['--workers', '2'],
      ...['--remote', world.remote],
      ...['--output-tag', 'team:sales', '--output-tag', 'schedule:nightly'],
      'pipelines.orders.DailyOrders',
      ...['--day', '2026-01-05', '--orders', input.uuid],
    ])
    expect(daily.log).toContain(`pipeline_args=['--day', '2026-01-05', '--orders', '${input.uuid}']`)
  })

  test('what the pipe says on both of its streams is shown', ({ daily }) => {
    const lines = daily.text.map(({ line }) => line)
    expect(lines).toContain('kept 5 of 8 orders')
    expect(lines).toContain('===== Luigi Execution Summary =====')
    // On one stream: a line on the other could overtake the guard.
    expect(new Set(daily.text.map(({ stream }) => stream))).toEqual(new Set(['stdout']))
  })

  test('the input was pushed first', async ({ world, input, daily }) => {
    expect(daily.summary).toContain('| input, pushed | `raw_orders` |')
    expect(await world.keys(`dsdt/context/shop/objects/${input.uuid}/`)).toContainEqual(
      expect.stringContaining(`${input.uuid}_hframe.pb`),
    )
  })

  test('the output is on the remote', async ({ world, daily }) => {
    const uuid = daily.outputs['output-bundle-uuid']
    const keys = await world.keys(`dsdt/context/shop/objects/${uuid}/`)
    expect(keys.filter((key) => key.endsWith(`/${uuid}_hframe.pb`))).toHaveLength(1)
    // One for each column: customer, day, orders, total, largest, big_spender.
    expect(keys.filter((key) => key.endsWith('_frame.pb'))).toHaveLength(6)
  })

  test('dsdt sees it at once beside its own, and reads it', async ({ world, daily }) => {
    const uuid = daily.outputs['output-bundle-uuid'] ?? ''
    const { stdout } = await world.home.dsdt('ls', '-v', '--tag', 'team:sales', '--tag', 'schedule:nightly')
    expect(stdout.split('\n').find((line) => line.includes(uuid))).toMatch(/^daily_orders /)
    const data = await world.home.cat(uuid)
    expect(data).toMatch(/ann\s+2026-01-05\s+2\s+120\.0\s+99\.5\s+True/)
  })
})

describe('a pipe that writes a file, on a machine where Disdat never was', () => {
  test('takes the input from the remote by its uuid', ({ input, report: { run } }) => {
    expect(run.outputs).toMatchObject({ status: 'succeeded', 'input-bundle-uuid': input.uuid })
    expect(run.summary).toContain('| input | `raw_orders` |')
  })

  test('takes the name that the pipe gives its output', ({ report: { run } }) => {
    expect(run.outputs).toMatchObject({ 'output-bundle-name': 'OrdersReport' })
  })

  test('output-path is the folder with the file', async ({ report: { run } }) => {
    const report = await readFile(join(run.outputs['output-path'] ?? '', 'report.md'), 'utf8')
    expect(report).toContain('| 2026-01-05 | 3 | 220.00 |')
  })

  test('makes the context as dsdt would', async ({ world, report: { home } }) => {
    for (const file of ['.disdat/fs.json', '.disdat/context/local/ctxt.json']) {
      const [ours, dsdts] = await Promise.all([home, world.home].map(({ path }) => readFile(join(path, file), 'utf8')))
      expect(JSON.parse(ours ?? '')).toEqual(JSON.parse(dsdts ?? ''))
    }
  })

  test('dsdt sees and reads the bundle there', async ({ report: { home, run } }) => {
    const uuid = run.outputs['output-bundle-uuid'] ?? ''
    // Who comes to this machine later sets dsdt up first.
    await home.dsdt('init')
    const { stdout } = await home.dsdt('ls', '-v')
    expect(stdout).toContain(uuid)
    expect(await home.cat(uuid)).toContain('report.md')
  })
})
