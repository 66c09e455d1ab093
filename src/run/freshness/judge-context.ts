import type { Cancellable } from '../../lib/cancellable.ts'
import type { Remote } from '../../remote/remote.ts'
import type { WholeBundles } from './whole-bundles.ts'

/** What each judgement of one check uses. */
export type JudgeContext = Cancellable & {
  readonly remote: Remote
  readonly whole: WholeBundles
  /** The moment of the check, by the clock of this runner. */
  readonly now: Date
}
