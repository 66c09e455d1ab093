import type { BundlePart } from '../bundles/bundle-reader.ts'
import { formatHyperFrameName } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import { maxHyperFrameBytes } from '../disdat/format/hyperframe.ts'
import { isEqualExceptPromotion } from '../disdat/promotion-tag.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import type { LocalContext } from '../local/context.ts'

/**
 * The part with the HyperFrame of the local context, where that differs by the tag of a promotion only: the bundle was
 * pulled from the sandbox before it was promoted. Existing objects are kept, and dsdt's index must say the same.
 */
export async function preferLocalHyperFrame(
  part: BundlePart,
  context: Pick<LocalContext, 'read'>,
  { signal }: Cancellable,
): Promise<BundlePart> {
  const { uuid } = part.bundle
  try {
    const local = await context.read(uuid, formatHyperFrameName(uuid), { signal, maxBytes: maxHyperFrameBytes })
    const isSame = local !== undefined && isEqualExceptPromotion(local, part.hyperFrame)
    return isSame ? { ...part, hyperFrame: local } : part
  } catch (error) {
    if (error instanceof BundleFormatError) return part
    throw error
  }
}
