import type { Environment } from '../lib/environment.ts'
import { findNearest, type InputProblem } from './input-problems.ts'

/** A parsed list or map, with what was wrong with its lines. */
export interface Parsed<T> {
  readonly value: T
  readonly faults: readonly {
    readonly given: string
    readonly expected: string
    /** The words of which one may have been meant. */
    readonly allowed?: readonly string[]
  }[]
}

interface Bounds {
  readonly least: number
  readonly most: number
  readonly whole: boolean
}

/** What is wrong or what is allowed, for any text or for the one given. */
type Expected = string | ((given: string) => string)

/** Reads inputs by name; whatever is wrong becomes a problem, and the answer is then undefined or the default. */
export interface InputReader {
  /** The trimmed text; undefined where the input is absent or empty. */
  text(name: string): string | undefined
  /** What `parse` makes of the text; undefined where there is none, or where parse gives undefined, which is a problem. */
  parsed<T>(name: string, parse: (text: string) => T | undefined, expected: Expected): T | undefined
  /** One of the allowed words in any case, or the fallback. */
  choice<const T extends string>(name: string, fallback: T, allowed: readonly T[]): T
  /** A YAML 1.2 boolean, as GitHub's own toolkit reads it (https://yaml.org/spec/1.2.2/#1032-tag-resolution). */
  flag(name: string, fallback: boolean): boolean
  number(name: string, bounds: Bounds): number | undefined
  /** What `parse` makes of the text, untrimmed because YAML counts its blanks, or of the empty text; each of its faults is a problem. */
  list<T>(name: string, parse: (text: string) => Parsed<T>): T
  missing(name: string, expected: string): undefined
}

/** A reader over the runner's `INPUT_*` variables: upper case, spaces as `_`, hyphens kept. */
export function createInputReader(env: Environment, problems: InputProblem[]): InputReader {
  const raw = (name: string) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? ''
  const text = (name: string) => raw(name).trim() || undefined
  const wrong = (where: string, given: string, expected: string, allowed: readonly string[] = []): undefined => {
    const nearest = findNearest(given, allowed)
    problems.push({ where, given, expected, ...(nearest !== undefined && { nearest }) })
    return undefined
  }
  return {
    text,
    parsed(name, parse, expected) {
      const given = text(name)
      return given === undefined
        ? undefined
        : (parse(given) ?? wrong(name, given, typeof expected === 'string' ? expected : expected(given)))
    },
    choice(name, fallback, allowed) {
      const given = text(name)
      if (given === undefined) return fallback
      const chosen = allowed.find((word) => word.toLowerCase() === given.toLowerCase())
      return chosen ?? wrong(name, given, `Allowed: ${allowed.join(', ')}.`, allowed) ?? fallback
    },
    flag(name, fallback) {
      const given = text(name)
      if (given === undefined) return fallback
      if (/^(true|True|TRUE)$/.test(given)) return true
      if (/^(false|False|FALSE)$/.test(given)) return false
      return wrong(name, given, 'Allowed: true, false.', ['true', 'false']) ?? fallback
    },
    number(name, { least, most, whole }) {
      const given = text(name)
      if (given === undefined) return undefined
      const number = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN
      if (number >= least && number <= most && (!whole || Number.isInteger(number))) return number
      return wrong(name, given, `Give a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`)
    },
    list(name, parse) {
      const { value, faults } = parse(raw(name))
      for (const { given, expected, allowed } of faults) wrong(name, given, expected, allowed)
      return value
    },
    missing(name, expected) {
      problems.push({ where: name, expected })
      return undefined
    },
  }
}
