import { parseJson } from '../lib/json.ts'
import type { BundleDescription } from './bundle.ts'

/** The properties of the bundles to find. Every value must match exactly, unlike in dsdt, where it is a pattern. */
export type BundleQuery = {
  readonly name?: string | undefined
  readonly tags?: ReadonlyMap<string, string> | undefined
  /** `pkg.mod.Class` */
  readonly codeMethod?: string | undefined
  readonly params?: ReadonlyMap<string, string> | undefined
  /** An upstream bundle, or the value of this parameter: Disdat 0.8 to 0.10 do not record inherited parameters. */
  readonly input?: { readonly param: string; readonly uuid: string } | undefined
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
    (query.taskId === undefined || bundle.processingName.startsWith(`${query.taskId}_`)) &&
    (query.processingName === undefined || query.processingName === bundle.processingName) &&
    (after === undefined || bundle.createdSeconds >= after.getTime() / 1000) &&
    (before === undefined || bundle.createdSeconds < before.getTime() / 1000) &&
    hasAll(bundle.tags, query.tags) &&
    hasParams(bundle, query.params) &&
    hasInput(bundle, query.input)
  )
}

function hasAll(actual: ReadonlyMap<string, string>, required: ReadonlyMap<string, string> | undefined): boolean {
  return required === undefined || [...required].every(([key, value]) => actual.get(key) === value)
}

/** Disdat 0.8 to 0.10 store a text as JSON. */
function hasParams({ params }: BundleDescription, required: BundleQuery['params']): boolean {
  return [...(required ?? [])].every(([name, value]) => {
    const stored = params.get(name)
    return stored === value || (stored?.startsWith('"') === true && parseJson(stored) === value)
  })
}

function hasInput(bundle: BundleDescription, input: BundleQuery['input']): boolean {
  if (input === undefined || bundle.dependsOn.some(({ uuid }) => uuid === input.uuid)) return true
  return hasParams(bundle, new Map([[input.param, input.uuid]]))
}
