import { rawOrders } from './dsdt.ts'
import { type GitHubOptions, startGitHub } from './github.ts'
import { deriveImage } from './images.ts'
import type { ActionResult, Event, RunOptions } from './runner.ts'
import { test as base } from './world.ts'

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
/** The parameters of one day. */
export const day = (number: number) => ({ params: `day: 2026-01-0${number}` })

/** An image of the pipe that is built from a commit, with the layers of the others. */
const build = (commit: string, ...more: readonly string[]) =>
  deriveImage([`ENV PIPELINE_GIT_HASH=${commit} GIT_DIRTY=`, ...more])

/** A bucket with the raw orders, and images that were built at the head of the pull request and at its merge. */
export const testMerge = base
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
