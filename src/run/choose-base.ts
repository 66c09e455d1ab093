import { parseCommit } from '../disdat/reuse.ts'
import type { RunTarget } from '../plan/plan.ts'
import {
  type Ancestry,
  type Base,
  type BaseCriteria,
  createNamedBase,
  findBase,
  findNamedBase,
} from '../remote/base.ts'
import type { BundleCatalog } from '../remote/catalog.ts'
import { bundleAt } from '../remote/find.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import type { Remote } from '../remote/remote.ts'
import type { BaseReport } from '../report/report.ts'
import { type ContextSnapshot, createContextSnapshot } from './context-snapshot.ts'
import type { Dependencies, Step } from './dependencies.ts'
import { createBundleReport, type ProvedOutput } from './prove.ts'

/** What the output is compared with; none for a first version; or why that is not known, a sentence. */
export type FoundBase =
  | { readonly kind: 'base'; readonly report: BaseReport; readonly remote: Remote; readonly proof: Proof }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string }

/** Commits that GitHub is asked about at most, and how long all its answers are waited for, in milliseconds. */
const maxAsked = 10
const askingLimitMs = 15_000

const unknown = (why: string): FoundBase => ({ kind: 'unknown', why })

/** Finds and proves the bundle that the output is to be compared with. Throws Failure as a remote does. */
export async function chooseBase(
  step: Step<RunTarget>,
  now: { readonly remote: Remote } & ProvedOutput,
  survey: ContextSnapshot,
): Promise<FoundBase> {
  const { run, dependencies } = step
  const { compareWith } = run.report
  if (compareWith.kind === 'nothing') return unknown('Nothing to compare with was asked for: `compare-with` says so.')
  const context = ('context' in compareWith ? compareWith.context : undefined) ?? run.baseContext
  const isOwn = context === now.remote.context
  const remote = isOwn ? now.remote : dependencies.openBase(now.remote, context)
  const compared = comparedOf(run, now)
  const { signal } = survey
  if (compareWith.kind === 'uuid') {
    const bundle = await bundleAt(remote, compareWith.which, { signal })
    if (bundle === undefined) return unknown(`There is no bundle ${remote.uri(compareWith.which)}.`)
    return await proved(remote, createNamedBase(bundle, compared), now, signal)
  }
  const catalogue = await (isOwn ? survey : createContextSnapshot(remote, signal, true)).catalogue
  if (catalogue.unread > 0) return unknown(tooMany(context, catalogue))
  if (compareWith.kind === 'name') {
    const base = findNamedBase(catalogue, compareWith.which, compared)
    if (base !== undefined) return await proved(remote, base, now, signal)
    return unknown(`There is no other committed bundle "${compareWith.which}" in the remote context ${context}.`)
  }
  const base = await findBase(catalogue, compared, ancestryOf(dependencies))
  return base === undefined ? { kind: 'none' } : await proved(remote, base, now, signal)
}

function comparedOf({ outputName, inputParam }: RunTarget, { proof, status }: ProvedOutput): BaseCriteria {
  return { output: proof.bundle, isReused: status === 'reused', isNamedByPipe: outputName === '-', inputParam }
}

const tooMany = (context: string, { unread }: BundleCatalog) =>
  `The remote context ${context} holds ${unread} bundles that are in no index yet, more than are read for a comparison. A run of this action in that context that names its input indexes them.`

/** The checkout is asked first, as that costs nothing. Where GitHub keeps us waiting, its answer is that it does not know. */
function ancestryOf(dependencies: Dependencies): Ancestry {
  let asked = 0
  const limit = AbortSignal.timeout(askingLimitMs)
  const { promise: late, resolve: giveUp } = Promise.withResolvers<undefined>()
  limit.addEventListener('abort', () => giveUp(undefined))
  return {
    of: dependencies.baseCommit,
    async isAncestor(commit, of) {
      const known = await dependencies.isAncestorInCheckout(commit, of)
      if (known !== undefined || asked >= maxAsked || limit.aborted) return known
      asked += 1
      return await Promise.race([dependencies.isAncestor(commit, of), late])
    },
  }
}

async function proved(
  remote: Remote,
  { bundle: { uuid }, choice, note }: Base,
  now: { readonly remote: Remote } & ProvedOutput,
  signal: AbortSignal,
): Promise<FoundBase> {
  const isItself = uuid === now.proof.bundle.uuid && remote.context === now.remote.context
  const proof = isItself ? now.proof : await proveBundle(remote, uuid, { signal })
  if (proof === undefined) return unknown(`The bundle ${remote.uri(uuid)} is not there any more.`)
  const commit = parseCommit(proof.bundle.code.hash)
  const report: BaseReport = {
    ...createBundleReport(remote, proof),
    context: remote.context,
    choice,
    ...(note !== undefined && { note }),
    ...(commit !== undefined && { commit }),
  }
  return { kind: 'base', report, remote, proof }
}
