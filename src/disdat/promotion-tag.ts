import { BundleFormatError } from './format/format-error.ts'
import { hyperFrameHashMatches, maxHyperFrameBytes, replaceTag } from './format/hyperframe.ts'

/** The tag that a promotion adds to a bundle: the context that the bundle was copied from. */
export const promotionTag = 'promoted_from'

/**
 * The encoded HyperFrame with the tag of a promotion, which replaces an earlier one. Returns the same bytes where the
 * tag would hide damage, because a new hash would match, and where readers would refuse the size.
 */
export function addPromotionTag(hyperFrame: Uint8Array, context: string): Uint8Array {
  if (!hyperFrameHashMatches(hyperFrame)) return hyperFrame
  const tagged = replaceTag(hyperFrame, promotionTag, context)
  return tagged.length > maxHyperFrameBytes ? hyperFrame : tagged
}

/**
 * Whether two encoded HyperFrames are equal except for the tag of a promotion: the same bundle in the contexts before
 * and after it. Of HyperFrames that cannot be read, or do not match their own hash, only equal bytes are.
 */
export function isEqualExceptPromotion(a: Uint8Array, b: Uint8Array): boolean {
  if (Buffer.compare(a, b) === 0) return true
  if (!hyperFrameHashMatches(a) || !hyperFrameHashMatches(b)) return false
  try {
    const [first, second] = [a, b].map((bytes) => replaceTag(bytes, promotionTag, undefined))
    return first !== undefined && second !== undefined && Buffer.compare(first, second) === 0
  } catch (error) {
    if (error instanceof BundleFormatError) return false
    throw error
  }
}
