import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Moto } from './moto.ts'
import { type Ran, root, run, venvBin } from './process.ts'

type Scalar = string | number | boolean | null

/** What a bundle is made of. `files` is what `dsdt add` makes: one file presents as SCALAR, several as TENSOR. */
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

/** The raw orders as the CSV file that `dsdt add` would take in. */
export const rawOrdersCsv: BundleData = {
  kind: 'files',
  files: {
    'orders.csv': 'order_id,day,customer,amount,refunded\n1,2026-01-05,ann,20.5,False\n2,2026-01-05,bob,100,False\n',
  },
}

/** A bundle to make in a home's context. */
export type BundleWish = {
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

const wishDefaults = { tags: {}, params: {}, method: 'made.by.test', commit: true, push: false } as const

/** A user's home on this machine, with the real dsdt set up in it. */
export interface Home extends AsyncDisposable {
  /** The folder: HOME of whatever should see this user's contexts. */
  readonly path: string
  /** HOME, PATH and the variables of the AWS account. */
  readonly env: Readonly<Record<string, string>>
  /** Runs the real command. */
  dsdt(...args: readonly string[]): Promise<Ran>
  /** Runs Python code with the disdat API; the arguments are its `sys.argv[1:]`. */
  python(script: string, ...args: readonly string[]): Promise<Ran>
  /** What a bundle of the current context holds, as Python prints it. For `dsdt cat`, which fails on every DataFrame (disdat 1.2). */
  cat(uuid: string): Promise<string>
  /** Makes a bundle and resolves with its uuid. */
  makeBundle(wish: BundleWish): Promise<string>
  /** Makes bundles, the oldest first, and resolves with their uuids. In one process: Python takes a second to begin. */
  makeBundles(wishes: readonly BundleWish[]): Promise<readonly string[]>
}

/** How a home is to be set up. Without `remote`, the context is bound to none. */
export type HomeWish = {
  /** `s3://bucket/prefix`; the bucket must exist. */
  readonly remote?: string
  /** Default `shop`. */
  readonly remoteContext?: string
  /** Default `local`. */
  readonly localContext?: string
}

/** Makes a new home with one context, which is the current one. */
export async function makeHome(account: Pick<Moto, 'env'>, wish: HomeWish = {}): Promise<Home> {
  const { remote = '', remoteContext = 'shop', localContext = 'local' } = wish
  const home = homeAt(await mkdtemp(join(tmpdir(), 'home-')), account, localContext)
  const args = [`${root}test/testbed/make_home.py`, remoteContext, localContext, remote]
  const set = await run(`${venvBin}/python`, args, { env: home.env, cwd: home.path })
  if (set.code !== 0) {
    await home[Symbol.asyncDispose]()
    throw new Error(`dsdt could not be set up: ${set.stdout}${set.stderr}`)
  }
  return home
}

/** A home in a folder that is there, whoever set it up; disposing of it removes the folder. */
export function homeAt(path: string, account: Pick<Moto, 'env'>, localContext = 'local'): Home {
  const env = { ...account.env, HOME: path, PATH: `${venvBin}:/usr/local/bin:/usr/bin:/bin`, LANG: 'C.UTF-8' }
  const python = (args: readonly string[], input?: string) =>
    run(`${venvBin}/python`, args, { env, cwd: path, ...(input === undefined ? {} : { input }) })
  const makeBundles = async (wishes: readonly BundleWish[]) => {
    const folder = await mkdtemp(join(path, 'files-'))
    const bundles = wishes.map((wish) => ({ ...wishDefaults, ...wish }))
    const input = JSON.stringify({ context: localContext, folder, bundles })
    const made = await python([`${root}test/testbed/make_bundle.py`], input)
    const uuids = [...made.stdout.matchAll(/^uuid=(\S+)$/gm)].map(([, uuid = '']) => uuid)
    if (made.code !== 0 || uuids.length !== wishes.length)
      throw new Error(`no bundle made: ${made.stdout}${made.stderr}`)
    return uuids
  }
  return {
    path,
    env,
    dsdt: (...args) => run(`${venvBin}/dsdt`, args, { env, cwd: path }),
    python: (script, ...args) => python(['-c', script, ...args]),
    async cat(uuid) {
      const shown = await python([`${root}test/testbed/cat_bundle.py`, localContext, uuid])
      if (shown.code !== 0) throw new Error(`bundle ${uuid} cannot be shown: ${shown.stdout}${shown.stderr}`)
      return shown.stdout
    },
    async makeBundle(wish) {
      const [uuid = ''] = await makeBundles([wish])
      return uuid
    },
    makeBundles,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}
