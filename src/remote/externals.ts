import type { BundleDescription, BundleQuery } from '../disdat/bundle.ts'
import { newest, newestFirst } from '../disdat/bundle.ts'
import { type BundleCatalog, HyperFrameCache, type ReadOptions, readCatalog } from './catalog.ts'
import { type Lineage, readLineage } from './lineage.ts'
import type { Remote } from './remote.ts'

/** What a pipe may look for by itself in its context. */
export type MissingUpstreamOptions = {
  /** What its newest output in the base context is known by. */
  readonly output: BundleQuery
  /** The first part of the pipe's class: what its modules make, it makes again. */
  readonly ownPackage: string
  /** Uuids that it is told of. */
  readonly uuids: readonly string[]
  /** A name that is provided for already. */
  readonly except: string | undefined
}

/**
 * The bundles of the base context that a pipe will look for by itself, and that its own context lacks: for each name that the newest output there was
 * made of by others (added by hand, or by another package) the newest bundle; and those that it is told of by uuid. Each once, in the order in which
 * the lineage comes to them. Costs the LIST of both contexts, and a GET for each bundle that their indexes do not know. Throws Failure as a store does.
 */
export async function findMissingExternals(
  base: Remote,
  own: Remote,
  needs: MissingUpstreamOptions,
  options: ReadOptions,
): Promise<readonly BundleDescription[]> {
  const heads = new HyperFrameCache(base, options)
  const there = await readCatalog(base, heads, options)
  const here = await readCatalog(own, new HyperFrameCache(own, options), options)
  const made = newest(there.matching(needs.output))
  const lineage = made && (await readLineage(there, heads, made.uuid, options))
  const named = lineage === undefined ? [] : externalsOf(lineage, needs.ownPackage)
  const names = new Set(named.map(({ name }) => name))
  names.delete(needs.except ?? '')
  const wanted = [
    ...needs.uuids.map((uuid) => there.get(uuid)),
    ...[...names].map((name) => newestLacking(name, there, here)),
  ]
  const lacking = wanted.filter((bundle) => bundle?.committed && here.get(bundle.uuid) === undefined)
  return [...new Map(lacking.flatMap((bundle) => (bundle ? [[bundle.uuid, bundle]] : []))).values()]
}

/** What others made, without what that was made of: further up nobody looks. */
function externalsOf({ bundle, ancestors }: Lineage, ownPackage: string): readonly BundleDescription[] {
  const externals: BundleDescription[] = []
  const seen = new Set<string>()
  const visit = ({ dependsOn }: BundleDescription) => {
    for (const { uuid } of dependsOn) {
      const ancestor = ancestors.get(uuid)
      if (ancestor === undefined || seen.has(uuid)) continue
      seen.add(uuid)
      if (ancestor.code.method.split('.')[0] === ownPackage) visit(ancestor)
      else externals.push(ancestor)
    }
  }
  visit(bundle)
  return externals
}

/** A newer one of its own is what a pipe would find. */
function newestLacking(name: string, there: BundleCatalog, here: BundleCatalog): BundleDescription | undefined {
  const inBase = newest(there.matching({ name }))
  const inOwn = newest(here.matching({ name }))
  return inBase && inOwn && newestFirst(inOwn, inBase) < 0 ? undefined : inBase
}
