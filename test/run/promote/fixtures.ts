import type { Backend } from '../../../src/backends/backend.ts'
import { readBundleAt } from '../../../src/bundles/find-in-place.ts'
import type { MergedPullRequest } from '../../../src/github/merges.ts'
import { formatReceipt, type OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'
import { getReceiptKey } from '../../../src/remote/receipts/receipt-store.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import { markSandbox } from '../../../src/remote/sandbox.ts'
import type { Dependencies } from '../../../src/run/dependencies.ts'
import type { MergeSource } from '../../../src/run/promote/merge-source.ts'
import { createSharedParts } from '../../../src/run/shared-parts.ts'
import { type BundleFixture, createBundleObjects } from '../../remote/fixtures.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createContext, createFolder, planRunOn } from '../fixtures.ts'
import { createReceiptFor } from '../skip/fixtures.ts'

const options = { signal: neverAborted }
export const useIndex = { ...options, debug: () => undefined }
export const repository = 'octo-org/pipelines'
/** The head of the pull request, from which the image of the sandbox was built. */
export const head = 'a'.repeat(40)
/** The commit that the merge made. */
export const merged = 'b'.repeat(40)
export const created = (seconds: number) => 1_700_000_000 + seconds

/** A base, and the sandbox of pull request 7 with an output, what it was made of, and its receipt. */
export interface Situation {
  readonly base: Remote
  readonly sandbox: Remote
  readonly raw: string
  readonly clean: string
  readonly output: string
  readonly receipt: OutputReceipt
}

/** The changes of a test: of the bundles of the sandbox, and of the receipt. */
interface SituationChanges {
  /** The uuid of the raw bundle. */
  readonly raw?: string
  readonly clean?: BundleFixture
  readonly output?: BundleFixture
  readonly receipt?: Partial<OutputReceipt>
}

/** Puts a bundle on several contexts, byte for byte the same. */
export async function putOn(remotes: readonly Remote[], fixture: BundleFixture): Promise<string> {
  const { uuid, objects } = createBundleObjects(fixture)
  for (const remote of remotes)
    for (const [path, bytes] of objects) await remote.store.putIfAbsent(remote.getKey(uuid, path), bytes, options)
  return uuid
}

export async function createSituation({ store, url }: Remote, changes: SituationChanges = {}): Promise<Situation> {
  const at = { url: `${url}/${crypto.randomUUID()}`, useIndex }
  const [base, sandbox] = ['shop', 'pr-7'].map((context) => createRemote(store, { ...at, context }))
  if (base === undefined || sandbox === undefined) throw new Error('no remotes')
  await markSandbox(sandbox, { repository, pullRequest: 7 }, options)
  const raw = await putOn([base, sandbox], {
    ...{ name: 'raw', codeMethod: 'add', created: created(-10) },
    ...(changes.raw !== undefined && { uuid: changes.raw }),
  })
  const code = { codeHash: head, processingName: 'p' }
  const clean = await putOn([sandbox], {
    ...{ name: 'clean', codeMethod: 'pipes.orders.Clean', dependsOn: [raw], created: created(-5), ...code },
    ...changes.clean,
  })
  const output = await putOn([sandbox], {
    ...{ name: 'daily', codeMethod: 'pipes.orders.Daily', dependsOn: [clean], created: created(0), ...code },
    ...{ tags: { '__param.day': '1' }, files: { 'report.md': 'one' }, links: ['bundle://report.md'] },
    ...changes.output,
  })
  const bundle = await readBundleAt(sandbox, output, options)
  if (bundle === undefined) throw new Error('no output')
  const receipt = createReceiptFor(bundle, {
    ...{ remoteContext: 'pr-7', params: new Map([['day', '1']]), commit: head, ...changes.receipt },
  })
  await putReceipt(sandbox, receipt)
  return { base, sandbox, raw, clean, output, receipt }
}

/** Stores a receipt in place of another one. */
export async function putReceipt(remote: Remote, receipt: OutputReceipt): Promise<void> {
  const key = getReceiptKey(remote, receipt)
  const version = await remote.store.getVersion(key, { ...options, maxBytes: 1 })
  await remote.store.putVersion(key, formatReceipt(receipt) ?? new Uint8Array(), version?.etag, options)
}

/** The merge of pull request 7, whose code is not compared. */
export const createSource = (changes: Partial<MergeSource> = {}): MergeSource => ({
  push: { repository, commit: merged, branch: 'main' },
  findPullRequest: async (): Promise<MergedPullRequest> => ({ number: 7, head: { sha: head, repository } }),
  compareCode: async () => await Promise.reject(new Error('the code is not compared')),
  ...changes,
})

/** The context of a run that promotes, with indexes that know nothing of the situation. */
export async function createPromotingContext(
  { base: { store, url } }: Pick<Situation, 'base'>,
  inputs: Readonly<Record<string, string>> = {},
  { backend = {}, ...dependencies }: Partial<Dependencies> & { readonly backend?: Partial<Backend> } = {},
) {
  const remote = createRemote(store, { url, context: 'shop', useIndex })
  const given = { 'INPUT_OUTPUT-BUNDLE': 'daily', INPUT_PARAMS: 'day: 1', INPUT_PROMOTE: 'true', ...inputs }
  const created = createContext({
    run: planRunOn(remote, given),
    backend,
    dependencies: {
      ...{ home: await createFolder(), openRemote: async () => remote, shared: createSharedParts() },
      openBase: (_, context) => createRemote(store, { url, context, useIndex }),
      ...dependencies,
    },
  })
  return { ...created, remote }
}
