import type { Description, Wanted } from '../disdat/bundle.ts'
import { newest, newestFirst } from '../disdat/bundle.ts'
import { type Catalogue, Heads, type ReadOptions, readCatalogue } from './catalogue.ts'
import { type Lineage, readLineage } from './lineage.ts'
import type { Remote } from './remote.ts'

/** What a pipe may look for by itself in its context. */
export type Needs = {
  /** What its newest output in the base context is known by. */
  readonly output: Wanted
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
export async function lackingExternals(
  base: Remote,
  own: Remote,
  needs: Needs,
  options: ReadOptions,
): Promise<readonly Description[]> {
  const heads = new Heads(base, options)
  const there = await readCatalogue(base, heads, options)
  const here = await readCatalogue(own, new Heads(own, options), options)
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
function externalsOf({ bundle, ancestors }: Lineage, ownPackage: string): readonly Description[] {
  const externals: Description[] = []
  const seen = new Set<string>()
  const visit = ({ dependsOn }: Description) => {
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
function newestLacking(name: string, there: Catalogue, here: Catalogue): Description | undefined {
  const inBase = newest(there.matching({ name }))
  const inOwn = newest(here.matching({ name }))
  return inBase && inOwn && newestFirst(inOwn, inBase) < 0 ? undefined : inBase
}
