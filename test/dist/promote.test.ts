import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { parseJson } from '../../src/lib/json.ts'
import { openTestStore } from '../remote/helpers.ts'
import { runDocker } from '../testbed/docker.ts'
import { makeHome } from '../testbed/dsdt.ts'
import { day, merged, testMerge } from '../testbed/merge-world.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'
import type { World } from '../testbed/world.ts'

const uuid = 'output-bundle-uuid'
const { signal } = new AbortController()

/** The output of the pull request's sandbox, and the step of the merge. */
const test = testMerge.extend('promoted', { scope: 'file' }, async ({ tryPipe, merge, shop }) => {
  const tried = await tryPipe(day(5))
  const started = Date.now()
  const run = await merge(day(5))
  const containers = await countContainers(shop.images.built, started)
  return { tried, run, containers, result: await readResult(run) }
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

/** Prints the bundles that were promoted from the sandbox, as the API of Disdat finds them. */
const findTagged = `import disdat.api as api
found = api.search('local', tags={'promoted_from': 'pr-7'})
for bundle in found:
    assert bundle.tags['promoted_from'] == 'pr-7' and bundle.data is not None
print('tagged=' + ' '.join(bundle.uuid for bundle in found))`

/** How many containers of an image the engine has created since. */
async function countContainers(image: string, since: number): Promise<number> {
  const times = ['--since', `${Math.floor(since / 1000)}`, '--until', `${Math.ceil(Date.now() / 1000)}`]
  const filters = ['type=container', 'event=create', `image=${image}`].flatMap((filter) => ['--filter', filter])
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

  test('leaves every bundle of the sandbox in the base, byte for byte but for the HyperFrames that it writes', async ({
    world,
    promoted,
  }) => {
    expect(promoted.run.outputs).toMatchObject({ status: 'promoted' })
    const inBase = await hashObjects(world, 'dsdt/context/shop/objects/')
    const inSandbox = await hashObjects(world, 'dsdt/context/pr-7/objects/')
    const differing = [...inSandbox].filter(([key, hash]) => inBase.get(key) !== hash).map(([key]) => key)
    expect(differing).toHaveLength(2)
    expect(differing.filter((key) => !key.endsWith('_hframe.pb') || !inBase.has(key))).toEqual([])
    expect([...inSandbox.keys()].filter((key) => key.endsWith('_hframe.pb'))).toHaveLength(3)
  })

  test('makes a bundle that dsdt reads, with its lineage', async ({ world, promoted, shop }) => {
    const output = promoted.tried.outputs[uuid] ?? ''
    await using reader = await makeHome(world.account, { remote: world.remote, remoteContext: 'shop' })
    const pulled = await reader.runDsdt('pull', '-l')
    expect(pulled.code, pulled.stderr).toBe(0)
    expect(await reader.catBundle(output)).toContain('ann')
    expect((await reader.runDsdt('lineage', output)).stdout).toContain(shop.raw.slice(0, 8))
    expect((await reader.runDsdt('ls', '-v', '-p', '-t', 'promoted_from:pr-7')).stdout).toMatch(
      /^daily_orders.*\[promoted_from\]:\[pr-7\]/m,
    )
    const tagged = await reader.runPython(findTagged)
    const uuids = tagged.stdout.match(/^tagged=(.*)$/m)?.[1]?.split(' ') ?? []
    expect(uuids, tagged.stderr).toHaveLength(2)
    expect(uuids).toContain(output)
    expect(uuids).not.toContain(shop.raw)
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
