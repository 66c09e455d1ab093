import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { parseJson } from '../../src/lib/json.ts'
import { openTestStore } from '../remote/helpers.ts'
import { runDocker } from '../testbed/docker.ts'
import { makeHome, rawOrders } from '../testbed/dsdt.ts'
import { type GitHubOptions, startGitHub } from '../testbed/github.ts'
import { deriveImage } from '../testbed/images.ts'
import type { ActionResult, Event, RunOptions } from '../testbed/runner.ts'
import { test as base, type World } from '../testbed/world.ts'

const head = 'a'.repeat(40)
const merged = 'b'.repeat(40)
const pullRequest: Event = { name: 'pull_request', number: 7, sha: head }
const push: Event = { name: 'push', branch: 'main', sha: merged }
const merges = [{ number: 7, commit: merged, head }]
const uuid = 'output-bundle-uuid'
const { signal } = new AbortController()

const pipe = {
  'pipe-class': 'pipelines.orders.DailyOrders',
  'input-bundle': 'raw_orders',
  'input-param': 'orders',
  'output-bundle': 'daily_orders',
  'pull-output': 'false',
  'github-token': 'ghs_0123456789abcdefghijABCDEFGHIJ012345',
}
const day = (number: number) => ({ params: `day: 2026-01-0${number}` })

/** An image of the pipe that is built from a commit, with the layers of the others. */
const build = (commit: string, ...more: readonly string[]) =>
  deriveImage([`ENV PIPELINE_GIT_HASH=${commit} GIT_DIRTY=`, ...more])

/** A bucket with the raw orders, and images that were built at the head of the pull request and at its merge. */
const testMerge = base
  .extend('shop', { scope: 'file' }, async ({ world }, { onCleanup }) => {
    const raw = await world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true })
    const [tried, built] = [await build(head), await build(merged)]
    onCleanup(async () => {
      await tried[Symbol.asyncDispose]()
      await built[Symbol.asyncDispose]()
    })
    return { raw, images: { tried: tried.name, built: built.name } }
  })
  /** Runs the pipe for the pull request, in its sandbox. */
  .extend('tryPipe', { scope: 'file' }, ({ world, shop }) => {
    return async (inputs: Readonly<Record<string, string>>, context = 'pr-7') => {
      const { path: home } = await world.createEmptyHome()
      const run = await world.runAction(
        { ...pipe, remote: world.remote, context, 'base-context': 'shop', image: shop.images.tried, ...inputs },
        { home, event: pullRequest },
      )
      if (run.outputs['status'] !== 'succeeded') throw new Error(`the run in the sandbox ended otherwise: ${run.log}`)
      return run
    }
  })
  /** Runs the step of the merge in the base. */
  .extend('merge', { scope: 'file' }, ({ world, shop }) => {
    return async (
      inputs: Readonly<Record<string, string>>,
      facts: GitHubOptions = { merges },
      options: RunOptions = {},
    ): Promise<ActionResult> => {
      await using github = await startGitHub(facts)
      const { path: home } = await world.createEmptyHome()
      return await world.runAction(
        { ...pipe, remote: world.remote, context: 'shop', image: shop.images.built, promote: 'true', ...inputs },
        { home, event: push, context: { GITHUB_API_URL: github.apiUrl }, ...options },
      )
    }
  })

/** The output of the pull request's sandbox, and the step of the merge. */
const test = testMerge.extend('promoted', { scope: 'file' }, async ({ tryPipe, merge }) => {
  const tried = await tryPipe(day(5))
  const started = Date.now()
  const run = await merge(day(5))
  return { tried, run, containers: await countContainers(started), result: await readResult(run) }
})

/** A later run in the base. */
const nightly: RunOptions = { event: { name: 'schedule', sha: merged } }

const readResult = async ({ outputs }: ActionResult) => parseJson(await readFile(outputs['result-file'] ?? '', 'utf8'))

