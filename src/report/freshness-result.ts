/** What a check of freshness found. */
export interface FreshnessResult {
  readonly checkedAt: Date
  /** `s3://bucket/prefix` and the remote context. */
  readonly remote: string
  readonly context: string
  /** In the order of `expect`. */
  readonly bundles: readonly BundleFreshness[]
  /** What `heal` did; undefined when it was not asked for or nothing is missing. */
  readonly heal?: HealResult
}

/**
 * `stale`: the newest bundle is too old, is not there, is not whole, or breaks a condition. `gap`: the newest bundle is
 * as expected, and others of the window are missing.
 */
export type FreshnessState = 'fresh' | 'stale' | 'gap'

/** The freshness of the bundles of one name. */
export interface BundleFreshness {
  readonly name: string
  readonly state: FreshnessState
  /** Sentences that say what is not as expected; none when it is fresh. */
  readonly reasons: readonly string[]
  /** Sentences about what could not be judged. */
  readonly notes: readonly string[]
  /** The expectations, such as `day 2026-11-28` and `max-age 26h`. */
  readonly limits: readonly string[]
  /** The days, if the bundle has one for each. */
  readonly days?: {
    /** The parameter or tag. */
    readonly key: string
    /** The newest day with a whole bundle. */
    readonly newest: string | undefined
    /** Days without a whole bundle that should have one, the oldest first. */
    readonly missing: readonly string[]
  }
  /** The bundle that was judged: the newest whole one. */
  readonly bundle?: {
    readonly uuid: string
    readonly uri: string
    readonly createdAt: Date
    readonly ageMs: number
    /** The page of the workflow run that made it, where known. */
    readonly runUrl?: string
  }
  /** Undefined when unknown or not asked for. */
  readonly rows?: number
  /** Whether to run its pipe again may help. */
  readonly canHeal: boolean
}

/** What `heal` did. */
export type HealResult =
  | { readonly kind: 'dispatched'; readonly workflow: string; readonly url: string | undefined }
  /** Nothing was started; a sentence says why. */
  | { readonly kind: 'waiting' | 'refused'; readonly workflow: string; readonly why: string }

/** The bundles that are not as expected. */
export const listStale = ({ bundles }: Pick<FreshnessResult, 'bundles'>): readonly BundleFreshness[] =>
  bundles.filter(({ state }) => state !== 'fresh')
