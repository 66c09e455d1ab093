import { type BundleDescription, compareNewestFirst } from '../disdat/bundle.ts'
import { listTaskDependencies } from '../disdat/task-dependencies.ts'
import type { BundleCatalog } from './catalog.ts'
import type { Lineage, OutdatedUpstream } from './lineage.ts'

/** What a new run of a pipe would use in place of the upstream bundles of its output. */
export type UpstreamChange =
  | ({ readonly kind: 'newer' } & OutdatedUpstream)
  /** An upstream bundle that is not in the context, or cannot be read: whether there is a newer one is not known. */
  | { readonly kind: 'missing'; readonly uuid: string }
  /** The base of a sandbox has a bundle that the next run would copy. */
  | { readonly kind: 'in-base'; readonly name: string }
  /** The lineage is too large to be followed. */
  | { readonly kind: 'cut' }

/**
 * The first change of the upstream bundles since the output was made; undefined when a new run would use the same ones.
 * A newer committed bundle of the same name is a change, unless it differs in a parameter in which the output and the
 * bundle that was used agree: the bundle of another day does not replace that of the output's day. Where only tasks of
 * the pipe itself read the bundle, it must also have the same processing name, by which they find it: other parameters
 * make another one. The input bundle and its own upstream are left out, because the step chooses the input.
 */
export function findUpstreamChange(
  lineage: Lineage,
  catalog: BundleCatalog,
  inputUuid: string | undefined,
): UpstreamChange | undefined {
  if (lineage.isCut) return { kind: 'cut' }
  for (const [uuid, { isOfPipe }] of listOwnUpstream(lineage, inputUuid)) {
    const used = lineage.ancestors.get(uuid)
    if (used === undefined) return { kind: 'missing', uuid }
    const newest = findReplacement({ used, isOfPipe }, lineage.bundle, catalog)
    if (newest !== undefined) return { kind: 'newer', used, newest }
  }
  return undefined
}

/** How the tasks of a pipe reach an upstream bundle. */
interface Upstream {
  /** Whether each of them finds the bundle by its processing name. */
  isOfPipe: boolean
}

/** The ancestors that are reached without the input, the nearest first, by uuid. */
function listOwnUpstream({ bundle, ancestors }: Lineage, inputUuid: string | undefined): ReadonlyMap<string, Upstream> {
  const reached = new Map<string, Upstream>()
  const queue = [bundle]
  for (const next of queue) {
    const tasks = listTaskDependencies(next)
    for (const { uuid } of next.dependsOn) {
      if (uuid === inputUuid || uuid === bundle.uuid) continue
      const known = reached.get(uuid)
      if (known !== undefined) {
        known.isOfPipe &&= tasks.has(uuid)
        continue
      }
      reached.set(uuid, { isOfPipe: tasks.has(uuid) })
      const ancestor = ancestors.get(uuid)
      if (ancestor !== undefined) queue.push(ancestor)
    }
  }
  return reached
}

function findReplacement(
  { used, isOfPipe }: Upstream & { readonly used: BundleDescription },
  output: BundleDescription,
  catalog: BundleCatalog,
): BundleDescription | undefined {
  const shared = [...used.params].filter(([name, value]) => output.params.get(name) === value)
  return catalog
    .findMatches({ name: used.name })
    .filter((other) => other.uuid !== used.uuid && compareNewestFirst(other, used) < 0)
    .filter(({ processingName }) => !isOfPipe || processingName === used.processingName)
    .filter(({ params }) => shared.every(([name, value]) => params.get(name) === value))
    .toSorted(compareNewestFirst)[0]
}
