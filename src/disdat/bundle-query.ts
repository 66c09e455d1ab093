import type { BundleDescription } from './bundle.ts'

/** The properties of the bundles to find. Every value must match exactly, unlike in dsdt, where it is a pattern. */
export type BundleQuery = {
  readonly name?: string | undefined
  readonly tags?: ReadonlyMap<string, string> | undefined
  /** `pkg.mod.Class` */
  readonly codeMethod?: string | undefined
  /** The class of the task that made the bundle, by its processing name: Disdat before 0.9 does not record the code. */
  readonly className?: string | undefined
  /** Luigi's id of the task that made the bundle, which stands for its class and parameters. */
  readonly taskId?: string | undefined
  readonly processingName?: string | undefined
  /** Created at this time or later. */
  readonly after?: Date | undefined
  /** Created before this time. */
  readonly before?: Date | undefined
}

/** Whether a bundle has all properties of the query. */
export function matchesQuery(bundle: BundleDescription, query: BundleQuery): boolean {
  const { after, before } = query
  return (
    (query.name === undefined || query.name === bundle.name) &&
    (query.codeMethod === undefined || query.codeMethod === bundle.code.method) &&
    (query.className === undefined || isOfClass(bundle, query.className)) &&
    (query.taskId === undefined || bundle.processingName.startsWith(`${query.taskId}_`)) &&
    (query.processingName === undefined || query.processingName === bundle.processingName) &&
    (after === undefined || bundle.createdSeconds >= after.getTime() / 1000) &&
    (before === undefined || bundle.createdSeconds < before.getTime() / 1000) &&
    hasAll(bundle.tags, query.tags)
  )
}

function hasAll(actual: ReadonlyMap<string, string>, required: ReadonlyMap<string, string> | undefined): boolean {
  return required === undefined || [...required].every(([key, value]) => actual.get(key) === value)
}

/**
 * A processing name begins with the class and its Luigi namespace, if it has one
 * (https://luigi.readthedocs.io/en/stable/api/luigi.task.html#luigi.task.task_id_str).
 */
function isOfClass({ processingName }: BundleDescription, className: string): boolean {
  return `.${processingName}`.includes(`.${className}_`)
}
