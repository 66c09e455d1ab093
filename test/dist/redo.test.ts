import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { getField, parseJson } from '../../src/lib/json.ts'
import type { BundleData } from '../testbed/dsdt.ts'
import { startGitHub } from '../testbed/github.ts'
import { deriveImage } from '../testbed/images.ts'
import type { ActionResult } from '../testbed/runner.ts'
import { test as base, startedLine, type World } from '../testbed/world.ts'

const sha = '1'.repeat(40)
const days = 'day: [2026-01-05, 2026-01-06, 2026-01-07]'

const orders: BundleData = {
  kind: 'frame',
  columns: {
    order_id: [1, 2, 3, 4],
    day: ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'],
    customer: ['ann', 'bob', 'ann', 'cid'],
    amount: [20.5, 100, 99.5, 1],
    refunded: [false, false, false, false],
  },
}

const pipe = {
  'pipe-class': 'pipelines.orders.DailyOrders',
  'input-bundle': 'raw_orders',
  'input-param': 'orders',
  'output-bundle': 'daily_orders',
  'pull-output': 'false',
  vcpus: '1',
}

/** Three days that a push to the main branch made, and images of the same and of other code. */
const test = base.extend('shop', { scope: 'file' }, async ({ world }, { onCleanup }) => {
  await world.home.makeBundle({ name: 'raw_orders', data: orders, push: true })
  const own = new AsyncDisposableStack()
  onCleanup(() => own.disposeAsync())
  const createImage = async (commit: string, ...layers: readonly string[]) =>
    own.use(await deriveImage([`ENV PIPELINE_GIT_HASH=${commit.repeat(40)}`, ...layers])).name
  const images = { main: await createImage('a'), changed: await createImage('b', 'ENV ROUNDING=half-even') }
  const made = await world.runAction({ ...pipe, each: days, image: images.main })
  expect(made.outputs).toMatchObject({ succeeded: '3' })
  return images
})

/** Runs a step of a pull request in a sandbox of `shop`, with a double as GitHub, and returns its comments too. */
async function tryPullRequest(world: World, inputs: Readonly<Record<string, string>>) {
  await using double = await startGitHub({ pullRequests: [{ number: 7, sha }] })
  const { path: home } = await world.createEmptyHome()
  const result = await world.runAction(
    {
      ...{ ...pipe, remote: world.remote, context: 'pr-7', 'base-context': 'shop', comment: 'changes' },
      ...inputs,
    },
    {
      ...{ home, token: 'ghs_0123456789abcdefghijklmnopqrstuvwxyz' },
      event: { name: 'pull_request', number: 7, sha },
      context: { GITHUB_API_URL: double.apiUrl },
    },
  )
  return { result, comments: double.comments.map(({ body }) => body) }
}

const findStart = ({ text }: ActionResult) => text.findIndex(({ line }) => startedLine.test(line))
const findForecast = ({ text }: ActionResult) =>
  text.findIndex(({ line }) => line.startsWith('To redo after the merge'))

async function readRedo({ outputs }: ActionResult): Promise<unknown> {
  return getField(parseJson(await readFile(outputs['result-file'] ?? '', 'utf8')), 'redo')
}

const totals = '3 of 3 outputs in `shop`, which other code made'

describe('a pull request with `each` and `base-context`', () => {
  test('lists what must be redone after the merge, also in a dry run, which starts nothing', async ({
    world,
    shop,
  }) => {
    const inputs = { each: 'day: 2026-01-05..2026-01-06', image: shop.changed, 'dry-run': 'true' }
    const { result, comments } = await tryPullRequest(world, inputs)
    expect([findForecast(result) >= 0, findStart(result)]).toEqual([true, -1])
    expect(comments).toHaveLength(1)
    expect(comments[0]).toContain(`**To redo after the merge:** ${totals}`)
    expect(comments[0]).toMatch(/Estimate: earlier runs took .+ s and 0\.0\d+ vCPU·h\./)
    expect(comments[0]).toContain('<summary>To redo of run: 3 outputs, ')
    expect(result.summary).toContain(totals)
    const output = { trigger: 'image', tookMs: expect.any(Number), vcpuHours: expect.any(Number) }
    expect(await readRedo(result)).toEqual({
      context: 'shop',
      runs: [
        {
          ...{ name: 'run', current: 0, unrecorded: 0, isCut: false },
          outputs: ['2026-01-05', '2026-01-06', '2026-01-07'].map((day) => ({ ...output, values: { day } })),
        },
      ],
    })
  })

  test('lists it before the first container starts, beside what the runs made', async ({ world, shop }) => {
    const inputs = { each: 'day: [2026-01-05, 2026-01-08]', image: shop.changed, 'report-html': 'true' }
    const { result, comments } = await tryPullRequest(world, inputs)
    expect(result.outputs).toMatchObject({ succeeded: '2' })
    expect(findForecast(result)).toBeGreaterThanOrEqual(0)
    expect(findForecast(result)).toBeLessThan(findStart(result))
    expect(comments[0]).toContain('Not counted: 1 value of this step without a receipt in `shop`.')
    const page = await readFile(result.outputs['report-file'] ?? '', 'utf8')
    expect(page).toContain('<h2>After the merge</h2>')
    expect(page.match(/<tr><td>run<\/td><td>day=2026-01-0\d<\/td><td>image<\/td>/g)).toHaveLength(3)
  })

  test('has nothing to redo with the code that made the outputs, and no comment', async ({ world, shop }) => {
    const { result, comments } = await tryPullRequest(world, { each: days, image: shop.main, 'dry-run': 'true' })
    expect(result.summary).toContain('**To redo after the merge:** nothing. The code of this pull request made all 3')
    expect(comments).toEqual([])
  })
})
