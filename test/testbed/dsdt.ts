import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseJson } from '../../src/lib/json.ts'
import type { Moto } from './moto.ts'
import { type CommandResult, root, venvBin } from './process.ts'
import { runPython } from './python.ts'

type Scalar = string | number | boolean | null

/** The content of a bundle. `files` corresponds to `dsdt add`: one file is presented as SCALAR, several as TENSOR. */
export type BundleData =
  | {
      readonly kind: 'frame'
      readonly columns: Readonly<Record<string, readonly Scalar[]>>
      readonly dtypes?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'value'; readonly value: Scalar | readonly Scalar[] | Readonly<Record<string, Scalar>> }
  | { readonly kind: 'files'; readonly files: Readonly<Record<string, string>> }

/** Raw orders, as the example pipeline reads them: 8 rows, of which `CleanOrders` keeps 5. */
export const rawOrders: BundleData = {
  kind: 'frame',
  columns: {
    order_id: [1, 2, 3, 3, 4, 5, 6, 7],
    day: [...Array(6).fill('2026-01-05'), '2026-01-06', '2026-01-06'],
    customer: ['ann', 'bob', 'ann', 'ann', '', 'bob', 'ann', 'cid'],
    amount: [20.5, 100, 99.5, 99.5, 10, -3, 7.25, 1],
    refunded: [false, false, false, false, false, false, true, false],
  },
}

/** The raw orders as a CSV file for `dsdt add`. */
export const rawOrdersCsv: BundleData = {
  kind: 'files',
  files: {
    'orders.csv': 'order_id,day,customer,amount,refunded\n1,2026-01-05,ann,20.5,False\n2,2026-01-05,bob,100,False\n',
  },
}

/** A bundle to create in the context of a home. */
export type BundleSpec = {
  readonly name: string
  readonly data: BundleData
  readonly tags?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, string>>
  readonly method?: string
  /** Default true. */
  readonly commit?: boolean
  /** Default false. */
  readonly push?: boolean
}

const specDefaults = { tags: {}, params: {}, method: 'made.by.test', commit: true, push: false } as const

/** A home folder with the real dsdt set up in it. */
export interface Home extends AsyncDisposable {
  /** The folder: HOME of each program that uses the contexts of this user. */
  readonly path: string
  /** HOME, PATH and the variables of the AWS account. */
  readonly env: Readonly<Record<string, string>>
  /** Runs the real dsdt. */
  runDsdt(...args: readonly string[]): Promise<CommandResult>
  /** Runs Python code with the disdat API; the arguments are its `sys.argv[1:]`. */
  runPython(script: string, ...args: readonly string[]): Promise<CommandResult>
  /**
   * Prints the content of a bundle of the current context. Replaces `dsdt cat`, which fails on DataFrames (disdat 1.2).
   */
  catBundle(uuid: string): Promise<string>
  /** Prints the contents of bundles. Uses one process, because Python takes a second to start. */
  catBundles(uuids: readonly string[]): Promise<readonly string[]>
  /** Creates a bundle and returns its uuid. */
  makeBundle(spec: BundleSpec): Promise<string>
  /**
   * Creates bundles, the oldest first, and returns their uuids. Uses one process, because Python takes a second to
   * start.
   */
  makeBundles(specs: readonly BundleSpec[]): Promise<readonly string[]>
}

/** How to set up a home. Without `remote`, the context has no remote. */
export type HomeSpec = {
  /** `s3://bucket/prefix`; the bucket must exist. */
  readonly remote?: string
  /** Default `shop`. */
  readonly remoteContext?: string
  /** Default `local`. */
  readonly localContext?: string
}

/** Creates a home with one context, the current one. */
export async function makeHome(account: Pick<Moto, 'env'>, spec: HomeSpec = {}): Promise<Home> {
  const { remote = '', remoteContext = 'shop', localContext = 'local' } = spec
  const home = openHome(await mkdtemp(join(tmpdir(), 'home-')), account, localContext)
  const args = [`${root}test/testbed/make_home.py`, remoteContext, localContext, remote]
  const set = await runPython(args, { env: home.env, cwd: home.path })
  if (set.code !== 0) {
    await home[Symbol.asyncDispose]()
    throw new Error(`dsdt could not be set up: ${set.stdout}${set.stderr}`)
  }
  return home
}

/** Opens the home in an existing folder. Its disposal removes the folder. */
export function openHome(path: string, account: Pick<Moto, 'env'>, localContext = 'local'): Home {
  const env = { ...account.env, HOME: path, PATH: `${venvBin}:/usr/local/bin:/usr/bin:/bin`, LANG: 'C.UTF-8' }
  const python = (args: readonly string[], input?: string) =>
    runPython(args, { env, cwd: path, ...(input === undefined ? {} : { input }) })
  const makeBundles = async (specs: readonly BundleSpec[]) => {
    const folder = await mkdtemp(join(path, 'files-'))
    const bundles = specs.map((spec) => ({ ...specDefaults, ...spec }))
    const input = JSON.stringify({ context: localContext, folder, bundles })
    const made = await python([`${root}test/testbed/make_bundle.py`], input)
    const uuids = [...made.stdout.matchAll(/^uuid=(\S+)$/gm)].map(([, uuid = '']) => uuid)
    if (made.code !== 0 || uuids.length !== specs.length)
      throw new Error(`no bundle made: ${made.stdout}${made.stderr}`)
    return uuids
  }
  const catBundles = async (uuids: readonly string[]) => {
    const shown = await python([`${root}test/testbed/cat_bundle.py`, localContext, ...uuids])
    // Disdat prints lines of its own before the result.
    const texts = parseJson(shown.stdout.trimEnd().split('\n').at(-1) ?? '')
    if (shown.code !== 0 || !Array.isArray(texts))
      throw new Error(`bundles ${uuids.join(', ')} cannot be shown: ${shown.stdout}${shown.stderr}`)
    return texts.map(String)
  }
  return {
    path,
    env,
    runDsdt: (...args) => runPython([`${venvBin}/dsdt`, ...args], { env, cwd: path }),
    runPython: (script, ...args) => python(['-c', script, ...args]),
    catBundle: async (uuid) => (await catBundles([uuid]))[0] ?? '',
    catBundles,
    async makeBundle(spec) {
      const [uuid = ''] = await makeBundles([spec])
      return uuid
    },
    makeBundles,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}
