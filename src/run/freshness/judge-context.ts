import type { Cancellable } from '../../lib/cancellable.ts'
import type { Remote } from '../../remote/remote.ts'

/** What each judgement of one check uses. */
export type JudgeContext = Cancellable & {
  readonly remote: Remote
  /** The moment of the check, by the clock of this runner. */
  readonly now: Date
}
