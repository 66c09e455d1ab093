import { createHash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { frameName } from '../../src/disdat/bundle.ts'
import { plant } from '../remote/fixtures.ts'
import { remoteOf, storeAt } from '../remote/helpers.ts'
import { startGate } from '../testbed/aws-gate.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { configuration, makeEmptyImage } from '../testbed/images.ts'
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

const signal = new AbortController().signal

/** The bucket, as one sees it who may do everything. */
const storeOf = ({ account, remote }: World) => storeAt(new URL(remote).host, account.env)

/** The objects below a prefix of the bucket: by key, the SHA-256 of their bytes. */
async function contents(world: World, prefix: string): Promise<ReadonlyMap<string, string>> {
  const store = await storeOf(world)
  const entries = (await world.keys(prefix)).map(async (key) => {
    const bytes = await store.get(key, { signal, maxBytes: 1 << 20 })
    if (bytes === undefined || bytes.length === 0) throw new Error(`${key} holds nothing`)
    return [key.slice(prefix.length), createHash('sha256').update(bytes).digest('hex')] as const
  })
  const found = new Map(await Promise.all(entries))
  store.close()
  return found
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
    const store = await storeOf(world)
    const key = `dsdt/context/real-pr-7/objects/${crypto.randomUUID()}/x`
    await store.putIfAbsent(key, Buffer.from('x'), { signal })
    const run = await act({ ...pipe, context: 'real-pr-7', 'input-bundle': 'raw_orders' })
    expect(run.outputs).toMatchObject({ status: 'succeeded', 'input-bundle-uuid': shop.raw })
    expect(run.annotations).toEqual([
      expect.objectContaining({ message: expect.stringContaining('`cleanup` will refuse to delete it') }),
    ])
    expect(await world.keys('dsdt/context/real-pr-7/run-action/sandbox')).toEqual([])
  })

  test('copies what the pipe was made of, whole bundles only, and no more of them than it says', async ({
    act,
    world,
  }) => {
    await using image = await makeEmptyImage(configuration.luigi)
    const base = await remoteOf(world.remote, world.account.env, 'large')
    const without = (_: string, frame: string) => [frameName(frame)]
    const externals = await Promise.all(
      Array.from({ length: 66 }, (_, at) => plant(base, { name: `external ${at}`, ...(at === 0 && { without }) })),
    )
    await plant(base, { name: 'sales', codeMethod: 'acme.daily.Sales', dependsOn: externals })
    const inputs = {
      'pipe-class': 'acme.daily.Sales',
      image: image.name,
      'base-context': 'large',
      context: 'pr-7-large',
    }
    const run = await act(inputs)
    // There is nothing in the image to run.
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'invalid-input' })
    const heads = (await world.keys('dsdt/context/pr-7-large/objects/')).filter((key) => key.endsWith('_hframe.pb'))
    expect(heads).toHaveLength(64)
    const [warning] = run.annotations.filter(({ level }) => level === 'warning')
    expect(warning?.message).toMatch(
      /^Not copied from large, .*external 0 \([0-9a-f-]{36}: .* names what is not there.*more than are copied/,
    )
  })

  test('that is only tried out copies nothing', async ({ act, world }) => {
    const run = await act({ ...pipe, context: 'dry-pr-7', 'input-bundle': 'raw_orders', 'dry-run': 'true' })
    expect(run.outputs).toMatchObject({ status: 'skipped' })
    // What the step must be allowed to read there.
    expect(run.log).toMatch(/"s3:GetObject",\s+"Resource": "arn:aws:s3:::[^"]+\/context\/shop\/\*"/)
    expect(await world.keys('dsdt/context/dry-pr-7/')).toEqual([])
  })
})

