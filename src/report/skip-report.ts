/** The decision of `skip-unchanged`. */
export interface SkipReport {
  /**
   * What made the run necessary; `output`: there is no earlier output to compare with. Undefined: nothing changed, and
   * the run was skipped.
   */
  readonly trigger?: 'output' | 'params' | 'input' | 'image' | 'code' | 'upstream' | 'max-age'
  /** One sentence. */
  readonly why: string
  /** The values that differ, of the earlier output and of this run. */
  readonly was?: string
  readonly now?: string
}
