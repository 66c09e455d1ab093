import { loadavg } from 'node:os'
import { describeMachine, formatNumber, formatTable, median, quantile } from './report.ts'

/** The numbers of the runs, or the reason for a missing number. */
export type Cell = readonly number[] | string

/** A line of a comparison with a cell for each condition. */
export interface Line {
  readonly role: 'limit' | 'peer' | 'us'
  readonly what: string
  readonly cells: ReadonlyMap<string, Cell>
}

/** Prints a table with a column for each condition: the median, and the range of several runs. */
export function printGrid(options: {
  readonly title: string
  readonly columns: readonly string[]
  readonly lines: readonly Line[]
  readonly notes: readonly string[]
}): void {
  const { title, columns, lines, notes } = options
  console.log(`\n## ${title}\n`)
  const load = loadavg().map((value) => value.toFixed(1))
  console.log(`${describeMachine()}, load average ${load.join(', ')}\n`)
  const body = lines.map(({ role, what, cells }) => [
    role,
    what,
    ...columns.map((column) => formatCell(cells.get(column))),
  ])
  console.log(formatTable([['', '', ...columns], ...body]))
  for (const note of notes) console.log(`\n${note}`)
}

function formatCell(cell: Cell = ''): string {
  if (typeof cell === 'string') return cell
  if (cell.length === 0) return ''
  const middle = formatNumber(median(cell))
  return cell.length === 1
    ? middle
    : `${middle} (${formatNumber(quantile(cell, 0))} to ${formatNumber(quantile(cell, 1))})`
}

/** Lines that are filled during the runs. */
export class Lines {
  readonly #lines: {
    readonly role: Line['role']
    readonly what: string
    readonly cells: Map<string, number[] | string>
  }[] = []

  /** All lines, in the order of their first use. */
  get all(): readonly Line[] {
    return this.#lines
  }

  /** Adds a line without numbers, to set its position. */
  add(role: Line['role'], what: string): void {
    this.#cells(role, what)
  }

  /** Adds the number of a run to a cell, or the reason for its absence, which is shown when no run has a number. */
  put(role: Line['role'], what: string, column: string, value: number | string): void {
    const cells = this.#cells(role, what)
    const cell = cells.get(column)
    if (typeof value === 'string') cells.set(column, cell ?? value)
    else if (Array.isArray(cell)) cell.push(value)
    else cells.set(column, [value])
  }

  #cells(role: Line['role'], what: string): Map<string, number[] | string> {
    const found = this.#lines.find((line) => line.role === role && line.what === what)
    if (found !== undefined) return found.cells
    const cells = new Map<string, number[] | string>()
    this.#lines.push({ role, what, cells })
    return cells
  }
}
