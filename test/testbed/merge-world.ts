import type { BundleData } from './dsdt.ts'
import type { Fault, S3Request } from './faulty-s3.ts'
import { type GitHubOptions, startGitHub } from './github.ts'
import { deriveImage } from './images.ts'
import type { ActionResult, Event, RunOptions } from './runner.ts'
import { test as base } from './world.ts'

const days = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const head = 'a'.repeat(40)
export const merged = 'b'.repeat(40)
const pullRequest: Event = { name: 'pull_request', number: 7, sha: head }
const push: Event = { name: 'push', branch: 'main', sha: merged }
const merges = [{ number: 7, commit: merged, head }]

const pipe = {
  'pipe-class': 'pipelines.orders.DailyOrders',
  'input-bundle': 'raw_orders',
  'input-param': 'orders',
  'output-bundle': 'daily_orders',
  'pull-output': 'false',
  'github-token': 'ghs_0123456789abcdefghijABCDEFGHIJ012345',
}
/** An order of each of the first nine days of the year. */
const orders: BundleData = {
  kind: 'frame',
  columns: {
    order_id: days,
    day: days.map((number) => `2026-01-0${number}`),
    customer: days.map(() => 'ann'),
    amount: days.map(() => 20.5),
    refunded: days.map(() => false),
  },
}

/** The parameters of one day. */
export const day = (number: number) => ({ params: `day: 2026-01-0${number}` })

/** An image of the pipe that is built from a commit, with the layers of the others. */
const build = (commit: string, ...more: readonly string[]) =>
  deriveImage([`ENV PIPELINE_GIT_HASH=${commit} GIT_DIRTY=`, ...more])

/** A bucket with the raw orders, and images that were built at the head of the pull request and at its merge. */
export const testMerge = base
  .extend('shop', { scope: 'file' }, async ({ world }, { onCleanup }) => {
    const raw = await world.home.makeBundle({ name: 'raw_orders', data: orders, push: true })
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

/** Holds each write of bundles into the base after the first of a kind. Resolves `held` at the second one. */
export function holdWrites(ending: string, until: Promise<unknown>) {
  const held = Promise.withResolvers<void>()
  let writes = 0
  const selectFault = ({ method, key }: S3Request): Fault | undefined => {
    if (method !== 'PUT' || !key.startsWith('dsdt/context/shop/objects/') || !key.endsWith(ending) || ++writes === 1)
      return undefined
    held.resolve()
    return { kind: 'hold', until }
  }
  return { selectFault, held: held.promise }
}
