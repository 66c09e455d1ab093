import { type Cursor, SyntaxFault } from './cursor.ts'
import { formatColumn, operators, readColumn, readNumber } from './rule-words.ts'

/** What rules about single rows count, with `diff-key`; `changed` are the rows in which one column differs. */
export const rowQuantities = ['rows-added', 'rows-removed', 'rows-changed', 'changed'] as const

/** A rule that is broken where so many rows differ from the base, such as `rows-removed > 0`. */
export type RowChangeLimit = {
  readonly kind: 'row-limit'
  readonly of: (typeof rowQuantities)[number]
  /** Only `changed` has a column. */
  readonly column: string | undefined
  readonly is: (typeof operators)[number]
  readonly amount: number
  /** In percent of the rows of both bundles; for added and removed rows, of the rows of the base. */
  readonly isPercent: boolean
}

/** Reads what follows the name of a quantity. Throws SyntaxFault. */
export function readRowChangeLimit(cursor: Cursor, of: RowChangeLimit['of']): RowChangeLimit {
  const column = of === 'changed' ? readColumn(cursor) : undefined
  const is = cursor.takeOneOf(operators)
  if (is === undefined) throw new SyntaxFault(cursor.position, operators.map((each) => `\`${each}\``).join(', '))
  const start = cursor.position
  const amount = readNumber(cursor)
  const isPercent = cursor.takeOneOf(['%']) !== undefined
  if (!isPercent && !Number.isSafeInteger(amount))
    throw new SyntaxFault(start, 'a whole number of rows, or percent with `%`')
  return { kind: 'row-limit', of, column, is, amount, isPercent }
}

/** Formats a limit without blanks. */
export function printRowChangeLimit({ of, column, is, amount, isPercent }: RowChangeLimit): string {
  const quantity = column === undefined ? of : `${of}(${formatColumn(column)})`
  return `${quantity}${is}${amount}${isPercent ? '%' : ''}`
}
