import { createHash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { startGate } from '../testbed/aws-gate.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { startRecorder } from '../testbed/recorder.ts'
import type { ActionResult, Event } from '../testbed/runner.ts'
import { test as base, type World } from '../testbed/world.ts'

const pullRequest: Event = { name: 'pull_request', number: 7 }
const pipe = {
  'pipe-class': 'pipelines.orders.DailyOrders',
  'input-param': 'orders',
  params: 'day: 2026-01-05',
  'pull-output': 'false',
  'base-context': 'shop',
}

/** The objects below a prefix of the bucket: by key, the SHA-256 of their bytes. */
async function contents({ account, remote, keys }: World, prefix: string): Promise<ReadonlyMap<string, string>> {
  const { host: bucket } = new URL(remote)
  const entries = (await keys(prefix)).map(async (key) => {
    const answer = await fetch(`${account.endpoint}/${bucket}/${key}`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return [key.slice(prefix.length), createHash('sha256').update(bytes).digest('hex')] as const
  })
  return new Map(await Promise.all(entries))
}

const test = base
  .extend('gate', { scope: 'file' }, async ({ account }, { onCleanup }) => {
    const recorder = await startRecorder(account.endpoint)
    const gate = await startGate(recorder.endpoint)
    onCleanup(async () => {
      await gate[Symbol.asyncDispose]()
      await recorder[Symbol.asyncDispose]()
    })
    return { ...gate, role: gate.trust('disdat-pr'), recorded: recorder.recorded }
  })
  /** What the base has: raw orders, and something that nobody needs. */
  .extend('shop', { scope: 'file' }, async ({ world }) => {
    const files = { kind: 'files', files: { 'notes.txt': 'nothing of note' } } as const
    const [raw = '', notes = ''] = await world.home.makeBundles([
      { name: 'raw_orders', data: rawOrders, push: true },
      { name: 'notes', data: files, push: true },
    ])
    return { raw, notes, before: await contents(world, 'dsdt/context/shop/') }
  })
  /** Acts for a pull request on a machine where nothing is, with a role. */
  .extend('act', { scope: 'file' }, async ({ world, gate, shop: _shop }) => {
    return async (inputs: Readonly<Record<string, string>>, event: Event = pullRequest): Promise<ActionResult> => {
      const { path: home } = await world.freshHome()
      const env = { ...gate.env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
      const where = { remote: world.remote, 'role-to-assume': gate.role, 'aws-region': 'us-east-1' }
      return await world.act({ ...where, ...inputs }, { env, home, event })
    }
  })
  .extend('tried', { scope: 'file' }, async ({ act, gate }) => {
    const first = gate.recorded.length
    const run = await act({ ...pipe, context: 'pr-7', 'input-bundle': 'raw_orders' })
    return { run, recorded: gate.recorded.slice(first) }
  })

describe('a run in the sandbox of a pull request', () => {
  test('is a real one', ({ tried: { run }, shop, world }) => {
    expect(run.outputs).toMatchObject({
      status: 'succeeded',
      'input-bundle-uuid': shop.raw,
      'input-bundle-uri': `${world.remote}/context/pr-7/objects/${shop.raw}`,
    })
    expect(run.annotations).toEqual([])
  })

  test('has the input that was copied from the base, byte for byte', async ({ tried, shop, world }) => {
    expect(tried.run.summary).toContain('| input, copied from `shop` | `raw_orders` |')
    expect(tried.run.log).toContain('Copied raw_orders from shop to ')
    const there = await contents(world, `dsdt/context/shop/objects/${shop.raw}/`)
    expect(there.size).toBeGreaterThan(1)
    expect(await contents(world, `dsdt/context/pr-7/objects/${shop.raw}/`)).toEqual(there)
  })

  test('has the copies made by S3: none of them was uploaded', ({ tried, shop }) => {
    const puts = tried.recorded.filter(({ method, path }) => method === 'PUT' && path.includes(shop.raw))
    expect(puts.length).toBeGreaterThan(1)
    for (const { path } of puts) expect(path).toContain('x-id=CopyObject')
  })

  test('leaves the base as it was', async ({ tried, shop, world }) => {
    expect(tried.run.exitCode).toBe(0)
    expect(await contents(world, 'dsdt/context/shop/')).toEqual(shop.before)
  })

  test('gives the pipe no right beyond the sandbox', ({ tried, gate }) => {
    expect(tried.run.exitCode).toBe(0)
    expect(gate.denied).toEqual([])
    const asked = tried.recorded.filter(({ agent }) => agent.startsWith('Boto3/'))
    expect(asked.map(({ method }) => method)).toContain('PUT')
    expect(asked.filter(({ path }) => path.includes('context/shop'))).toEqual([])
  })

  test('marks it as this pull request’s', async ({ tried, world }) => {
    expect(tried.run.exitCode).toBe(0)
    expect(await world.keys('dsdt/context/pr-7/run-action/sandbox')).toHaveLength(1)
  })

  test('has what a parameter names by its uuid', async ({ act, world, shop }) => {
    const run = await act({
      ...pipe,
      context: 'other-pr-7',
      'input-param': '',
      params: `day: 2026-01-05\norders: ${shop.raw}`,
    })
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.summary).toContain('| copied from `shop` | `raw_orders` |')
    expect(await world.keys(`dsdt/context/other-pr-7/objects/${shop.notes}`)).toEqual([])
  })

  test('on a context that held bundles before is none: it is told so, and goes on', async ({ act, world, shop }) => {
    const { host: bucket } = new URL(world.remote)
    await fetch(`${world.account.endpoint}/${bucket}/dsdt/context/real-pr-7/objects/${crypto.randomUUID()}/x`, {
      method: 'PUT',
      body: 'x',
    })
    const run = await act({ ...pipe, context: 'real-pr-7', 'input-bundle': 'raw_orders' })
    expect(run.outputs).toMatchObject({ status: 'succeeded', 'input-bundle-uuid': shop.raw })
    expect(run.annotations).toEqual([
      expect.objectContaining({ message: expect.stringContaining('`cleanup` will refuse to delete it') }),
    ])
    expect(await world.keys('dsdt/context/real-pr-7/run-action/sandbox')).toEqual([])
  })

  test('that is only tried out copies nothing', async ({ act, world }) => {
    const run = await act({ ...pipe, context: 'dry-pr-7', 'input-bundle': 'raw_orders', 'dry-run': 'true' })
    expect(run.outputs).toMatchObject({ status: 'skipped' })
    expect(await world.keys('dsdt/context/dry-pr-7/')).toEqual([])
  })
})
