import type { BundleDescription } from '../../disdat/bundle.ts'
import { parseCommit } from '../../disdat/reuse.ts'
import type { BundleCatalog } from '../catalog.ts'
import type { Lineage } from '../lineage.ts'
import type { OutputReceipt } from '../receipts/output-receipt.ts'

/** What decides which bundles of a sandbox were made together with its output. */
interface MadeFacts {
  /** The lineage of the output, in the base and the sandbox. */
  readonly lineage: Lineage
  readonly base: BundleCatalog
  /** The first part of the class of the pipe. */
  readonly ownPackage: string
  readonly receipt: OutputReceipt
}

/**
 * The bundles that the base lacks and that the pipe made for its output in the sandbox: of its own package, and by the
 * code of the output. Each comes after its own upstream, and the output is last. Otherwise the first bundle of the
 * lineage that is in the sandbox only and was made by other code, so that its copy would have an unproved
 * lineage. Pure.
 */
export function selectMade({
  lineage,
  base,
  ownPackage,
  receipt,
}: MadeFacts): readonly BundleDescription[] | { readonly foreign: BundleDescription } {
  const made: BundleDescription[] = []
  const seen = new Set<string>()
  let foreign: BundleDescription | undefined
  const visit = (bundle: BundleDescription) => {
    if (seen.has(bundle.uuid) || foreign !== undefined) return
    seen.add(bundle.uuid)
    const isOutput = bundle.uuid === lineage.bundle.uuid
    if (!isOutput && base.get(bundle.uuid) !== undefined) return
    if (!isOutput && !isOwn(bundle, ownPackage, receipt)) {
      foreign = bundle
      return
    }
    for (const { uuid } of bundle.dependsOn) {
      const upstream = lineage.ancestors.get(uuid)
      if (upstream !== undefined) visit(upstream)
    }
    made.push(bundle)
  }
  visit(lineage.bundle)
  return foreign === undefined ? made : { foreign }
}

/** Whether the code of the output made a bundle, too. It is not known for a bundle that names no commit. */
function isOwn({ code }: BundleDescription, ownPackage: string, { commit }: OutputReceipt): boolean {
  return code.method.split('.')[0] === ownPackage && commit !== undefined && parseCommit(code.hash) === commit
}
