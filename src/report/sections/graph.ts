import { escapeMermaid, truncate } from '../../action/untrusted.ts'
import { isUuid } from '../../disdat/bundle.ts'
import type { LineageNode, LineageReport } from '../report.ts'
import { getCommitUrl } from './commit.ts'

/** Larger graphs are unreadable. */
const nodeLimit = 60
/**
 * Mermaid draws no diagram with more characters or edges (maxTextSize, maxEdges):
 * https://mermaid.js.org/config/schema-docs/config.html
 */
const textLimit = 50_000
const edgeLimit = 500
const nameLimit = 60

/** The states of bundles in words. */
export const stateWords: Readonly<Record<LineageNode['state'], string>> = {
  produced: 'produced',
  reused: 'reused',
  external: 'external',
  missing: 'not found on the remote',
  failed: 'failed',
}

const styles: Readonly<Record<LineageNode['state'], string>> = {
  produced: 'stroke:#2da44e,stroke-width:2px',
  reused: 'stroke:#0969da,stroke-width:2px',
  external: 'stroke:#8c959f,stroke-width:1px',
  missing: 'stroke:#bf8700,stroke-width:2px,stroke-dasharray:4 3',
  failed: 'stroke:#cf222e,stroke-width:3px',
}

/**
 * Renders the lineage as a mermaid flow chart, from upstream to the output. The `maxNodes` nodes nearest to the output
 * are drawn; one more node counts the others. Undefined when there is nothing to draw.
 */
export function renderGraph(lineage: LineageReport, maxNodes = nodeLimit): string | undefined {
  if (lineage.nodes.length < 2) return undefined
  for (let drawn = Math.min(maxNodes, lineage.nodes.length); drawn > 1; drawn = Math.floor(drawn / 2)) {
    const { text, edges } = renderNodes(lineage, drawn)
    if (text.length <= textLimit && edges <= edgeLimit) return text
  }
  return undefined
}

function renderNodes(
  { nodes, edges, isCut }: LineageReport,
  drawn: number,
): { readonly text: string; readonly edges: number } {
  const numbers = new Map(nodes.map(({ id }, index) => [id, Math.min(index, drawn)]))
  const omitted = nodes.length - drawn
  const counted = omitted > 0 ? `${omitted.toLocaleString('en')} more` : ''
  const more = [counted, isCut ? 'more upstream' : ''].filter((words) => words !== '').join(', and ')
  const arrows = new Set(
    edges.flatMap(({ from, to }) => {
      const [a, b] = [numbers.get(from), numbers.get(to)]
      return a === undefined || b === undefined || a === b ? [] : [`  n${a} --> n${b}`]
    }),
  )
  const shown = nodes.slice(0, drawn)
  const lines = [
    'graph LR',
    ...shown.map((node, at) => `  n${at}["${renderLabel(node)}"]:::${node.state}`),
    ...(more === '' ? [] : [`  n${drawn}(["${more}"]):::external`]),
    ...arrows,
    ...shown.flatMap((node, at) => {
      const url = getCommitUrl(node)
      return url === undefined ? [] : [`  click n${at} href "${url}" _blank`]
    }),
    ...[...new Set(shown.map(({ state }) => state)), ...(more === '' ? [] : (['external'] as const))]
      .filter((state, at, all) => all.indexOf(state) === at)
      .map((state) => `  classDef ${state} ${styles[state]}`),
  ]
  return { text: lines.join('\n'), edges: arrows.size }
}

function renderLabel({ id, name, state }: LineageNode): string {
  const details = isUuid(id) ? `${escapeMermaid(id.slice(0, 8))}\u00a0·\u00a0${stateWords[state]}` : stateWords[state]
  return `${escapeMermaid(truncate(name, nameLimit)) || '#8211;'}<br/>${details}`
}
