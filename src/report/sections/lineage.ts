import { isUuid } from '../../disdat/bundle.ts'
import { formatTime } from '../../lib/units.ts'
import { createShorteningVariants, createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderDetails, renderFilledTable, renderMore, renderShortId } from '../markdown.ts'
import type { LineageNode, LineageReport, Report } from '../report.ts'
import { renderCommit } from './commit.ts'
import { renderGraph, stateWords } from './graph.ts'

const rowLimit = 200
/** A graph of more nodes is folded. */
const openLimit = 12

/** The number of lineage nodes in each state, in one line. */
export function createLineageCountsSection({ lineage }: Report, suffix = ''): Section {
  return createWholeSection('graph', lineage === undefined ? '' : `**Lineage:** ${formatStateCounts(lineage)}${suffix}`)
}

/** The lineage as a graph, if it can be drawn, and as a list. */
export function createLineageSections({ lineage }: Report): readonly Section[] {
  if (lineage === undefined) return []
  const title = `Lineage: ${formatStateCounts(lineage)}`
  const isOpen = lineage.nodes.length <= openLimit
  const graphs = [60, 30, 15].map((maxNodes) => () => {
    const graph = renderGraph(lineage, maxNodes)
    return graph === undefined ? '' : renderDetails(title, ['```mermaid', graph, '```'].join('\n'), isOpen)
  })
  return [{ dropPriority: 'graph', variants: [...graphs, () => `**${title}**`] }, createListSection(lineage)]
}

function createListSection({ nodes }: LineageReport): Section {
  const variants = createShorteningVariants(nodes, rowLimit, (shown, more) =>
    renderDetails(
      'Lineage as a list',
      renderFilledTable(['bundle', 'uuid', 'state', 'created', 'code', 'commit'], shown.map(createNodeCells)) +
        renderMore(more, 'bundle'),
    ),
  )
  return { dropPriority: 'graph', variants: nodes.length === 0 ? [] : variants }
}

function createNodeCells(node: LineageNode): readonly string[] {
  const { id, name, state, createdAt, codeMethod } = node
  return [
    renderCode(name),
    isUuid(id) ? renderShortId(id) : '',
    stateWords[state],
    createdAt ? formatTime(createdAt) : '',
    renderCode(codeMethod ?? ''),
    renderCommit(node),
  ]
}

function formatStateCounts({ nodes, isCut }: LineageReport): string {
  const counts = (['produced', 'reused', 'external', 'missing', 'failed'] as const)
    .map((state) => ({ state, n: nodes.filter((node) => node.state === state).length }))
    .filter(({ n }) => n > 0)
    .map(({ state, n }) => `${n.toLocaleString('en')} ${stateWords[state]}`)
  return `${counts.join(', ')}${isCut ? ', and more upstream' : ''}`
}
