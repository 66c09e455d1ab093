import { type BundleDescription, pickNewest } from '../../disdat/bundle.ts'
import { Failure } from '../../errors.ts'
import { formatTime } from '../../lib/units.ts'
import { hasSameParams } from '../../remote/base.ts'
import { type BundleCatalog, HyperFrameCache, readCatalog } from '../../remote/catalog.ts'
import { type Lineage, readLineage } from '../../remote/lineage.ts'
import { selectMade } from '../../remote/promotion/select-made.ts'
import { type Proof, proveBundle } from '../../remote/prove.ts'
import type { OutputReceipt } from '../../remote/receipts/output-receipt.ts'
import type { Remote } from '../../remote/remote.ts'
import { findUpstreamChange } from '../../remote/replaced-upstream.ts'
import type { PhaseContext } from '../dependencies.ts'
import { getInputBundle } from '../shared-parts.ts'
import { findChange } from '../skip/find-change.ts'
import { findNewestReceipt } from '../skip/find-earlier.ts'
import { type IdentifiedImage, identifyRunImage } from '../skip/identify-run-image.ts'
import type { Candidate, Refusal } from './find-candidate.ts'
import { findOtherCode } from './find-other-code.ts'
import type { MergeSource } from './merge-source.ts'

/** The longest time for the decision, in milliseconds. The run then takes place. */
const decideLimitMs = 120_000
/** The most HyperFrames without an index entry that are read; with more, the run takes place. */
const maxUnread = 10_000

/** What a promotion copies, and what it was proved with. */
export interface ProvedPromotion {
  /** The bundles that the base lacks: each after its own upstream, the output last. */
  readonly proofs: readonly Proof[]
  readonly receipt: OutputReceipt
  readonly image: IdentifiedImage
}

/** What the base and the sandbox say of the output. */
interface SandboxFacts {
  readonly receipt: OutputReceipt
  readonly output: Proof
  readonly image: IdentifiedImage
  readonly lineage: Lineage
  readonly inBase: BundleCatalog
}

/** Triggers but `code`: a merge has another commit than the head of its pull request, also of the same code. */
const triggers = new Set(['params', 'input', 'image', 'upstream'] as const)
const triggersButImage = new Set(['params', 'input', 'upstream'] as const)

/**
 * Decides whether the newest output of the sandbox is what a run would make now: of the same code, parameters, input
 * and upstream bundles, and with nothing newer in the base. Writes nothing. What cannot be compared counts as
 * different. Throws Failure as a store does, GitHubError, and the reason of the cancellation.
 */
export async function decidePromotion(
  context: PhaseContext,
  source: MergeSource,
  candidate: Candidate,
): Promise<ProvedPromotion | Refusal> {
  const signal = AbortSignal.any([context.dependencies.cancelled, AbortSignal.timeout(decideLimitMs)])
  const facts = await readFacts(context, candidate, signal)
  if ('why' in facts) return facts
  const change = (await findDifference(context, source, candidate, facts)) ?? findNewerInBase(context, candidate, facts)
  if (change !== undefined) return change
  const { lineage, inBase, receipt, output, image } = facts
  const made = selectMade({ lineage, base: inBase, ownPackage: context.run.pipeClass.module[0] ?? '', receipt })
  if ('foreign' in made) {
    const { name, uuid } = made.foreign
    return {
      trigger: 'upstream',
      why: `The upstream bundle ${name} (${uuid}) is in the sandbox only, and ${made.why}.`,
    }
  }
  const proofs: Proof[] = []
  for (const { uuid } of made) {
    const proof = uuid === output.bundle.uuid ? output : await prove(candidate.sandbox, uuid, signal)
    if ('why' in proof) return proof
    proofs.push(proof)
  }
  return { proofs, receipt, image }
}

