import { readBundleAt } from '../bundles/find-in-place.ts'
import { findRefusalReason } from '../compare/compare-read.ts'
import { parseCommit } from '../disdat/reuse.ts'
import { formatCount } from '../lib/units.ts'
import type { RunTarget } from '../plan/plan.ts'
import {
  type Ancestry,
  type Base,
  type BaseCriteria,
  createNamedBase,
  findBase,
  findNamedBase,
} from '../remote/base.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import type { Remote } from '../remote/remote.ts'
import type { BaseReport } from '../report/report.ts'
import { type ContextSnapshot, createContextSnapshot } from './context-snapshot.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'
import type { LocatedOutput, ProvedOutput } from './prove.ts'
import { createBundleReport } from './pull-output.ts'

/** The bundle that the output is compared with; `none` for a first version; `unknown` with the reason in a sentence. */
export type FoundBase =
  | { readonly kind: 'base'; readonly report: BaseReport; readonly remote: Remote; readonly proof: Proof }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string }

/** The most commits that GitHub is asked about, and the time limit for all its answers, in milliseconds. */
const maxAncestryCalls = 10
const ancestryLimitMs = 15_000

const createUnknown = (why: string): FoundBase => ({ kind: 'unknown', why })

/** Finds and proves the bundle that the output is compared with. Throws Failure as a remote does. */
export async function chooseBase(
  context: PhaseContext<RunTarget>,
  output: LocatedOutput,
  snapshot: ContextSnapshot,
): Promise<FoundBase> {
  const { run, dependencies } = context
  const { compareWith } = run.comparison
  if (compareWith.kind === 'nothing') return createUnknown('`compare-with` turns the comparison off.')
  const baseContext = ('context' in compareWith ? compareWith.context : undefined) ?? run.baseContext
  const isOwn = baseContext === output.remote.context
  const remote = isOwn ? output.remote : dependencies.openBase(output.remote, baseContext)
  const criteria = createCriteria(run, output)
  const { signal } = snapshot
  if (compareWith.kind === 'uuid') {
    const bundle = await readBundleAt(remote, compareWith.which, { signal })
    if (bundle === undefined) return createUnknown(`The bundle ${remote.getUri(compareWith.which)} does not exist.`)
    return await proveBase(remote, createNamedBase(bundle, criteria), output, signal)
  }
  const catalog = await (isOwn ? snapshot : createContextSnapshot(remote, signal, true)).catalog
  if (catalog.unread > 0) return createUnknown(explainUnread(baseContext, catalog.unread))
  if (compareWith.kind === 'name') {
    const base = findNamedBase(catalog, compareWith.which, criteria)
    if (base !== undefined) return await proveBase(remote, base, output, signal)
    return createUnknown(`The remote context ${baseContext} has no other committed bundle "${compareWith.which}".`)
  }
  const base = await findBase(catalog, criteria, createAncestry(dependencies))
  return base === undefined ? { kind: 'none' } : await proveBase(remote, base, output, signal)
}

function createCriteria({ outputName, inputParam }: RunTarget, { proof, status }: ProvedOutput): BaseCriteria {
  return { output: proof.bundle, isReused: status === 'reused', isNamedByPipe: outputName === '-', inputParam }
}

const explainUnread = (context: string, unread: number) =>
  `The remote context ${context} has ${formatCount(unread, 'bundle')} without an index entry, more than a comparison reads. A run of this action in that context with \`input-bundle\` indexes them.`

/** The checkout answers first, because that costs nothing. When GitHub is slow, the answer is unknown. */
function createAncestry(dependencies: Dependencies): Ancestry {
  let calls = 0
  const limit = AbortSignal.timeout(ancestryLimitMs)
  const { promise: late, resolve: giveUp } = Promise.withResolvers<undefined>()
  limit.addEventListener('abort', () => giveUp(undefined))
  return {
    head: dependencies.baseCommit,
    async isAncestor(commit, head) {
      const known = await dependencies.isAncestorInCheckout(commit, head)
      if (known !== undefined || calls >= maxAncestryCalls || limit.aborted) return known
      calls += 1
      return await Promise.race([dependencies.isAncestor(commit, head), late])
    },
  }
}

async function proveBase(
  remote: Remote,
  { bundle: { uuid }, choice, note }: Base,
  output: LocatedOutput,
  signal: AbortSignal,
): Promise<FoundBase> {
  const isOutputItself = uuid === output.proof.bundle.uuid && remote.context === output.remote.context
  // An archived or forbidden frame of the base must not prevent the comparison of the others.
  const canSkip = (error: unknown) => findRefusalReason(error) !== undefined
  const proof = isOutputItself ? output.proof : await proveBundle(remote, uuid, { signal, canSkip })
  if (proof === undefined) return createUnknown(`The bundle ${remote.getUri(uuid)} does not exist any more.`)
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
