import { describe, expect } from 'vitest'
import { startGate } from '../testbed/aws-gate.ts'
import { setUpBatch } from '../testbed/batch.ts'
import { images } from '../testbed/docker.ts'
import { type BundleData, makeHome } from '../testbed/dsdt.ts'
import { startMoto } from '../testbed/moto.ts'
import { runWorkflow, type WorkflowOptions } from '../testbed/workflow.ts'
import { test as base } from '../testbed/world.ts'

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

const orders: BundleData = {
  kind: 'frame',
  columns: {
    order_id: [1, 2, 3, 4],
    day: ['2026-01-05', '2026-01-05', yesterday, yesterday],
    customer: ['ann', 'bob', 'ann', 'cid'],
    amount: [20.5, 100, 7.25, 1],
    refunded: [false, false, false, false],
  },
}

/** The shop of the examples: its bucket, the orders of its context, a role for its workflows, and their variables. */
const test = base.extend('shop', { scope: 'file' }, async ({ account: _account }, { onCleanup }) => {
  const own = new AsyncDisposableStack()
  onCleanup(() => own.disposeAsync())
  const moto = own.use(await startMoto())
  const gate = own.use(await startGate(moto.endpoint))
  await moto.createBucket('acme-data')
  const home = own.use(
    await makeHome(moto, { remote: 's3://acme-data/disdat', remoteContext: 'shop', localContext: 'shop' }),
  )
  const raw = await home.makeBundle({ name: 'raw.orders', data: orders, push: true })
  const { jobRole } = await setUpBatch(moto, 'nightly')
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '' } = gate.env
  const vars = { DISDAT_ROLE: gate.trust('disdat-ci'), DISDAT_JOB_ROLE: jobRole, ORDERS_IMAGE: images.luigi }
  const dist = process.env['RUN_ACTION_DIST']
  const play = async (options: Pick<WorkflowOptions, 'file' | 'event'> & Partial<WorkflowOptions>) =>
    await runWorkflow({
      // How this machine reaches AWS, and no keys.
      env: { AWS_ENDPOINT_URL: gate.endpoint, AWS_EC2_METADATA_DISABLED: 'true', NO_PROXY: '127.0.0.1,localhost' },
      tokenEnv: { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token },
      vars,
      ...(dist && { dist }),
      ...options,
    })
  return { play, raw, home }
})

const onRunner = { network: 'host' }

describe('the examples, as they stand', () => {
  test('nightly.yml makes yesterday’s bundle, and publishes it', async ({ shop }) => {
    const { 'daily-orders': daily, publish } = await shop.play({
      file: 'examples/workflows/nightly.yml',
      event: { name: 'schedule', cron: '17 4 * * *' },
      inputsHere: onRunner,
    })
    expect(daily).toMatchObject({ result: 'success', outputs: { status: 'succeeded' } })
    expect(daily?.ours[0]?.outputs).toMatchObject({
      'output-bundle-name': 'orders.daily',
      'input-bundle-uuid': shop.raw,
    })
    expect(publish?.printed).toBe(`Publish ${daily?.outputs['bundle']} here.\n`)
  })

  test('nightly.yml publishes nothing when nothing was made', async ({ shop }) => {
    const { publish, 'daily-orders': daily } = await shop.play({
      file: 'examples/workflows/nightly.yml',
      event: { name: 'schedule', cron: '17 4 * * *' },
      inputsHere: onRunner,
    })
    expect(daily?.outputs['status']).toBe('reused')
    expect(publish?.result).toBe('skipped')
  })

  test('manual.yml makes the bundle of the day that it is asked for', async ({ shop }) => {
    const { 'daily-orders': daily } = await shop.play({
      file: 'examples/workflows/manual.yml',
      event: { name: 'workflow_dispatch' },
      inputs: { day: '2026-01-05', input: 'raw.orders', force: false },
      inputsHere: onRunner,
    })
    expect(daily?.result).toBe('success')
    expect(await shop.home.cat((await pulled(shop, daily?.ours[0]?.outputs['output-bundle-uuid'])) ?? '')).toContain(
      'bob',
    )
  })

  test('manual.yml says why it failed', async ({ shop }) => {
    const { 'daily-orders': daily } = await shop.play({
      file: 'examples/workflows/manual.yml',
      event: { name: 'workflow_dispatch' },
      inputs: { day: '2020-01-01', input: 'raw.orders', force: false },
      inputsHere: onRunner,
    })
    expect(daily?.result).toBe('failure')
    expect(JSON.parse(daily?.printed ?? '')).toMatchObject({ verdict: 'pipe-error' })
  })

  test('batch.yml submits in one job and collects in another', async ({ shop }) => {
    const { submit, collect } = await shop.play({
      file: 'examples/workflows/batch.yml',
      event: { name: 'schedule', cron: '17 2 * * 0' },
    })
    expect(submit?.ours[0]?.outputs['status']).toBe('submitted')
    expect(collect?.ours[0]?.outputs).toMatchObject({
      status: 'succeeded',
      'job-id': submit?.outputs['job-id'],
      'output-bundle-uri': submit?.ours[0]?.outputs['output-bundle-uri'],
    })
  })
})

async function pulled({ home }: { readonly home: Awaited<ReturnType<typeof makeHome>> }, uuid: string | undefined) {
  await home.dsdt('pull', '--uuid', uuid ?? '')
  return uuid
}