async function readFacts(
  { run, backend, runId, dependencies }: PhaseContext,
  { sandbox, prepared: { remote: base } }: Candidate,
  signal: AbortSignal,
): Promise<SandboxFacts | Refusal> {
  const { pipeClass, outputName: outputBundle, params } = run
  const hyperFrames = new HyperFrameCache(sandbox, {})
  const [recorded, image, inBase, inSandbox] = await Promise.all([
    sandbox.receipts.read({ pipeClass: pipeClass.name, outputBundle, params }, { signal }),
    identifyRunImage(run, { backend, dependencies, runId }, signal),
    readCatalog(base, new HyperFrameCache(base, {}), { signal, maxUnread }),
    readCatalog(sandbox, hyperFrames, { signal, maxUnread }),
  ])
  const unread = inBase.unread + inSandbox.unread
  if (unread > 0) return { trigger: 'output', why: `${unread} bundles are not in the index yet.` }
  const asked = { ...run, skipUnchanged: { triggers, maxAgeMs: undefined } }
  const receipt = findNewestReceipt(asked, recorded === undefined ? [] : [recorded], inSandbox)
  if ('why' in receipt) return { ...receipt, trigger: receipt.trigger ?? 'output' }
  const output = await prove(sandbox, receipt.bundle.uuid, signal)
  if ('why' in output) return output
  const lineage = await readLineage(joinCatalogs(inBase, inSandbox), hyperFrames, output.bundle.uuid, { signal })
  if (lineage === undefined) return { trigger: 'sandbox', why: `The bundle ${output.uri} does not exist any more.` }
  return { receipt, output, image, lineage, inBase }
}

/** The first difference between what the output was made of and what a run would make it of. */
async function findDifference(
  { run }: PhaseContext,
  source: MergeSource,
  { prepared }: Candidate,
  { receipt, output: proof, image, lineage, inBase }: SandboxFacts,
): Promise<Refusal | undefined> {
  const input = getInputBundle(prepared)?.uuid
  const upstream = findUpstreamChange(lineage, inBase, receipt.input)
  const facts = { ...{ run, receipt, proof, input, image, upstream, maxAgeMs: undefined }, now: new Date() }
  const change = findChange({ ...facts, triggers })
  const other =
    change?.trigger === 'image'
      ? ((await findOtherCode(run.pipeClass, source, { receipt, image, change })) ??
        findChange({ ...facts, triggers: triggersButImage }))
      : change
  return other && { ...other, trigger: other.trigger ?? 'output' }
}

/** What has happened in the base since the pull request was run, and would hide the output or its input. */
function findNewerInBase(
  { run }: PhaseContext,
  { prepared }: Candidate,
  { output: { bundle }, inBase }: SandboxFacts,
): Refusal | undefined {
  const { context } = prepared.remote
  const criteria = { output: bundle, inputParam: run.inputParam }
  // Also of another class, and where one of the two lacks a parameter: readers look for a name.
  const newer = pickNewest(inBase.findMatches({ name: bundle.name }).filter((other) => hasSameParams(other, criteria)))
  if (newer !== undefined && newer.createdSeconds > bundle.createdSeconds) {
    const why = `The context ${context} has a newer output, which readers would find.`
    return { trigger: 'output', why, was: describeVersion(bundle), now: describeVersion(newer) }
  }
  const input = getInputBundle(prepared)?.uuid
  if (input === undefined || inBase.get(input) !== undefined) return undefined
  return { trigger: 'input', why: `The input bundle ${input} is not in the context ${context}.` }
}

/** The bundles of the base, and those that only the sandbox has. */
const joinCatalogs = (base: BundleCatalog, sandbox: BundleCatalog): Pick<BundleCatalog, 'has' | 'get'> => ({
  has: (uuid) => base.get(uuid) !== undefined || sandbox.has(uuid),
  get: (uuid) => base.get(uuid) ?? sandbox.get(uuid),
})

const describeVersion = ({ uuid, createdAt }: BundleDescription) => `${uuid} (${formatTime(createdAt)})`

async function prove(sandbox: Remote, uuid: string, signal: AbortSignal): Promise<Proof | Refusal> {
  try {
    const why = `The bundle ${uuid} is not in the sandbox ${sandbox.context} any more.`
    return (await proveBundle(sandbox, uuid, { signal })) ?? { trigger: 'sandbox', why }
  } catch (error) {
    if (!(error instanceof Failure) || error.verdict !== 'bundle-corrupt') throw error
    return { trigger: 'sandbox', why: `The sandbox has only a part of the output. ${error.message}` }
  }
}
