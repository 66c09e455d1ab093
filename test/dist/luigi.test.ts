import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { test as base, readCommand } from '../testbed/world.ts'

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const test = base
  .extend('input', { scope: 'file' }, async ({ world }) => {
    const name = 'raw_orders'
    return { name, uuid: await world.home.makeBundle({ name, data: rawOrders }) }
  })
  .extend('daily', { scope: 'file' }, async ({ world, input }) => {
    // dsdt has created bundles in this home, so it reads its index instead of the folder.
    await access(join(world.home.path, '.disdat/context/local/ctxt.db'))
    return await world.runAction({
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
    const home = await world.createEmptyHome()
    const run = await world.runAction(
      {
        'pipe-class': 'pipelines.orders.OrdersReport',
        // The earlier run pushed the input to the remote.
        'input-bundle': daily.outputs['input-bundle-uuid'] ?? '',
        'input-param': 'orders',
        remote: world.remote,
        context: 'shop/local',
      },
      { home: home.path },
    )
    return { home, run }
  })

describe('a pipe of two tasks with a local input bundle', () => {
  test('succeeds without a warning', ({ daily }) => {
    expect(daily.outputs).toMatchObject({ status: 'succeeded', 'exit-code': '0', 'output-bundle-name': 'daily_orders' })
    expect(daily).toMatchObject({ exitCode: 0, conclusion: 'success', annotations: [] })
  })

  test('sets every output', ({ world, input, daily }) => {
    const { name } = readCommand(daily)
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
      accepted: '[]',
      'job-ids': JSON.stringify([daily.outputs['job-id']]),
      'output-bundle-uris': JSON.stringify([`${objects}/${uuid}`]),
      'result-file': expect.stringMatching(/result\.json$/),
    })
  })

  test('gets its command line as separate arguments', ({ world, input, daily }) => {
    const { name, argv } = readCommand(daily)
    expect(name).toMatch(/^disdat-pipelines-orders-[0-9a-f]{12}$/)
    expect(argv).toEqual([
      'dsdt_docker',
      ...['--output-bundle-uuid', daily.outputs['output-bundle-uuid']],
      ...['--output-bundle', 'daily_orders'],
      ...['--branch', 'shop/local'],
      ...['--workers', '2'],
      ...['--remote', world.remote],
      // The context was put into the container.
      '--no-pull',
      ...['--output-tag=team:sales', '--output-tag=schedule:nightly', '--'],
      'pipelines.orders.DailyOrders',
      ...['--day', '2026-01-05', '--orders', input.uuid],
    ])
    expect(daily.log).toContain(`pipeline_args=['--day', '2026-01-05', '--orders', '${input.uuid}']`)
  })

  test('has both output streams shown', ({ daily }) => {
    const lines = daily.text.map(({ line }) => line)
    expect(lines).toContain('kept 5 of 8 orders')
    expect(lines).toContain('===== Luigi Execution Summary =====')
    // Both streams are written to stdout, because a line on stderr could overtake the guard.
    expect(new Set(daily.text.map(({ stream }) => stream))).toEqual(new Set(['stdout']))
  })

  test('has its input pushed first', async ({ world, input, daily }) => {
    expect(daily.summary).toContain('| input, pushed | `raw_orders` |')
    expect(await world.listKeys(`dsdt/context/shop/objects/${input.uuid}/`)).toContainEqual(
      expect.stringContaining(`${input.uuid}_hframe.pb`),
    )
  })

  test('has its output on the remote', async ({ world, daily }) => {
    const uuid = daily.outputs['output-bundle-uuid']
    const keys = await world.listKeys(`dsdt/context/shop/objects/${uuid}/`)
    expect(keys.filter((key) => key.endsWith(`/${uuid}_hframe.pb`))).toHaveLength(1)
    // One frame for each column: customer, day, orders, total, largest, big_spender.
    expect(keys.filter((key) => key.endsWith('_frame.pb'))).toHaveLength(6)
  })

  test('has an output that dsdt lists at once and reads', async ({ world, daily }) => {
    const uuid = daily.outputs['output-bundle-uuid'] ?? ''
    const { stdout } = await world.home.runDsdt('ls', '-v', '--tag', 'team:sales', '--tag', 'schedule:nightly')
    expect(stdout.split('\n').find((line) => line.includes(uuid))).toMatch(/^daily_orders /)
    const data = await world.home.catBundle(uuid)
    expect(data).toMatch(/ann\s+2026-01-05\s+2\s+120\.0\s+99\.5\s+True/)
  })
})

describe('a pipe that writes a file, in a home without Disdat', () => {
  test('reads the input from the remote by its uuid', ({ input, report: { run } }) => {
    expect(run.outputs).toMatchObject({ status: 'succeeded', 'input-bundle-uuid': input.uuid })
    expect(run.summary).toContain('| input | `raw_orders` |')
  })

  test('has an output with the name that the pipe sets', ({ report: { run } }) => {
    expect(run.outputs).toMatchObject({ 'output-bundle-name': 'OrdersReport' })
  })

  test('sets output-path to the folder with the file', async ({ report: { run } }) => {
    const report = await readFile(join(run.outputs['output-path'] ?? '', 'report.md'), 'utf8')
    expect(report).toContain('| 2026-01-05 | 3 | 220.00 |')
  })

  test('creates the context as dsdt does', async ({ world, report: { home } }) => {
    for (const file of ['.disdat/fs.json', '.disdat/context/local/ctxt.json']) {
      const [actionContext, dsdtContext] = await Promise.all(
        [home, world.home].map(({ path }) => readFile(join(path, file), 'utf8')),
      )
      expect(JSON.parse(actionContext ?? '')).toEqual(JSON.parse(dsdtContext ?? ''))
    }
  })

  test('has an output that dsdt lists and reads', async ({ report: { home, run } }) => {
    const uuid = run.outputs['output-bundle-uuid'] ?? ''
    // A user of this machine sets up dsdt first.
    await home.runDsdt('init')
    const { stdout } = await home.runDsdt('ls', '-v')
    expect(stdout).toContain(uuid)
    expect(await home.catBundle(uuid)).toContain('report.md')
  })
})
