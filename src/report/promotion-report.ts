/** The decision of `promote`: the output of a sandbox became that of the run, or why the run took place. */
export interface PromotionReport {
  /**
   * What made the run necessary. `pull-request`: the commit is not the merge of a pull request of this repository;
   * `sandbox`: its sandbox is gone or not whole; `output`: it has no proved output, or the base has a newer one; the
   * others differ between the sandbox and the run. Undefined: the output was promoted.
   */
  readonly trigger?:
    | 'pull-request'
    | 'sandbox'
    | 'output'
    | 'params'
    | 'input'
    | 'image'
    | 'code'
    | 'upstream'
    | 'max-age'
  /** One sentence. */
  readonly why: string
  /** The values that differ, of the sandbox and of this run. */
  readonly was?: string
  readonly now?: string
  readonly pullRequest?: number
  /** The remote context of the sandbox. */
  readonly from?: string
  /** What was copied. Objects that the base had already do not count. */
  readonly copied?: { readonly bundles: number; readonly objects: number; readonly bytes: number }
}
