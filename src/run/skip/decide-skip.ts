import { describeError, Failure } from '../../errors.ts'
import { formatTime } from '../../lib/units.ts'
import type { LocalContext } from '../../local/context.ts'
import type { SkipInputs } from '../../plan/skip-inputs.ts'
import { type BundleCatalog, HyperFrameCache, readCatalog } from '../../remote/catalog.ts'
import { readLineage } from '../../remote/lineage.ts'
import { type Proof, proveBundle } from '../../remote/prove.ts'
import type { OutputReceipt } from '../../remote/receipts/output-receipt.ts'
import { findUpstreamChange, type UpstreamChange } from '../../remote/replaced-upstream.ts'
import type { Report } from '../../report/report.ts'
import type { SkipReport } from '../../report/skip-report.ts'
import type { PhaseContext } from '../dependencies.ts'
import { openInput } from '../prepare.ts'
import { createBundleReport } from '../pull-output.ts'
import { listCopies } from '../sandbox.ts'
import { getInputBundle, type PreparedInput } from '../shared-parts.ts'
import { findChange } from './find-change.ts'
import { findNewestReceipt } from './find-earlier.ts'
import { type IdentifiedImage, identifyRunImage } from './identify-run-image.ts'

/** The longest time for the decision, in milliseconds. The run then takes place. */
const decideLimitMs = 60_000
/** The most HyperFrames without an index entry that are read; with more, the run takes place. */
const maxUnread = 10_000

/** The acceptance may have ended since. */
const acceptedChange = 'The last run broke rules that a person accepted, so the rules are checked again.'

/** An output that is up to date, and what the report says about it. */
export interface UnchangedOutput {
  readonly proof: Proof
  readonly remote: PreparedInput['remote']
  readonly update: Required<Pick<Report, 'output' | 'skip' | 'notRunReason'>> & Pick<Report, 'input'>
}

/** The decision about a run: the output that makes it unnecessary, or the change that makes it necessary. */
export type SkipDecision =
  | ({ readonly kind: 'skip' } & UnchangedOutput)
  | { readonly kind: 'run'; readonly skip: SkipReport }

/**
 * Decides whether the newest output of a run is up to date: a proved bundle that was made of the same. Undefined when
 * the run does not ask. Pulls and starts nothing. What cannot be compared counts as changed. Throws Failure when the
 * input is not found, and the reason of the cancellation.
 */
export async function decideSkip(
  context: PhaseContext,
  localContext: LocalContext | undefined,
): Promise<SkipDecision | undefined> {
  const { run, dependencies } = context
  const { skipUnchanged } = run
  if (skipUnchanged === undefined || run.force || run.forceAll) return undefined
  // An input that is not found fails the run.
  const prepared = await openInput(context, localContext)
  try {
    return await decide(context, skipUnchanged, prepared)
  } catch (error) {
    dependencies.cancelled.throwIfAborted()
    return { kind: 'run', skip: { trigger: 'output', why: `It could not be checked: ${describeError(error)}` } }
  }
}

async function decide(context: PhaseContext, inputs: SkipInputs, prepared: PreparedInput): Promise<SkipDecision> {
  const { run, dependencies } = context
  const { remote, files, promised } = prepared
  if (promised) return { kind: 'run', skip: { trigger: 'input', why: 'The job that makes the input has not ended.' } }
  if (files !== undefined && inputs.triggers.has('input'))
    return {
      kind: 'run',
      skip: { trigger: 'input', why: 'The input bundle is created from files, so it is a new one.' },
    }
  const signal = AbortSignal.any([dependencies.cancelled, AbortSignal.timeout(decideLimitMs)])
  const hyperFrames = new HyperFrameCache(remote, {})
  const [receipts, catalog, image] = await Promise.all([
    readReceipts(context, prepared, inputs, signal),
    readCatalog(remote, hyperFrames, { signal, maxUnread }),
    identifyImage(context, inputs, signal),
  ])
  if (catalog.unread > 0)
    return { kind: 'run', skip: { trigger: 'output', why: `${catalog.unread} bundles are not in the index yet.` } }
  const receipt = findNewestReceipt(run, receipts, catalog)
  if ('why' in receipt) return { kind: 'run', skip: receipt }
  if (receipt.accepted !== undefined) return { kind: 'run', skip: { trigger: 'output', why: acceptedChange } }
  const outputContext = { receipt, catalog, hyperFrames }
  const [proof, upstream] = await Promise.all([
    prove(prepared, receipt, signal),
    inputs.triggers.has('upstream') ? readUpstreamChange(context, prepared, outputContext, signal) : undefined,
  ])
  if ('why' in proof) return { kind: 'run', skip: proof }
  const input = getInputBundle(prepared)?.uuid
  const facts = { ...{ run, receipt, proof, input, image, upstream, now: new Date() }, ...inputs }
  const skip = findChange(facts)
  return skip === undefined ? createSkip(prepared, proof, inputs) : { kind: 'run', skip }
}

