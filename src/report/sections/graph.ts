import { cut, mermaidText } from '../../action/untrusted.ts'
import { isUuid } from '../../disdat/bundle.ts'
import type { LineageNode, LineageReport } from '../report.ts'
import { commitUrl } from './commit.ts'

/** Most that is drawn: a larger graph is not read by anybody. */
const nodeLimit = 60
/** GitHub draws no diagram with more characters, or more edges: https://mermaid.js.org/config/schema-docs/config.html (maxTextSize, maxEdges). */
const textLimit = 50_000
const edgeLimit = 500
const nameLimit = 60

const styles: Readonly<Record<LineageNode['state'], string>> = {
  produced: 'stroke:#2da44e,stroke-width:2px',
  reused: 'stroke:#0969da,stroke-width:2px',
  external: 'stroke:#8c959f,stroke-width:1px',
  missing: 'stroke:#bf8700,stroke-width:2px,stroke-dasharray:4 3',
  failed: 'stroke:#cf222e,stroke-width:3px',
}

/**
 * The lineage as a mermaid flow chart, from what was used to what was made of it. The nearest are drawn; one node stands for the rest and says how
 * many they are. Undefined where there is nothing to draw. @param most nodes, as many as are drawn at all unless said otherwise
 */
export function graphOf(lineage: LineageReport, most = nodeLimit): string | undefined {
  if (lineage.nodes.length < 2) return undefined
  for (let drawn = Math.min(most, lineage.nodes.length); drawn > 1; drawn = Math.floor(drawn / 2)) {
    const { text, edges } = draw(lineage, drawn)
    if (text.length <= textLimit && edges <= edgeLimit) return text
  }
  return undefined
}

function draw(
  { nodes, edges, isCut }: LineageReport,
  drawn: number,
): { readonly text: string; readonly edges: number } {
  const places = new Map(nodes.map(({ id }, at) => [id, Math.min(at, drawn)]))
  const rest = nodes.length - drawn
  const more =
    rest > 0 ? `${rest.toLocaleString('en')} more${isCut ? ', and farther ones' : ''}` : isCut ? 'farther ones' : ''
  const arrows = new Set(
    edges.flatMap(({ from, to }) => {
      const [a, b] = [places.get(from), places.get(to)]
      return a === undefined || b === undefined || a === b ? [] : [`  n${a} --> n${b}`]
    }),
  )
  const shown = nodes.slice(0, drawn)
  const lines = [
    'graph LR',
    ...shown.map((node, at) => `  n${at}["${labelOf(node)}"]:::${node.state}`),
    ...(more === '' ? [] : [`  n${drawn}(["${more}"]):::external`]),
    ...arrows,
    ...shown.flatMap((node, at) => {
      const url = commitUrl(node)
      return url === undefined ? [] : [`  click n${at} href "${url}" _blank`]
    }),
    ...[...new Set(shown.map(({ state }) => state)), ...(more === '' ? [] : (['external'] as const))]
      .filter((state, at, all) => all.indexOf(state) === at)
      .map((state) => `  classDef ${state} ${styles[state]}`),
  ]
  return { text: lines.join('\n'), edges: arrows.size }
}

function labelOf({ id, name, state }: LineageNode): string {
  const what = isUuid(id) ? `${mermaidText(id.slice(0, 8))}\u00a0·\u00a0${state}` : state
  return `${mermaidText(cut(name, nameLimit)) || '#8211;'}<br/>${what}`
}
