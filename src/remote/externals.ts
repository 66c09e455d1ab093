import type { FindOptions } from '../bundles/find-in-place.ts'
import type { BundleDescription } from '../disdat/bundle.ts'
import { compareNewestFirst, pickNewest } from '../disdat/bundle.ts'
import type { BundleQuery } from '../disdat/bundle-query.ts'
import { type BundleCatalog, HyperFrameCache, readCatalog } from './catalog.ts'
import { type Lineage, readLineage } from './lineage.ts'
import type { Remote } from './remote.ts'

/** What determines the bundles that a pipe looks up in its context. */
export type MissingUpstreamOptions = {
  /** Matches the newest output of the pipe in the base context. */
  readonly output: BundleQuery
  /** The first part of the pipe's class. The pipe creates the bundles of its own package again. */
  readonly ownPackage: string
  /** Uuids that the parameters name. */
  readonly uuids: readonly string[]
  /** The name of a bundle that is already provided. */
  readonly except: string | undefined
}

/**
 * The bundles of the base context that a pipe looks up and its own context lacks: for each name that others created (by
 * hand, or in another package) upstream of the newest output in the base context, the newest bundle; and the bundles
 * that `uuids` names. Each bundle once, in the order of the lineage. Costs the LIST of both contexts, and a GET for
 * each bundle that their indexes do not know. Throws Failure as a store does.
 */
export async function findMissingExternals(
  base: Remote,
  own: Remote,
  needs: MissingUpstreamOptions,
  options: FindOptions,
): Promise<readonly BundleDescription[]> {
  const baseCache = new HyperFrameCache(base, options)
  const baseCatalog = await readCatalog(base, baseCache, options)
  const ownCatalog = await readCatalog(own, new HyperFrameCache(own, options), options)
  const output = pickNewest(baseCatalog.findMatches(needs.output))
  const lineage = output && (await readLineage(baseCatalog, baseCache, output.uuid, options))
  const externals = lineage === undefined ? [] : collectExternals(lineage, needs.ownPackage)
  const names = new Set(externals.map(({ name }) => name))
  names.delete(needs.except ?? '')
  const candidates = [
    ...needs.uuids.map((uuid) => baseCatalog.get(uuid)),
    ...[...names].map((name) => findNewerInBase(name, baseCatalog, ownCatalog)),
  ]
  const missing = new Map<string, BundleDescription>()
  for (const bundle of candidates) {
    if (bundle?.committed && ownCatalog.get(bundle.uuid) === undefined) missing.set(bundle.uuid, bundle)
  }
  return [...missing.values()]
}

/** The nearest ancestors that were created outside of the package. Their own ancestors are not needed. */
function collectExternals({ bundle, ancestors }: Lineage, ownPackage: string): readonly BundleDescription[] {
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

/**
 * The newest bundle of a name in the base context, unless the own context has a newer one, which the pipe would find.
 */
function findNewerInBase(name: string, base: BundleCatalog, own: BundleCatalog): BundleDescription | undefined {
  const inBase = pickNewest(base.findMatches({ name }))
  const inOwn = pickNewest(own.findMatches({ name }))
  return inBase && inOwn && compareNewestFirst(inOwn, inBase) < 0 ? undefined : inBase
}
