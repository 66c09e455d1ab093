import { describe, expect } from 'vitest'
import { imageCommit } from '../testbed/docker.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { deriveImage } from '../testbed/images.ts'
import type { RunOptions } from '../testbed/runner.ts'
import { test as base, inspectAtStart, type World } from '../testbed/world.ts'

const otherCommit = '0123456789abcdef0123456789abcdef01234567'
const ofTheImage: RunOptions = { event: { name: 'push', sha: imageCommit } }
const ofAnother: RunOptions = { event: { name: 'push', sha: otherCommit } }
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
    const run = await world.act(daily, { ...ofTheImage, onLine })
    return { run, ...(await done) }
  })

const bundlesOf = async (world: World) =>
  (await world.keys('dsdt/context/shop/objects/')).filter((key) => key.endsWith('_hframe.pb')).length

const told = expect.arrayContaining(['GIT_DIRTY='])
const notTold = expect.not.arrayContaining([expect.stringMatching(/^GIT_DIRTY/)])

describe('an image of the workflow’s own commit', () => {
  test('makes a bundle once, and is told that its code is clean', ({ first: { run, container } }) => {
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.summary).toContain(`**Reuse:** Possible\\: the image was built from commit ${imageCommit.slice(0, 7)}`)
    expect(container).toMatchObject({ Config: { Env: told } })
  })

  test('has nothing to make the second time', async ({ world, daily, first }) => {
    const before = await bundlesOf(world)
    const again = await world.act(daily, ofTheImage)
    expect(again).toMatchObject({ exitCode: 0, conclusion: 'success', annotations: [] })
    expect(again.outputs).toMatchObject({
      status: 'reused',
      'output-bundle-name': 'daily_orders',
      [uuid]: first.run.outputs[uuid],
      'output-bundle-uri': first.run.outputs['output-bundle-uri'],
    })
    expect(again.summary).toContain('♻️ `DailyOrders` had nothing new to make: `daily_orders` is up to date')
    expect(again.summary).toContain('| output, reused | `daily_orders` |')
    expect(await bundlesOf(world)).toBe(before)
  })

  test('that is the head of a pull request, too', async ({ world, daily, first }) => {
    const { onLine, done } = inspectAtStart()
    const run = await world.act(daily, {
      event: { name: 'pull_request', number: 7, sha: imageCommit },
      // What is checked out then is a merge commit.
      context: { GITHUB_SHA: otherCommit },
      onLine,
    })
    expect((await done).container).toMatchObject({ Config: { Env: told } })
    expect(run.outputs).toMatchObject({ status: 'reused', [uuid]: first.run.outputs[uuid] })
  })

  test('makes the last task anew with `force`', async ({ world, daily, first }) => {
    const before = await bundlesOf(world)
    const run = await world.act({ ...daily, force: 'true' }, ofTheImage)
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.outputs[uuid]).not.toBe(first.run.outputs[uuid])
    expect(run.summary).toContain('**Reuse:** Not asked for')
    expect(await bundlesOf(world)).toBe(before + 1)
  })

  test('makes every task anew with `force-all`', async ({ world, daily }) => {
    const before = await bundlesOf(world)
    const run = await world.act({ ...daily, 'force-all': 'true' }, ofTheImage)
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(await bundlesOf(world)).toBe(before + 2)
  })
})

describe('an image of another commit', () => {
  test('is not told that its code is clean, and the summary says why', async ({ world, daily }) => {
    const { onLine, done } = inspectAtStart()
    const run = await world.act(daily, { ...ofAnother, onLine })
    expect((await done).container).toMatchObject({ Config: { Env: notTold } })
    const [built, mine] = [imageCommit.slice(0, 7), otherCommit.slice(0, 7)]
    expect(run.summary).toContain(`the image was built from commit ${built}, this workflow runs for ${mine}`)
  })

  test('makes a new bundle where it is configured to mind its code', async ({ world, daily, first }) => {
    await using strict = await mindful()
    const before = await bundlesOf(world)
    const run = await world.act({ ...daily, image: strict.name }, ofAnother)
    expect(run.outputs).toMatchObject({ status: 'succeeded' })
    expect(run.outputs[uuid]).not.toBe(first.run.outputs[uuid])
    expect(await bundlesOf(world)).toBe(before + 2)
  })

  test('reuses what other code has made where it is not, as `dsdt init` leaves it; that is remarked', async ({
    world,
  }) => {
    const pipe = { 'pipe-class': 'pipelines.faults.ShowsEnvironment', 'pull-output': 'false' }
    const made = await world.act({ ...pipe, env: `PIPELINE_GIT_HASH=${otherCommit}` })
    const run = await world.act(pipe)
    expect(run.outputs).toMatchObject({ status: 'reused', [uuid]: made.outputs[uuid] })
    const [by, of] = [otherCommit.slice(0, 7), imageCommit.slice(0, 7)]
    expect(run.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining(`The reused bundle was made by commit ${by}, the image is of ${of}`),
      }),
    ])
  })
})

/** An image in whose configuration a bundle of other code is no answer. */
async function mindful() {
  const config = '[core]\\nignore_code_version = False\\n'
  return await deriveImage([`RUN printf '${config}' >/root/.config/disdat/disdat.cfg`])
}
