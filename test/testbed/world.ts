import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, inject } from 'vitest'
import { containersWithLabel, docker } from './docker.ts'
import { type Home, homeAt, makeHome } from './dsdt.ts'
import type { Account } from './global-setup.ts'
import { type ActionResult, type RunOptions, runAction } from './runner.ts'

/** What a file of process-level tests has for itself: a bucket, and a home whose current context is bound to it. */
export interface World {
  readonly account: Account
  /** `s3://bucket/dsdt`; the home's context is `shop` there, and `local` here. */
  readonly remote: string
  readonly home: Home
  /**
   * Runs the built action in this home, and holds it to what every step owes the runner, whatever its result: nothing
   * that it started is left, post succeeds, the runner reports no problem and drops nothing.
   */
  act(inputs: Readonly<Record<string, string>>, options?: RunOptions): Promise<ActionResult>
  /** The home of somebody else who works on the same remote context. */
  colleague(): Promise<Home>
  /** A home in which no Disdat ever was. */
  freshHome(): Promise<Home>
  /** An empty folder. */
  folder(): Promise<string>
  /** The keys of the bucket below a prefix. */
  keys(prefix?: string): Promise<readonly string[]>
}

/** Tests with a world, which those of one file share. */
export const test = base
  .extend('account', { scope: 'file' }, () => inject('account'))
  .extend('world', { scope: 'file' }, async ({ account }, { onCleanup }): Promise<World> => {
    const bucket = `bucket-${crypto.randomUUID()}`
    await fetchOk(`${account.endpoint}/${bucket}`, { method: 'PUT' })
    const remote = `s3://${bucket}/dsdt`
    const own = new AsyncDisposableStack()
    onCleanup(() => own.disposeAsync())
    const home = own.use(await makeHome(account, { remote }))
    return {
      account,
      remote,
      home,
      act: (inputs, options = {}) => act(account, home, inputs, options),
      colleague: async () => own.use(await makeHome(account, { remote })),
      freshHome: async () => own.use(homeAt(await mkdtemp(join(tmpdir(), 'home-')), account)),
      async folder() {
        const path = await mkdtemp(join(tmpdir(), 'folder-'))
        own.defer(() => rm(path, { recursive: true, force: true }))
        return path
      },
      async keys(prefix = '') {
        const query = new URLSearchParams({ 'list-type': '2', prefix })
        const listed = await fetchOk(`${account.endpoint}/${bucket}?${query}`)
        return [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key)
      },
    }
  })

/** The label of a run's containers. */
export const runLabel = 'disdat.run-action.run-id'

/** The line in which the action says what it has just started: name and argv. */
export const started = /^Container (\S+) runs: (.+)$/

/** What the container was told: its name, and its argv part by part. */
export function commandOf(result: ActionResult): { readonly name: string; readonly argv: readonly unknown[] } {
  const [, name = '', argv = ''] = result.text.map(({ line }) => started.exec(line)).find((match) => match) ?? []
  // Each part is a JSON text, with a space between.
  const parts: unknown = JSON.parse(`[${argv.replaceAll('" "', '","')}]`)
  return { name, argv: Array.isArray(parts) ? parts : [] }
}

/** Does something at the first line that fits, while the action goes on. */
export function atLine<T>(pattern: RegExp, work: (match: RegExpExecArray) => Promise<T>) {
  const done = Promise.withResolvers<T>()
  let met = false
  return {
    done: done.promise,
    onLine: (line: string) => {
      const match = met ? undefined : pattern.exec(line)
      if (!match) return
      met = true
      done.resolve(work(match))
    },
  }
}

/** What the engine says of a run's container as soon as it runs: the answer of `docker inspect`, as text and parsed. */
export function inspectAtStart() {
  return atLine(started, async ([, name = '']) => {
    const { stdout: text } = await docker(['inspect', '--type', 'container', name])
    const [container]: unknown[] = JSON.parse(text)
    return { text, container }
  })
}

/** What the action left for post. */
export function stateOf(result: ActionResult): Readonly<Record<string, unknown>> {
  const state: unknown = JSON.parse(result.state['run'] ?? '{}')
  return typeof state === 'object' && state !== null ? { ...state } : {}
}

async function act(
  account: Account,
  home: Home,
  inputs: Readonly<Record<string, string>>,
  options: RunOptions,
): Promise<ActionResult> {
  const dist = process.env['RUN_ACTION_DIST']
  const result = await runAction({
    home: home.path,
    // Another build than the checkout's own: to see a test fail.
    ...(dist && { dist }),
    ...options,
    env: { ...account.env, ...options.env },
    inputs: { network: 'host', ...inputs },
  })
  const { runId } = stateOf(result)
  const left = runId === undefined ? [] : await containersWithLabel(`${runLabel}=${runId}`)
  const guardOpen = result.leftStopped && options.killWhen === undefined
  expect({ left, guardOpen, ...findLosses(result) }).toEqual({
    left: [],
    guardOpen: false,
    problems: [],
    post: 'success',
    postSays: [],
    masked: [],
    surplus: [],
    exportedEnv: {},
    addedPath: [],
  })
  return result
}

/** What the runner would refuse or drop: test/testbed/README.md says by which rule. */
function findLosses({ problems, post, outputs, masks, commands, exportedEnv, addedPath }: ActionResult) {
  const levels = ['error', 'warning', 'notice']
  return {
    problems,
    post: post?.conclusion,
    postSays: post?.annotations,
    masked: Object.keys(outputs).filter((name) => masks.some((mask) => outputs[name]?.includes(mask))),
    surplus: levels.filter((level) => commands.filter(({ name }) => name === level).length > 10),
    exportedEnv,
    addedPath,
  }
}

async function fetchOk(url: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${url}: ${answer.status} ${await answer.text()}`)
  return await answer.text()
}
