import { withoutCredentials } from '../action/checkout.ts'
import type { BundleDescription } from '../disdat/bundle.ts'
import type { LogAnalyzer } from '../disdat/log-analyzer.ts'
import { parseCommit } from '../disdat/reuse.ts'
import type { Lineage } from '../remote/lineage.ts'
import type { LineageNode, LineageReport } from '../report/report.ts'

/** Bundles of a report at most; the nearest are kept. */
const maxNodes = 1_000

/** By what a bundle's place in the report is told. */
export interface LineageContext {
  /** When the run was launched: what is younger, it made. */
  readonly launchedAt: Date
  /** The package of the pipe, the first part of its dotted name: what others made is external. */
  readonly package: string
}

/** What the output was made of, as the report has it: the output first, the nearest before the farther. */
export function createLineageReport(
  { bundle, ancestors, missing, cut }: Lineage,
  making: LineageContext,
): LineageReport {
  const there = [bundle, ...[...ancestors.values()].filter(({ uuid }) => uuid !== bundle.uuid)]
  const nodes = [
    ...there.map((one) => nodeOf(one, making)),
    ...[...missing].map((id): LineageNode => ({ id, name: '', state: 'missing' })),
  ]
  const kept = new Set(nodes.slice(0, maxNodes).map(({ id }) => id))
  const edges = there.flatMap(({ uuid: to, dependsOn }) =>
    [...new Set(dependsOn.map(({ uuid }) => uuid))].map((from) => ({ from, to })),
  )
  return {
    nodes: nodes.slice(0, maxNodes),
    edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    isCut: cut || nodes.length > maxNodes,
  }
}

/** All that is known of the lineage of an output that was not made: the task that failed. Undefined where none is named. */
export function createFailedLineage({ failure }: LogAnalyzer): LineageReport | undefined {
  if (failure?.task === undefined) return undefined
  const [name = ''] = failure.task.split('(')
  return { nodes: [{ id: failure.task, name, state: 'failed' }], edges: [], isCut: true }
}

function nodeOf({ uuid: id, name, createdAt, code }: BundleDescription, making: LineageContext): LineageNode {
  const commit = parseCommit(code.hash)
  const repo = withoutCredentials(code.repo)
  return {
    id,
    name,
    state: stateOf(code.method, createdAt, making),
    createdAt,
    ...(code.method !== '' && { codeMethod: code.method }),
    ...(commit !== undefined && { commit }),
    ...(repo !== '' && { repo }),
  }
}

function stateOf(method: string, createdAt: Date, making: LineageContext): LineageNode['state'] {
  if (method.split('.')[0] !== making.package) return 'external'
  return createdAt >= making.launchedAt ? 'produced' : 'reused'
}
