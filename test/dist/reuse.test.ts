import { describe, expect } from 'vitest'
import { imageCommit } from '../testbed/docker.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { deriveImage } from '../testbed/images.ts'
import type { RunOptions } from '../testbed/runner.ts'
import { test as base, inspectAtStart, type World } from '../testbed/world.ts'

const otherCommit = '0123456789abcdef0123456789abcdef01234567'
const imageCommitEvent: RunOptions = { event: { name: 'push', sha: imageCommit } }
const otherCommitEvent: RunOptions = { event: { name: 'push', sha: otherCommit } }
const uuid = 'output-bundle-uuid'

const test = base
  .extend('daily', { scope: 'file' }, async ({ world }) => {
    const name = 'raw_orders'
    await world.home.makeBundle({ name, data: rawOrders })
    return {
      'pipe-class': 'pipelines.orders.DailyOrders',
      'input-bundle': name,
      'input-param': 'orders',
      params: 'day: 2026-01-05',
      'output-bundle': 'daily_orders',
      'pull-output': 'false',
    }
  })
  .extend('first', { scope: 'file' }, async ({ world, daily }) => {
    const { onLine, done } = inspectAtStart()
    const run = await world.runAction(daily, { ...imageCommitEvent, onLine })
    return { run, ...(await done) }
  })

const listBundles = async (world: World) =>
  (await world.listKeys('dsdt/context/shop/objects/')).filter((key) => key.endsWith('_hframe.pb')).length

const cleanCodeEnv = expect.arrayContaining(['GIT_DIRTY='])
const unknownCodeEnv = expect.not.arrayContaining([expect.stringMatching(/^GIT_DIRTY/)])

describe('an image of the commit of the workflow', () => {
  test('creates a bundle once, and learns that its code is clean', ({ first: { run, container } }) => {
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.summary).toContain(`**Reuse:** Possible\\: the image is built from commit ${imageCommit.slice(0, 7)}`)
    expect(container).toMatchObject({ Config: { Env: cleanCodeEnv } })
  })

  test('creates nothing the second time', async ({ world, daily, first }) => {
    const before = await listBundles(world)
    const again = await world.runAction(daily, imageCommitEvent)
    expect(again).toMatchObject({ exitCode: 0, conclusion: 'success', annotations: [] })
    expect(again.outputs).toMatchObject({
      status: 'reused',
      'output-bundle-name': 'daily_orders',
      [uuid]: first.run.outputs[uuid],
      'output-bundle-uri': first.run.outputs['output-bundle-uri'],
    })
    expect(again.summary).toContain('♻️ Up to date: `daily_orders`')
    expect(again.summary).toContain('| output, reused | `daily_orders` |')
    expect(await listBundles(world)).toBe(before)
  })

  test('counts as clean when the commit is the head of a pull request', async ({ world, daily, first }) => {
    const { onLine, done } = inspectAtStart()
    const run = await world.runAction(daily, {
      event: { name: 'pull_request', number: 7, sha: imageCommit },
      // A pull request checks out a merge commit.
      context: { GITHUB_SHA: otherCommit },
      onLine,
    })
    expect((await done).container).toMatchObject({ Config: { Env: cleanCodeEnv } })
    expect(run.outputs).toMatchObject({ status: 'reused', [uuid]: first.run.outputs[uuid] })
  })

  test('recomputes the last task with `force`', async ({ world, daily, first }) => {
    const before = await listBundles(world)
    const run = await world.runAction({ ...daily, force: 'true' }, imageCommitEvent)
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.outputs[uuid]).not.toBe(first.run.outputs[uuid])
    expect(run.summary).toContain('**Reuse:** Not possible')
    expect(await listBundles(world)).toBe(before + 1)
  })

  test('recomputes every task with `force-all`', async ({ world, daily }) => {
    const before = await listBundles(world)
    const run = await world.runAction({ ...daily, 'force-all': 'true' }, imageCommitEvent)
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(await listBundles(world)).toBe(before + 2)
  })
})

describe('an image of another commit', () => {
  test('does not count as clean, and the summary explains it', async ({ world, daily }) => {
    const { onLine, done } = inspectAtStart()
    const run = await world.runAction(daily, { ...otherCommitEvent, onLine })
    expect((await done).container).toMatchObject({ Config: { Env: unknownCodeEnv } })
    const [built, mine] = [imageCommit.slice(0, 7), otherCommit.slice(0, 7)]
    expect(run.summary).toContain(`it is built from commit ${built} and this workflow runs for ${mine}`)
  })

  test('creates a new bundle when it is configured to compare code', async ({ world, daily, first }) => {
    await using strict = await makeCodeCheckingImage()
    const before = await listBundles(world)
    const run = await world.runAction({ ...daily, image: strict.name }, otherCommitEvent)
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.outputs[uuid]).not.toBe(first.run.outputs[uuid])
    expect(await listBundles(world)).toBe(before + 2)
  })

  test('reuses what other code has made where it is not, as `dsdt init` leaves it; that is remarked', async ({
    world,
  }) => {
    const pipe = { 'pipe-class': 'pipelines.faults.ShowsEnvironment', 'pull-output': 'false' }
    const made = await world.runAction({ ...pipe, env: `PIPELINE_GIT_HASH=${otherCommit}` })
    const run = await world.runAction(pipe)
    expect(run.outputs).toMatchObject({ status: 'reused', [uuid]: made.outputs[uuid] })
    const [by, of] = [otherCommit.slice(0, 7), imageCommit.slice(0, 7)]
    expect(run.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining(`Commit ${by} created the reused bundle, and the image is from ${of}`),
      }),
    ])
  })
})

/** Creates an image whose configuration does not reuse bundles of other code. */
async function makeCodeCheckingImage() {
  const config = '[core]\\nignore_code_version = False\\n'
  return await deriveImage([`RUN printf '${config}' >/root/.config/disdat/disdat.cfg`])
}
