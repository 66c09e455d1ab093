import { createCorruptBundleFailure } from '../../bundles/bundle-place.ts'
import { isEqualExceptPromotion } from '../../disdat/promotion-tag.ts'
import { describeError } from '../../errors.ts'
import { formatBytes, formatCount } from '../../lib/units.ts'
import type { LocalContext } from '../../local/context.ts'
import { copyBundles } from '../../remote/copy.ts'
import { beginPromotion } from '../../remote/promotion/promotion-marker.ts'
import { type Proof, proveBundle } from '../../remote/prove.ts'
import type { Remote } from '../../remote/remote.ts'
import type { Report } from '../../report/report.ts'
import type { PhaseContext } from '../dependencies.ts'
import { openInput } from '../prepare.ts'
import { createBundleReport } from '../pull-output.ts'
import { reportTransfer } from '../report-transfer.ts'
import type { PreparedInput } from '../shared-parts.ts'
import { decidePromotion, type ProvedPromotion } from './decide-promotion.ts'
import { type Candidate, findCandidate, type Refusal } from './find-candidate.ts'
import type { MergeSource } from './merge-source.ts'
import { createPromotedReceipt } from './promoted-receipt.ts'

/** An output that was copied from a sandbox, and what the report says about it. */
export interface PromotedOutput {
  readonly remote: Remote
  readonly proof: Proof
  readonly update: Required<Pick<Report, 'output' | 'promotion' | 'notRunReason'>> & Pick<Report, 'input'>
}

/**
 * Copies the output of the merged pull request's sandbox into the context of the run, with what was made for it, if it
 * is what a run would make. Otherwise returns the difference; in a dry run what would be copied. A copy that fails is a
 * difference, too: only whole bundles are visible then, and the next attempt completes it. Throws Failure when
 * the input is not found, and the reason of the cancellation.
 */
export async function attemptPromotion(
  context: PhaseContext,
  source: MergeSource,
  localContext: LocalContext | undefined,
): Promise<PromotedOutput | Refusal> {
  const { cancelled, shared } = context.dependencies
  try {
    const prepared = await openInput(context, localContext)
    return await attempt(context, source, prepared).catch((error: unknown): Refusal => {
      cancelled.throwIfAborted()
      return { trigger: 'sandbox', why: `The promotion failed. ${describeError(error)}` }
    })
  } finally {
    await shared.promotion.decide()
  }
}

async function attempt(
  context: PhaseContext,
  source: MergeSource,
  prepared: PreparedInput,
): Promise<PromotedOutput | Refusal> {
  const { shared, stepId, workflowRun, cancelled: signal } = context.dependencies
  const candidate = await findCandidate(context, source, prepared)
  if ('why' in candidate) return candidate
  const request = { sandbox: candidate.sandbox.context, commit: source.push.commit, workflowRun, stepId }
  const { dryRun } = context.run
  if (!dryRun) await shared.promotion.begin(() => beginPromotion(prepared.remote, request, { signal }))
  const decision = await decidePromotion(context, source, candidate)
  if ('why' in decision) return decision
  return dryRun
    ? {
        trigger: 'output',
        why: `Dry run: ${describeBundles(decision.proofs)} of ${candidate.sandbox.context} would be promoted.`,
      }
    : await copy(context, source, candidate, decision)
}

async function copy(
  { dependencies }: PhaseContext,
  { push }: MergeSource,
  candidate: Candidate,
  decision: ProvedPromotion,
): Promise<PromotedOutput> {
  const { sandbox, pullRequest, prepared } = candidate
  const { remote } = prepared
  const { proofs } = decision
  const { cancelled: signal } = dependencies
  const begin = `Copying ${describeBundles(proofs)} from ${sandbox.context} to ${remote.context}.`
  const counts = await reportTransfer({ dependencies }, begin, (counter) =>
    copyBundles(sandbox, proofs, remote, { signal, counter, isPromotion: true }),
  )
  const proof = await proveCopy(remote, proofs, signal)
  remote.receipts.add(createPromotedReceipt(candidate, decision, push))
  const output = createBundleReport(remote, proof)
  const { number } = pullRequest
  const why = `${output.name} is the output of the sandbox ${sandbox.context} of pull request #${number}. Copied: ${formatCount(counts.objects, 'object')}, ${formatBytes(counts.bytes)}.`
  const promotion = { why, pullRequest: number, from: sandbox.context, copied: { bundles: proofs.length, ...counts } }
  const { found } = prepared
  const input = found && { name: found.bundle.name, uuid: found.bundle.uuid, uri: remote.getUri(found.bundle.uuid) }
  const update = { output, promotion, notRunReason: why, ...(input && { input: { ...input, pushed: false } }) }
  return { remote, proof, update }
}

/** The output in the context of the run. Throws Failure `bundle-corrupt` unless it is the one of the sandbox. */
async function proveCopy(remote: Remote, proofs: readonly Proof[], signal: AbortSignal): Promise<Proof> {
  const original = proofs.at(-1)
  const uuid = original?.bundle.uuid ?? ''
  const proof = await proveBundle(remote, uuid, { signal })
  const getHyperFrame = (each: Proof | undefined) => each?.parts.at(-1)?.hyperFrame ?? Buffer.of()
  if (proof === undefined || !isEqualExceptPromotion(getHyperFrame(original), getHyperFrame(proof)))
    throw createCorruptBundleFailure(remote, uuid, 'its HyperFrame is not that of the sandbox')
  return proof
}

/** `3 bundles, 12 MB` */
const describeBundles = (proofs: readonly Proof[]) =>
  `${formatCount(proofs.length, 'bundle')}, ${formatBytes(proofs.reduce((sum, { bytes }) => sum + bytes, 0))}`
