import { withoutCredentials } from '../action/checkout.ts'
import type { LineageNode, LineageReport } from '../action/report.ts'
import type { Description } from '../disdat/bundle.ts'
import { commitOf } from '../disdat/reuse.ts'
import type { Transcript } from '../disdat/transcript.ts'
import type { Lineage } from '../remote/lineage.ts'

/** Bundles of a report at most; the nearest are kept. */
const maxNodes = 1_000

/** By what a bundle's place in the report is told. */
export interface Making {
  /** When the run was launched: what is younger, it made. */
  readonly launchedAt: Date
  /** The package of the pipe, the first part of its dotted name: what others made is external. */
  readonly package: string
}

/** What the output was made of, as the report has it: the output first, the nearest before the farther. */
export function lineageReport({ bundle, ancestors, missing, cut }: Lineage, making: Making): LineageReport {
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
export function failedLineage({ failure }: Transcript): LineageReport | undefined {
  if (failure?.task === undefined) return undefined
  const [name = ''] = failure.task.split('(')
  return { nodes: [{ id: failure.task, name, state: 'failed' }], edges: [], isCut: true }
}

function nodeOf({ uuid: id, name, createdAt, code }: Description, making: Making): LineageNode {
  const commit = commitOf(code.hash)
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

function stateOf(method: string, createdAt: Date, making: Making): LineageNode['state'] {
  if (method.split('.')[0] !== making.package) return 'external'
  return createdAt >= making.launchedAt ? 'produced' : 'reused'
}