/** Hashes the objects below a prefix of the bucket: the SHA-256 of each object, by key. */
async function hashObjects({ account, remote, listKeys }: World, prefix: string): Promise<ReadonlyMap<string, string>> {
  const store = await openTestStore(new URL(remote).host, account.env)
  const entries = (await listKeys(prefix)).map(async (key) => {
    const bytes = await store.get(key, { signal, maxBytes: 1 << 20 })
    return [
      key.slice(prefix.length),
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ] as const
  })
  const found = new Map(await Promise.all(entries))
  store.close()
  return found
}

/** How many containers the engine has created since. */
async function countContainers(since: number): Promise<number> {
  const times = ['--since', `${Math.floor(since / 1000)}`, '--until', `${Math.ceil(Date.now() / 1000)}`]
  const label = ['--filter', 'label=disdat.run-action.run-id']
  const filters = ['--filter', 'type=container', '--filter', 'event=create', ...label]
  const { stdout } = await runDocker(['events', ...times, '--format', '{{.ID}}', ...filters])
  return stdout.split('\n').filter((line) => line !== '').length
}

describe('promote', () => {
  test('copies the output of the sandbox and what was made for it, without a container', async ({ promoted }) => {
    const { tried, run, containers, result } = promoted
    expect(run).toMatchObject({ exitCode: 0, conclusion: 'success' })
    expect(run.outputs).toMatchObject({
      status: 'promoted',
      [uuid]: tried.outputs[uuid],
      'output-bundle-uri': tried.outputs['output-bundle-uri']?.replace('/pr-7/', '/shop/'),
    })
    expect(containers).toBe(0)
    expect(run.summary).toContain('🚀 Promoted: `daily_orders` from `pr-7`, nothing was started')
    expect(result).toMatchObject({
      status: 'promoted',
      promotion: { pullRequest: 7, from: 'pr-7', copied: { bundles: 2 } },
    })
  })

  test('leaves every bundle of the sandbox in the base, byte for byte', async ({ world, promoted }) => {
    expect(promoted.run.outputs).toMatchObject({ status: 'promoted' })
    const inBase = await hashObjects(world, 'dsdt/context/shop/objects/')
    const inSandbox = await hashObjects(world, 'dsdt/context/pr-7/objects/')
    expect([...inSandbox].filter(([key, hash]) => inBase.get(key) !== hash)).toEqual([])
    expect([...inSandbox.keys()].filter((key) => key.endsWith('_hframe.pb'))).toHaveLength(3)
  })

  test('makes a bundle that dsdt reads, with its lineage', async ({ world, promoted, shop }) => {
    const output = promoted.tried.outputs[uuid] ?? ''
    await using reader = await makeHome(world.account, { remote: world.remote, remoteContext: 'shop' })
    const pulled = await reader.runDsdt('pull', '-l')
    expect(pulled.code, pulled.stderr).toBe(0)
    expect(await reader.catBundle(output)).toContain('ann')
    expect((await reader.runDsdt('lineage', output)).stdout).toContain(shop.raw.slice(0, 8))
  })

  test('promotes again without a copy when the workflow runs again', async ({ promoted, merge }) => {
    const again = await merge(day(5))
    expect(again.outputs).toMatchObject({ status: 'promoted', [uuid]: promoted.tried.outputs[uuid] })
    expect(await readResult(again)).toMatchObject({ promotion: { copied: { objects: 0 } } })
  })

  test('leaves a receipt by which a later run of the same code is skipped', async ({ promoted, merge }) => {
    const run = await merge({ ...day(5), 'skip-unchanged': 'true' }, {}, nightly)
    expect(run.outputs).toMatchObject({ status: 'skipped', [uuid]: promoted.tried.outputs[uuid] })
  })

  test('makes a bundle that a later run of the pipe reuses', async ({ promoted, merge, shop }) => {
    const run = await merge({ ...day(5), image: shop.images.tried }, {}, nightly)
    expect(run.outputs).toMatchObject({ status: 'reused', [uuid]: promoted.tried.outputs[uuid] })
  })
})
