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

/** A bundle that is in the sandbox only, and why its copy would have an unproved lineage: the end of a sentence. */
interface ForeignBundle {
  readonly foreign: BundleDescription
  readonly why: string
}

/**
 * The bundles that the base lacks and that the pipe made for its output in the sandbox: of its own package, and by the
 * code of the output. Each comes after its own upstream, and the output is last. Otherwise the first bundle of the
 * lineage that is in the sandbox only and is not known to be made by this code. Pure.
 */
export function selectMade({
  lineage,
  base,
  ownPackage,
  receipt,
}: MadeFacts): readonly BundleDescription[] | ForeignBundle {
  const made: BundleDescription[] = []
  const seen = new Set<string>()
  let foreign: ForeignBundle | undefined
  const visit = (bundle: BundleDescription) => {
    if (seen.has(bundle.uuid) || foreign !== undefined) return
    seen.add(bundle.uuid)
    const isOutput = bundle.uuid === lineage.bundle.uuid
    if (!isOutput && base.get(bundle.uuid) !== undefined) return
    const why = isOutput ? undefined : explainForeign(bundle, ownPackage, receipt)
    if (why !== undefined) {
      foreign = { foreign: bundle, why }
      return
    }
    for (const { uuid } of bundle.dependsOn) {
      const upstream = lineage.ancestors.get(uuid)
      if (upstream !== undefined) visit(upstream)
    }
    made.push(bundle)
  }
  visit(lineage.bundle)
  return foreign ?? made
}

/** Why the code of the output is not known to have made a bundle, too; undefined when it has. */
function explainForeign(
  { code }: BundleDescription,
  ownPackage: string,
  { commit: own }: OutputReceipt,
): string | undefined {
  if (code.method.split('.')[0] !== ownPackage) return 'another package made it'
  const commit = parseCommit(code.hash)
  if (commit === undefined || own === undefined)
    return 'names no commit, so that the code that made it is not known: set PIPELINE_GIT_HASH in the image'
  return commit === own ? undefined : 'other code made it'
}
