import { removeCredentials } from '../action/checkout.ts'
import type { BundleDescription } from '../disdat/bundle.ts'
import type { LogAnalyzer } from '../disdat/log-analyzer.ts'
import { parseCommit } from '../disdat/reuse.ts'
import type { Lineage } from '../remote/lineage.ts'
import type { LineageNode, LineageReport } from '../report/report.ts'

/** The most bundles in a report; those nearest to the output are kept. */
const maxNodes = 1_000

/** What decides the state of a bundle in the report. */
export interface LineageContext {
  /** When the run was launched: later bundles of the pipe's package count as produced by the run. */
  readonly launchedAt: Date
  /** The package of the pipe, the first part of its dotted name: bundles of other packages are external. */
  readonly package: string
}

/** Creates the lineage of the output for the report: the output first, then its upstream, the nearest bundles first. */
export function createLineageReport(
  { bundle, ancestors, missing, isCut }: Lineage,
  context: LineageContext,
): LineageReport {
  const found = [bundle, ...[...ancestors.values()].filter(({ uuid }) => uuid !== bundle.uuid)]
  const nodes = [
    ...found.map((each) => createNode(each, context)),
    ...[...missing].map((id): LineageNode => ({ id, name: '', state: 'missing' })),
  ]
  const kept = new Set(nodes.slice(0, maxNodes).map(({ id }) => id))
  const edges = found.flatMap(({ uuid: to, dependsOn }) =>
    [...new Set(dependsOn.map(({ uuid }) => uuid))].map((from) => ({ from, to })),
  )
  return {
    nodes: nodes.slice(0, maxNodes),
    edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    isCut: isCut || nodes.length > maxNodes,
  }
}

/** Creates the lineage of an output that was not created: the failed task alone. Undefined when the log names none. */
export function createFailedLineage({ failure }: LogAnalyzer): LineageReport | undefined {
  if (failure?.task === undefined) return undefined
  const [name = ''] = failure.task.split('(')
  return { nodes: [{ id: failure.task, name, state: 'failed' }], edges: [], isCut: true }
}

function createNode({ uuid: id, name, createdAt, code }: BundleDescription, context: LineageContext): LineageNode {
  const commit = parseCommit(code.hash)
  const repo = removeCredentials(code.repo)
  return {
    id,
    name,
    state: getState(code.method, createdAt, context),
    createdAt,
    ...(code.method !== '' && { codeMethod: code.method }),
    ...(commit !== undefined && { commit }),
    ...(repo !== '' && { repo }),
  }
}

function getState(method: string, createdAt: Date, context: LineageContext): LineageNode['state'] {
  if (method.split('.')[0] !== context.package) return 'external'
  return createdAt >= context.launchedAt ? 'produced' : 'reused'
}
