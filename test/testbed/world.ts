import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, inject } from 'vitest'
import { getField, parseJson } from '../../src/lib/json.ts'
import { listContainers, runDocker } from './docker.ts'
import { type Home, makeHome, openHome } from './dsdt.ts'
import type { Account } from './global-setup.ts'
import { type ActionResult, type RunOptions, runAction } from './runner.ts'

/** The resources of a file of process-level tests: a bucket, and a home whose current context is bound to it. */
export interface World {
  readonly account: Account
  /** `s3://bucket/dsdt`; the contexts of the home are `shop` on the remote and `local` in the home. */
  readonly remote: string
  readonly home: Home
  /**
   * Runs the built action in this home, pulls its output unless the inputs say otherwise, and checks its end: it leaves
   * no container, the runner reports no problem and drops nothing, the guard of the log is closed, and post succeeds.
   */
  runAction(inputs: Readonly<Record<string, string>>, options?: RunOptions): Promise<ActionResult>
  /** Creates the home of another user of the same remote context. */
  createColleagueHome(): Promise<Home>
  /** Creates a home without Disdat. */
  createEmptyHome(): Promise<Home>
  /** Creates an empty folder. */
  createFolder(): Promise<string>
  /** Lists the keys of the bucket below a prefix. */
  listKeys(prefix?: string): Promise<readonly string[]>
  /** The keys of all objects, each with its ETag, which a replaced object changes. */
  listVersions(): Promise<readonly string[]>
}

/** Tests with a world, which the tests of a file share. */
export const test = base
  .extend('account', { scope: 'file' }, () => inject('account'))
  .extend('world', { scope: 'file' }, async ({ account }, { onCleanup }): Promise<World> => {
    const bucket = `bucket-${crypto.randomUUID()}`
    await fetchOk(`${account.endpoint}/${bucket}`, { method: 'PUT' })
    const remote = `s3://${bucket}/dsdt`
    const own = new AsyncDisposableStack()
    onCleanup(() => own.disposeAsync())
    const home = own.use(await makeHome(account, { remote }))
    const createFolder = async () => {
      const path = await mkdtemp(join(tmpdir(), 'folder-'))
      own.defer(() => rm(path, { recursive: true, force: true }))
      return path
    }
    return {
      account,
      remote,
      home,
      runAction: async (inputs, options = {}) =>
        await runCheckedAction(account, home, inputs, { temp: await createFolder(), ...options }),
      createColleagueHome: async () => own.use(await makeHome(account, { remote })),
      createEmptyHome: async () => own.use(openHome(await mkdtemp(join(tmpdir(), 'home-')), account)),
      createFolder,
      async listKeys(prefix = '') {
        const query = new URLSearchParams({ 'list-type': '2', prefix })
        const listed = await fetchOk(`${account.endpoint}/${bucket}?${query}`)
        return [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key)
      },
      async listVersions() {
        const listed = await fetchOk(`${account.endpoint}/${bucket}?list-type=2`)
        return [...listed.matchAll(/<Key>([^<]+)<\/Key>.*?<ETag>([^<]+)</gs)].map(([, key, etag]) => `${key} ${etag}`)
      },
    }
  })

/** The label of the containers of a run. */
export const runLabel = 'disdat.run-action.run-id'

/** The log line with the name and the command line of the started container. */
export const startedLine = /^Started container (\S+): (.+)$/

/** Reads the name and the arguments of the container from the log. */
export function readCommand(result: ActionResult): { readonly name: string; readonly argv: readonly unknown[] } {
  const [, name = '', argv = ''] = result.text.map(({ line }) => startedLine.exec(line)).find((match) => match) ?? []
  // The arguments are JSON texts, separated by spaces.
  const parts: unknown = JSON.parse(`[${argv.replaceAll('" "', '","')}]`)
  return { name, argv: Array.isArray(parts) ? parts : [] }
}

/** Does work at the first log line that matches, while the action continues. */
export function runAtLine<T>(pattern: RegExp, work: (match: RegExpExecArray) => Promise<T>) {
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

/** Runs `docker inspect` for the container as soon as it runs, and returns the result as text and parsed. */
export function inspectAtStart() {
  return runAtLine(startedLine, async ([, name = '']) => {
    const { stdout: text } = await runDocker(['inspect', '--type', 'container', name])
    const [container]: unknown[] = JSON.parse(text)
    return { text, container }
  })
}

/**
 * The text of the file in which main saved the state for post; empty when it saved none. Main removes the path from the
 * state at the end of a clean run, and the file remains.
 */
export function readStateFile({ savedState }: ActionResult): string {
  const [, file] = savedState.findLast(([name, value]) => name === 'file' && value !== '') ?? []
  return file === undefined ? '' : readFileSync(file, 'utf8')
}

/** The fields of the state that main saved for post, without its orphans. */
export function readState(result: ActionResult): Readonly<Record<string, unknown>> {
  const lines = readStateFile(result).split('\n')
  const changes = lines.flatMap((line) => Object.entries(getField(parseJson(line), 'set') ?? {}))
  return Object.fromEntries(changes)
}

async function runCheckedAction(
  account: Account,
  home: Home,
  inputs: Readonly<Record<string, string>>,
  options: RunOptions,
): Promise<ActionResult> {
  const dist = process.env['RUN_ACTION_DIST']
  const result = await runAction({
    home: home.path,
    // Another build than that of the checkout, to see a test fail.
    ...(dist && { dist }),
    ...options,
    env: { ...account.env, ...options.env },
    inputs: { network: 'host', ...(inputs['wait'] !== 'false' && { 'pull-output': 'true' }), ...inputs },
  })
  const { runId } = readState(result)
  const left = runId === undefined ? [] : await listContainers(`${runLabel}=${runId}`)
  // A killed process cannot close the guard.
  const guardOpen = result.leftStopped && result.exitCode !== 137
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