describe('a cleanup', () => {
  const closed: Event = { name: 'pull_request', number: 7, payload: { action: 'closed' } }
  const cleanup = { cleanup: 'true', context: 'pr-7', 'base-context': 'shop' }

  /** What the bucket holds, but for a context. */
  const besides = async (world: World, context: string) =>
    new Map([...(await contents(world, 'dsdt/'))].filter(([key]) => !key.startsWith(`context/${context}/`)))

  /** Puts an object into a context. */
  const put = async (world: World, context: string, key: string, body: string) => {
    const store = await storeOf(world)
    await store.putIfAbsent(`dsdt/context/${context}/${key}`, Buffer.from(body), { signal })
    store.close()
  }
  const mark = (pullRequest: number, repository = 'octo-org/pipelines') =>
    JSON.stringify({ version: 1, repository, pullRequest, created: new Date().toISOString() })

  test('that is only tried out lists what would go, on any event', async ({ world, act, tried }) => {
    const before = await contents(world, 'dsdt/')
    for (const event of [closed, pullRequest, { name: 'push' } as const]) {
      const run = await act({ ...cleanup, 'dry-run': 'true' }, event)
      expect(run).toMatchObject({ exitCode: 0, outputs: { status: 'skipped' } })
      const lines = run.text.map(({ line }) => line)
      expect(lines).toContain(
        `dsdt/context/pr-7/objects/${tried.run.outputs['output-bundle-uuid']}/${tried.run.outputs['output-bundle-uuid']}_hframe.pb`,
      )
      expect(run.log.includes('It would be refused.')).toBe(event !== closed)
    }
    expect(await contents(world, 'dsdt/')).toEqual(before)
  })

  test.for([
    ['another event', cleanup, pullRequest, 'does not run because a pull request was closed'],
    ['a push', cleanup, { name: 'push' }, 'does not run because a pull request was closed'],
    [
      'another context',
      { ...cleanup, context: 'shop', 'base-context': '' },
      closed,
      'is not named after pull request 7',
    ],
    ['the base', { ...cleanup, 'base-context': 'pr-7' }, closed, 'is the `base-context`, which is never deleted'],
    ['a context without a mark', { ...cleanup, context: 'bare-pr-7' }, closed, 'has no mark of a sandbox'],
    ['one of another pull request', { ...cleanup, context: 'eight-pr-7' }, closed, 'is the sandbox of pull request 8'],
    ['one of another repository', { ...cleanup, context: 'fork-pr-7' }, closed, 'of octo-org/other'],
  ] as const)('is refused for %s, and deletes nothing', async ([, inputs, event, evidence], { world, act, tried }) => {
    expect(tried.run.exitCode).toBe(0)
    for (const context of ['bare-pr-7', 'eight-pr-7', 'fork-pr-7'])
      await put(world, context, `objects/${crypto.randomUUID()}/x`, 'x')
    await put(world, 'eight-pr-7', 'run-action/sandbox', mark(8))
    await put(world, 'fork-pr-7', 'run-action/sandbox', mark(7, 'octo-org/other'))
    const before = await contents(world, 'dsdt/')
    const run = await act(inputs, event)
    expect(run).toMatchObject({ exitCode: 1, outputs: { status: 'failed', verdict: 'invalid-input' } })
    expect(run.annotations).toEqual([expect.objectContaining({ message: expect.stringContaining(evidence) })])
    expect(await contents(world, 'dsdt/')).toEqual(before)
  })

  test('after one that was killed on its way finishes', async ({ world, act }) => {
    await put(world, 'cut-pr-7', 'run-action/sandbox', mark(7))
    // As one leaves it whose HyperFrames and some of whose files are gone already.
    await put(world, 'cut-pr-7', `objects/${crypto.randomUUID()}/left.csv`, 'x')
    const run = await act({ ...cleanup, context: 'cut-pr-7' }, closed)
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(await world.keys('dsdt/context/cut-pr-7/')).toEqual([])
  })

  test('deletes the sandbox, and nothing else', async ({ world, act, tried }) => {
    expect(tried.run.exitCode).toBe(0)
    const before = await besides(world, 'pr-7')
    const there = await world.keys('dsdt/context/pr-7/')
    const run = await act({ ...pipe, ...cleanup, 'input-bundle': 'raw_orders' }, closed)
    expect(run).toMatchObject({ exitCode: 0, annotations: [], outputs: { status: 'succeeded' } })
    expect(run.summary).toContain(`🧹 deleted the sandbox \`pr-7\`: 3 bundles, ${there.length - 1} objects, `)
    expect(await world.keys('dsdt/context/pr-7/')).toEqual([])
    expect(await besides(world, 'pr-7')).toEqual(before)
  })

  test('of a sandbox that is not there has nothing to do', async ({ act }) => {
    const run = await act({ ...cleanup, context: 'never-pr-7' }, closed)
    expect(run).toMatchObject({ exitCode: 0, annotations: [], outputs: { status: 'skipped' } })
  })
})
