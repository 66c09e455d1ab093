import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { formatFrameName } from '../../src/disdat/bundle.ts'
import { putBundle } from '../remote/fixtures.ts'
import { openTestRemote, openTestStore } from '../remote/helpers.ts'
import { startGate } from '../testbed/aws-gate.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { checkFailure } from '../testbed/failing.ts'
import { startFaultyS3 } from '../testbed/faulty-s3.ts'
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

/** Opens the bucket with full permissions. */
const openBucket = ({ account, remote }: World) => openTestStore(new URL(remote).host, account.env)

/** Hashes the objects below a prefix of the bucket: the SHA-256 of each object, by key. */
async function hashObjects(world: World, prefix: string): Promise<ReadonlyMap<string, string>> {
  const store = await openBucket(world)
  const entries = (await world.listKeys(prefix)).map(async (key) => {
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
  /** The bundles of the base: raw orders, and notes that no pipe needs. */
  .extend('shop', { scope: 'file' }, async ({ world }) => {
    const files = { kind: 'files', files: { 'notes.txt': 'nothing of note' } } as const
    const [raw = '', notes = ''] = await world.home.makeBundles([
      { name: 'raw_orders', data: rawOrders, push: true },
      { name: 'notes', data: files, push: true },
    ])
    return { raw, notes, before: await hashObjects(world, 'dsdt/context/shop/') }
  })
  /** Runs a step for a pull request in an empty home, with a role. */
  .extend('runStep', { scope: 'file' }, async ({ world, gate, shop: _shop }) => {
    return async (inputs: Readonly<Record<string, string>>, event: Event = pullRequest): Promise<ActionResult> => {
      const { path: home } = await world.createEmptyHome()
      const env = { ...gate.env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
      const where = { remote: world.remote, 'role-to-assume': gate.role, 'aws-region': 'us-east-1' }
      return await world.runAction({ ...where, ...inputs }, { env, home, event })
    }
  })
  .extend('tried', { scope: 'file' }, async ({ runStep, gate }) => {
    const first = gate.recorded.length
    const run = await runStep({ ...pipe, context: 'pr-7', 'input-bundle': 'raw_orders' })
    return { run, recorded: gate.recorded.slice(first) }
  })

/** The S3 of the test-bed copies without regard to the condition, so every sandbox draws this warning, and once. */
const copyWarning = expect.objectContaining({
  level: 'warning',
  message: expect.stringContaining('ignores the condition of CopyObject'),
})

describe('a run in the sandbox of a pull request', () => {
  test('succeeds with its output in the sandbox', ({ tried: { run }, shop, world }) => {
    expect(run.outputs).toMatchObject({
      status: 'succeeded',
      'input-bundle-uuid': shop.raw,
      'input-bundle-uri': `${world.remote}/context/pr-7/objects/${shop.raw}`,
    })
    expect(run.annotations).toEqual([copyWarning])
  })

  test('has an exact copy of the base’s input', async ({ tried, shop, world }) => {
    expect(tried.run.summary).toContain('| input, copied from `shop` | `raw_orders` |')
    expect(tried.run.log).toContain('Copied raw_orders from shop to ')
    const there = await hashObjects(world, `dsdt/context/shop/objects/${shop.raw}/`)
    expect(there.size).toBeGreaterThan(1)
    expect(await hashObjects(world, `dsdt/context/pr-7/objects/${shop.raw}/`)).toEqual(there)
  })

  test('has its copies made by S3, without uploads', ({ tried, shop }) => {
    const puts = tried.recorded.filter(
      ({ method, path }) => method === 'PUT' && path.includes(shop.raw) && !path.includes('_hframe.pb'),
    )
    expect(puts.length).toBeGreaterThan(1)
    for (const { path } of puts) expect(path).toContain('x-id=CopyObject')
  })

  test('leaves the base unchanged', async ({ tried, shop, world }) => {
    expect(tried.run.exitCode).toBe(0)
    expect(await hashObjects(world, 'dsdt/context/shop/')).toEqual(shop.before)
  })

  test('gives the pipe no permission outside of the sandbox', ({ tried, gate }) => {
    expect(tried.run.exitCode).toBe(0)
    expect(gate.denied).toEqual([])
    const asked = tried.recorded.filter(({ agent }) => agent.startsWith('Boto3/'))
    expect(asked.map(({ method }) => method)).toContain('PUT')
    expect(asked.filter(({ path }) => path.includes('context/shop'))).toEqual([])
  })

  test('marks the sandbox with the pull request', async ({ tried, world }) => {
    expect(tried.run.exitCode).toBe(0)
    expect(await world.listKeys('dsdt/context/pr-7/run-action/sandbox')).toHaveLength(1)
  })

  test('has a copy of a bundle that a parameter names by uuid', async ({ runStep, world, shop }) => {
    const run = await runStep({
      ...pipe,
      context: 'other-pr-7',
      'input-param': '',
      params: `day: 2026-01-05\norders: ${shop.raw}`,
    })
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.summary).toContain('| copied from `shop` | `raw_orders` |')
    expect(await world.listKeys(`dsdt/context/other-pr-7/objects/${shop.notes}`)).toEqual([])
  })

  test('warns and continues when the context already held bundles', async ({ runStep, world, shop }) => {
    const store = await openBucket(world)
    const key = `dsdt/context/real-pr-7/objects/${crypto.randomUUID()}/x`
    await store.putIfAbsent(key, Buffer.from('x'), { signal })
    const run = await runStep({ ...pipe, context: 'real-pr-7', 'input-bundle': 'raw_orders' })
    expect(run.outputs).toMatchObject({ status: 'succeeded', 'input-bundle-uuid': shop.raw })
    expect(run.annotations).toHaveLength(2)
    expect(run.annotations).toContainEqual(copyWarning)
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('`cleanup` will refuse to delete the context') }),
    )
    expect(await world.listKeys('dsdt/context/real-pr-7/run-action/sandbox')).toEqual([])
  })

  test('copies the complete upstream bundles of the pipe, up to the limit', async ({ runStep, world }) => {
    await using image = await makeEmptyImage(configuration.luigi)
    const base = await openTestRemote(world.remote, world.account.env, 'large')
    const without = (_: string, frame: string) => [formatFrameName(frame)]
    const externals = await Promise.all(
      Array.from({ length: 66 }, (_, at) => putBundle(base, { name: `external ${at}`, ...(at === 0 && { without }) })),
    )
    await putBundle(base, { name: 'sales', codeMethod: 'acme.daily.Sales', dependsOn: externals })
    const inputs = {
      'pipe-class': 'acme.daily.Sales',
      image: image.name,
      'base-context': 'large',
      context: 'pr-7-large',
    }
    const run = await runStep(inputs)
    // The image is empty.
    expect(run.outputs).toMatchObject({ status: 'failed', verdict: 'image-incompatible' })
    const heads = (await world.listKeys('dsdt/context/pr-7-large/objects/')).filter((key) => key.endsWith('_hframe.pb'))
    expect(heads).toHaveLength(64)
    const warning = run.annotations.find(({ message }) => message.includes('were not copied'))
    expect(warning?.level).toBe('warning')
    expect(warning?.message).toMatch(
      /^These bundles of large were not copied, .*external 0 \([0-9a-f-]{36}: .*a run copies no more bundles/,
    )
  })

  test('copies nothing with `dry-run`', async ({ runStep, world }) => {
    const run = await runStep({ ...pipe, context: 'dry-pr-7', 'input-bundle': 'raw_orders', 'dry-run': 'true' })
    expect(run.outputs).toMatchObject({ status: 'skipped' })
    // The permissions that the step needs on the base.
    expect(run.log).toMatch(/"s3:GetObject",\s+"Resource": "arn:aws:s3:::[^"]+\/context\/shop\/\*"/)
    expect(await world.listKeys('dsdt/context/dry-pr-7/')).toEqual([])
  })
})

describe('a cleanup step', () => {
  const closed: Event = { name: 'pull_request', number: 7, payload: { action: 'closed' } }
  const cleanup = { cleanup: 'true', context: 'pr-7', 'base-context': 'shop' }

  /** Hashes the objects of the bucket outside of a context. */
  const hashOtherContexts = async (world: World, context: string) =>
    new Map([...(await hashObjects(world, 'dsdt/'))].filter(([key]) => !key.startsWith(`context/${context}/`)))

  /** Writes an object into a context. */
  const putObject = async (world: World, context: string, key: string, body: string) => {
    const store = await openBucket(world)
    await store.putIfAbsent(`dsdt/context/${context}/${key}`, Buffer.from(body), { signal })
    store.close()
  }
  const plantMarker = (pullRequest: number, repository = 'octo-org/pipelines') =>
    JSON.stringify({ version: 1, repository, pullRequest, created: new Date().toISOString() })

  test('lists the objects to delete with `dry-run`, on any event', async ({ world, runStep, tried }) => {
    const before = await hashObjects(world, 'dsdt/')
    for (const event of [closed, pullRequest, { name: 'push' } as const]) {
      const run = await runStep({ ...cleanup, 'dry-run': 'true' }, event)
      expect(run).toMatchObject({ exitCode: 0, outputs: { status: 'skipped' } })
      const lines = run.text.map(({ line }) => line)
      expect(lines).toContain(
        `dsdt/context/pr-7/objects/${tried.run.outputs['output-bundle-uuid']}/${tried.run.outputs['output-bundle-uuid']}_hframe.pb`,
      )
      expect(run.log.includes('This cleanup would be refused.')).toBe(event !== closed)
    }
    expect(await hashObjects(world, 'dsdt/')).toEqual(before)
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
    ['a context without a mark', { ...cleanup, context: 'bare-pr-7' }, closed, 'is not marked as a sandbox'],
    ['one of another pull request', { ...cleanup, context: 'eight-pr-7' }, closed, 'is the sandbox of pull request 8'],
    ['one of another repository', { ...cleanup, context: 'fork-pr-7' }, closed, 'of octo-org/other'],
  ] as const)('fails for %s, and deletes nothing', async ([, inputs, event, evidence], { world, runStep, tried }) => {
    expect(tried.run.exitCode).toBe(0)
    for (const context of ['bare-pr-7', 'eight-pr-7', 'fork-pr-7'])
      await putObject(world, context, `objects/${crypto.randomUUID()}/x`, 'x')
    await putObject(world, 'eight-pr-7', 'run-action/sandbox', plantMarker(8))
    await putObject(world, 'fork-pr-7', 'run-action/sandbox', plantMarker(7, 'octo-org/other'))
    const before = await hashObjects(world, 'dsdt/')
    const run = await runStep(inputs, event)
    expect(run).toMatchObject({ exitCode: 1, outputs: { status: 'failed', verdict: 'invalid-input' } })
    expect(run.annotations).toEqual([expect.objectContaining({ message: expect.stringContaining(evidence) })])
    expect(await hashObjects(world, 'dsdt/')).toEqual(before)
  })

  test('completes a cleanup that was killed', async ({ world, runStep }) => {
    await putObject(world, 'cut-pr-7', 'run-action/sandbox', plantMarker(7))
    // A killed cleanup has deleted the HyperFrames and some of the files.
    await putObject(world, 'cut-pr-7', `objects/${crypto.randomUUID()}/left.csv`, 'x')
    const run = await runStep({ ...cleanup, context: 'cut-pr-7' }, closed)
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(await world.listKeys('dsdt/context/cut-pr-7/')).toEqual([])
  })

  test('deletes the sandbox and nothing else', async ({ world, runStep, tried }) => {
    expect(tried.run.exitCode).toBe(0)
    const before = await hashOtherContexts(world, 'pr-7')
    const there = await world.listKeys('dsdt/context/pr-7/')
    const run = await runStep({ ...pipe, ...cleanup, 'input-bundle': 'raw_orders' }, closed)
    expect(run).toMatchObject({ exitCode: 0, annotations: [], outputs: { status: 'succeeded' } })
    expect(run.summary).toContain(`🧹 Deleted the sandbox \`pr-7\`: 3 bundles, ${there.length - 1} objects, `)
    expect(await world.listKeys('dsdt/context/pr-7/')).toEqual([])
    expect(await hashOtherContexts(world, 'pr-7')).toEqual(before)
  })

  test('leaves no part of a bundle that another step pulls at the same time, on the remote or in the home', async ({
    world,
    gate,
    shop,
    runStep,
  }) => {
    const context = 'beside-pr-7'
    const [pulling, deleted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await using s3 = await startFaultyS3({ ...world.account, ...gate }, ({ method, key, fromAction }) => {
      if (!fromAction || method !== 'GET' || !key.endsWith('/report.md')) return undefined
      pulling.resolve()
      return { kind: 'hold', until: deleted.promise }
    })
    const { path: home } = await world.createEmptyHome()
    const inputs = {
      ...{ remote: world.remote, 'role-to-assume': gate.role, 'aws-region': 'us-east-1', 'base-context': 'shop' },
      ...{
        'pipe-class': 'pipelines.orders.OrdersReport',
        context: `${context}/local`,
        'input-bundle': shop.raw,
        params: '',
      },
    }
    const env = { ...s3.env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
    const running = world.runAction({ ...pipe, ...inputs, 'pull-output': 'true' }, { env, home, event: pullRequest })
    await Promise.race([pulling.promise, running])
    const cleaned = await runStep({ ...cleanup, context }, closed).finally(() => deleted.resolve())
    expect(cleaned).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    expect(checkFailure(await running).error).toMatch(/^bundle-corrupt: .* report\.md was deleted while it was pulled/)
    expect(await readdir(join(home, '.disdat/context/local'), { recursive: true })).toEqual(['ctxt.json', 'objects'])
    // The step may write its index after the cleanup.
    expect(await world.listKeys(`dsdt/context/${context}/objects/`)).toEqual([])
  })

  test('does nothing when the sandbox does not exist', async ({ runStep }) => {
    const run = await runStep({ ...cleanup, context: 'never-pr-7' }, closed)
    expect(run).toMatchObject({ exitCode: 0, annotations: [], outputs: { status: 'skipped' } })
  })
})
