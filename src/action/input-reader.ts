import type { Environment } from '../lib/environment.ts'
import { findNearest, type InputProblem } from './input-problems.ts'

/** A parsed list or map, and the faults of its lines. */
export interface Parsed<T> {
  readonly value: T
  readonly faults: readonly {
    readonly given: string
    readonly expected: string
    /** The allowed words, of which the nearest is suggested. */
    readonly allowed?: readonly string[]
  }[]
}

interface Bounds {
  readonly min: number
  readonly max: number
  readonly isInteger: boolean
}

/** A sentence on what is wrong or allowed, or a function that returns it for the given text. */
type Expected = string | ((given: string) => string)

/** Reads inputs by name. An invalid input becomes a problem, and undefined or the default is returned. */
export interface InputReader {
  /** The trimmed text; undefined when the input is absent or empty. */
  text(name: string): string | undefined
  /** Whether the workflow gives an empty text. The runner passes an input without a default as empty too. */
  isEmpty(name: string): boolean
  /**
   * The text as `parse` returns it; undefined when the input is empty, or when `parse` returns undefined, which is a
   * problem.
   */
  parsed<T>(name: string, parse: (text: string) => T | undefined, expected: Expected): T | undefined
  /** One of the allowed words, in upper or lower case, or the fallback. */
  choice<const T extends string>(name: string, fallback: T, allowed: readonly T[]): T
  /** A YAML 1.2 boolean, as GitHub's own toolkit reads it (https://yaml.org/spec/1.2.2/#1032-tag-resolution). */
  flag(name: string, fallback: boolean): boolean
  number(name: string, bounds: Bounds): number | undefined
  /** The text as `parse` returns it, untrimmed because YAML is indented. Each fault becomes a problem. */
  list<T>(name: string, parse: (text: string) => Parsed<T>): T
  /** Adds the problem that a required input is missing. */
  missing(name: string, expected: string): undefined
}

/** The variable in which the runner passes an input: the name in upper case, spaces as `_`, hyphens kept. */
export const toInputVariable = (name: string): string => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`

/** Creates a reader of the runner's `INPUT_*` variables. */
export function createInputReader(env: Environment, problems: InputProblem[]): InputReader {
  const find = (name: string) => env[toInputVariable(name)]
  const raw = (name: string) => find(name) ?? ''
  const text = (name: string) => raw(name).trim() || undefined
  const addProblem = (where: string, given: string, expected: string, allowed: readonly string[] = []): undefined => {
    const nearest = findNearest(given, allowed)
    problems.push({ where, given, expected, ...(nearest !== undefined && { nearest }) })
    return undefined
  }
  return {
    text,
    isEmpty: (name) => find(name)?.trim() === '',
    parsed(name, parse, expected) {
      const given = text(name)
      return given === undefined
        ? undefined
        : (parse(given) ?? addProblem(name, given, typeof expected === 'string' ? expected : expected(given)))
    },
    choice(name, fallback, allowed) {
      const given = text(name)
      if (given === undefined) return fallback
      const chosen = allowed.find((word) => word.toLowerCase() === given.toLowerCase())
      return chosen ?? addProblem(name, given, `Allowed: ${allowed.join(', ')}.`, allowed) ?? fallback
    },
    flag(name, fallback) {
      const given = text(name)
      if (given === undefined) return fallback
      if (/^(true|True|TRUE)$/.test(given)) return true
      if (/^(false|False|FALSE)$/.test(given)) return false
      return addProblem(name, given, 'Allowed: true, false.', ['true', 'false']) ?? fallback
    },
    number(name, { min, max, isInteger }) {
      const given = text(name)
      if (given === undefined) return undefined
      const number = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN
      if (number >= min && number <= max && (!isInteger || Number.isInteger(number))) return number
      return addProblem(name, given, `Give a ${isInteger ? 'whole ' : ''}number from ${min} to ${max}.`)
    },
    list(name, parse) {
      const { value, faults } = parse(raw(name))
      for (const { given, expected, allowed } of faults) addProblem(name, given, expected, allowed)
      return value
    },
    missing(name, expected) {
      problems.push({ where: name, expected })
      return undefined
    },
  }
}