/** The receipt of the same parameters; where they do not count, those of all parameters. */
async function readReceipts(
  { run }: PhaseContext,
  { remote }: PreparedInput,
  { triggers }: SkipInputs,
  signal: AbortSignal,
): Promise<readonly OutputReceipt[]> {
  const { pipeClass, outputName: outputBundle, params } = run
  if (triggers.has('params')) {
    const receipt = await remote.receipts.read({ pipeClass: pipeClass.name, outputBundle, params }, { signal })
    return receipt === undefined ? [] : [receipt]
  }
  const { receipts } = await remote.receipts.list(pipeClass.name, { signal })
  return receipts.filter((receipt) => receipt.outputBundle === outputBundle)
}

async function identifyImage(
  { run, runId, backend, dependencies }: PhaseContext,
  { triggers }: SkipInputs,
  signal: AbortSignal,
): Promise<IdentifiedImage | undefined> {
  if (!triggers.has('image') && !triggers.has('code')) return undefined
  return await identifyRunImage(run, { backend, dependencies, runId }, signal)
}

async function prove(
  { remote }: PreparedInput,
  receipt: OutputReceipt,
  signal: AbortSignal,
): Promise<Proof | SkipReport> {
  const { uuid } = receipt.bundle
  try {
    const proof = await proveBundle(remote, uuid, { signal })
    return proof ?? { trigger: 'output', why: `The bundle ${uuid} of the last run is not on the remote any more.` }
  } catch (error) {
    if (!(error instanceof Failure) || error.verdict !== 'bundle-corrupt') throw error
    return { trigger: 'output', why: `The bundle of the last run is not whole: ${error.message}` }
  }
}

/** What the decision has read of the output's context. */
interface OutputContext {
  readonly receipt: OutputReceipt
  readonly catalog: BundleCatalog
  readonly hyperFrames: HyperFrameCache
}

async function readUpstreamChange(
  context: PhaseContext,
  prepared: PreparedInput,
  { receipt, catalog, hyperFrames }: OutputContext,
  signal: AbortSignal,
): Promise<UpstreamChange | undefined> {
  const { uuid } = receipt.bundle
  // A run in a sandbox would first copy what is new in the base.
  const [copied] = prepared.base === undefined ? [] : await listCopies(context, prepared, prepared.base)
  if (copied !== undefined) return { kind: 'in-base', name: copied.name }
  const lineage = await readLineage(catalog, hyperFrames, uuid, { signal })
  return lineage === undefined ? { kind: 'missing', uuid } : findUpstreamChange(lineage, catalog, receipt.input)
}

function createSkip({ remote, found }: PreparedInput, proof: Proof, { triggers }: SkipInputs): SkipDecision {
  const output = createBundleReport(remote, proof)
  const why = `Nothing has changed since ${output.name} was made at ${formatTime(proof.bundle.createdAt)}. Compared: ${[...triggers].join(', ')}.`
  const input = found && { name: found.bundle.name, uuid: found.bundle.uuid, uri: remote.getUri(found.bundle.uuid) }
  return {
    kind: 'skip',
    proof,
    remote,
    update: { output, skip: { why }, notRunReason: why, ...(input && { input: { ...input, pushed: false } }) },
  }
}
