import { parseJson } from '../../lib/json.ts'
import { blanks, type Cursor, SyntaxFault } from './cursor.ts'

/** Longer ones first, so that `<=` does not match as `<`. */
export const operators = ['<=', '>=', '<', '>'] as const
/** Columns that can be written without quotes. */
const plainColumn = /^[\p{L}\p{N}_.:-](?:[\p{L}\p{N}_.: -]*[\p{L}\p{N}_.:-])?$/u

/** Formats a column so that `readColumn` reads it. */
export const formatColumn = (name: string) => (plainColumn.test(name) ? name : JSON.stringify(name))

/** Reads a column in parentheses. Throws SyntaxFault. */
export function readColumn(cursor: Cursor): string {
  cursor.expect('(', '`(` and a column, as in `nulls(email)>1%`')
  cursor.take(blanks)
  const start = cursor.position
  const quoted = cursor.take(/"(?:[^"\\\n]|\\[^\n])*"/y)
  const name = quoted === undefined ? cursor.take(/[^()"'\n]+/y)?.trim() : parseJson(quoted)
  if (typeof name !== 'string' || name === '')
    throw new SyntaxFault(start, 'a column; write one with quotes, parentheses or line breaks as a JSON text')
  cursor.expect(')', '`)` after the column; write a column with quotes or parentheses as a JSON text')
  return name
}

/** Reads a number that is not negative. Throws SyntaxFault. */
export function readNumber(cursor: Cursor): number {
  cursor.take(blanks)
  // Only numbers that a double holds exactly enough, and prints without an exponent.
  const text = cursor.take(/\d{1,12}(?:\.\d{1,6})?/y)
  if (text === undefined) throw new SyntaxFault(cursor.position, 'a number, such as 20 or 0.5')
  return Number(text)
}
