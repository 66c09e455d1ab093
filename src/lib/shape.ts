import { getField } from './json.ts'

/** Reads a value from outside; undefined when the value is not of its type. */
type Parser<T> = (value: unknown) => T | undefined

export const parseText: Parser<string> = (value) => (typeof value === 'string' ? value : undefined)

export const parseFlag: Parser<boolean> = (value) => (typeof value === 'boolean' ? value : undefined)

/** A safe integer: exit codes, sizes and counts. */
export const parseInteger: Parser<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined

/** https://tc39.es/ecma262/#sec-time-values-and-time-range */
const maxTimestampMs = 8.64e15

/** Milliseconds since the Unix epoch, within what a Date can hold. */
export const parseTimestamp: Parser<number> = (value) =>
  typeof value === 'number' && value > 0 && value <= maxTimestampMs ? value : undefined

/** A list without its unreadable items; empty when the value is not a list. */
export const parseList =
  <T>(parseItem: Parser<T>) =>
  (value: unknown): readonly T[] =>
    Array.isArray(value)
      ? value.flatMap((each: unknown) => {
          const item = parseItem(each)
          return item === undefined ? [] : [item]
        })
      : []

/**
 * The list of this name in a response. Throws without one: such a response cannot be read, and says nothing. An empty
 * list would say that there is nothing.
 */
export function requireList(response: unknown, name: string): readonly unknown[] {
  const list = getField(response, name)
  if (!Array.isArray(list)) throw new Error(`the response has no list \`${name}\``)
  return list
}

/** An object's fields that are texts; empty when the value is not an object. */
export function parseTexts(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** An object with these fields, each read by its parser; undefined when the value is not an object. */
export const parseRecord =
  <S extends Readonly<Record<string, (value: unknown) => unknown>>>(shape: S) =>
  (value: unknown): { readonly [K in keyof S]: ReturnType<S[K]> } | undefined => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return Object.fromEntries(
      Object.entries(shape).map(([name, parse]): unknown[] => [name, parse(getField(value, name))]),
    )
  }
