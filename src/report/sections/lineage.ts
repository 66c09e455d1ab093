import { isUuid } from '../../disdat/bundle.ts'
import { minute } from '../../lib/units.ts'
import { createShorteningSection, createWholeSection, type Section } from '../fit-sections.ts'
import { andMore, code, details, filledTable, shortId } from '../markdown.ts'
import type { LineageNode, LineageReport, Report } from '../report.ts'
import { commitOf } from './commit.ts'
import { graphOf } from './graph.ts'

const rowLimit = 200
/** A graph of more nodes is folded away. */
const openLimit = 12

/** What the output was made of in numbers, in one line. */
export function lineageLine({ lineage }: Report, suffix = ''): Section {
  return createWholeSection('graph', lineage === undefined ? '' : `**Lineage:** ${countsOf(lineage)}${suffix}`)
}

/** What the output was made of as a graph, then as a list, which is all where nothing can be drawn. */
export function lineageOf({ lineage }: Report): readonly Section[] {
  if (lineage === undefined) return []
  const title = `Lineage: ${countsOf(lineage)}`
  const open = lineage.nodes.length <= openLimit
  const graphs = [60, 30, 15].map((most) => () => {
    const graph = graphOf(lineage, most)
    return graph === undefined ? '' : details(title, ['```mermaid', graph, '```'].join('\n'), open)
  })
  return [{ dropPriority: 'graph', variants: [...graphs, () => `**${title}**`] }, listOf(lineage)]
}

function listOf({ nodes }: LineageReport): Section {
  const forms = createShorteningSection(nodes, rowLimit, (shown, more) =>
    details(
      'Lineage as a list',
      filledTable(['bundle', 'uuid', 'state', 'made', 'by', 'commit'], shown.map(cellsOf)) + andMore(more, 'bundle'),
    ),
  )
  return { dropPriority: 'graph', variants: nodes.length === 0 ? [] : forms }
}

function cellsOf(node: LineageNode): readonly string[] {
  const { id, name, state, createdAt, codeMethod } = node
  return [
    code(name),
    isUuid(id) ? shortId(id) : '',
    state,
    createdAt ? minute(createdAt) : '',
    code(codeMethod ?? ''),
    commitOf(node),
  ]
}

function countsOf({ nodes, isCut }: LineageReport): string {
  const words = (['produced', 'reused', 'external', 'missing', 'failed'] as const)
    .map((state) => ({ state, n: nodes.filter((node) => node.state === state).length }))
    .filter(({ n }) => n > 0)
    .map(({ state, n }) => `${n.toLocaleString('en')} ${state}`)
  return `${words.join(', ')}${isCut ? ', and farther ones' : ''}`
}
