import { promotionTag } from './promotion-tag.ts'

/** The tags that no user sets: those of Disdat, which include parameters, and that of a promotion. */
export const reservedTags = new RegExp(`^(committed|root_task|${promotionTag}|__.*)$`, 's')
