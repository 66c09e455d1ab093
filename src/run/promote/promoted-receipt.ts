import type { PushContext } from '../../action/push.ts'
import { parseCommit } from '../../disdat/reuse.ts'
import type { OutputReceipt } from '../../remote/receipts/output-receipt.ts'
import type { ProvedPromotion } from './decide-promotion.ts'
import type { Candidate } from './find-candidate.ts'

/**
 * The receipt of an output that was copied from a sandbox: the record of the run there, the image of this step, by
 * which a run would have made the same, and where the output comes from. The tag of the bundle names the context only.
 */
export function createPromotedReceipt(
  { prepared, sandbox, pullRequest }: Candidate,
  { receipt, image }: Pick<ProvedPromotion, 'receipt' | 'image'>,
  { repository, commit }: PushContext,
): OutputReceipt {
  const isKnown = !('unknown' in image)
  return {
    ...receipt,
    remoteContext: prepared.remote.context,
    image: isKnown ? { reference: image.pinned, fingerprint: image.fingerprint } : receipt.image,
    promoted: {
      ...{ context: sandbox.context, repository, pullRequest: pullRequest.number, head: pullRequest.head.sha, commit },
      code: isKnown ? parseCommit(image.env?.get('PIPELINE_GIT_HASH')) : undefined,
    },
    finishedAt: new Date(),
  }
}
