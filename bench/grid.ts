import { loadavg } from 'node:os'
import { formatNumber, describeMachine, median, quantile, formatTable } from './report.ts'

/** One number a run, or why there is none. */
export type Cell = readonly number[] | string

/** One line of a comparison under several conditions, a cell each. */
export interface Line {
  readonly role: 'limit' | 'peer' | 'us'
  readonly what: string
  readonly cells: ReadonlyMap<string, Cell>
}

/** Prints one table with a column for each condition: the median, and the range of the runs where there were several. */
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
  const body = lines.map(({ role, what, cells }) => [role, what, ...columns.map((column) => text(cells.get(column)))])
  console.log(formatTable([['', '', ...columns], ...body]))
  for (const note of notes) console.log(`\n${note}`)
}

function text(cell: Cell = ''): string {
  if (typeof cell === 'string') return cell
  if (cell.length === 0) return ''
  const middle = formatNumber(median(cell))
  return cell.length === 1 ? middle : `${middle} (${formatNumber(quantile(cell, 0))} to ${formatNumber(quantile(cell, 1))})`
}

/** Lines that are filled while the runs go on. */
export class Lines {
  readonly #lines: {
    readonly role: Line['role']
    readonly what: string
    readonly cells: Map<string, number[] | string>
  }[] = []

  /** All of them, in the order in which they were first named. */
  get all(): readonly Line[] {
    return this.#lines
  }

  /** A line without figures yet: what is named first comes first. */
  add(role: Line['role'], what: string): void {
    this.#cells(role, what)
  }

  /** One run's number in a cell, or why there is none, which is told only where no run had any. */
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
