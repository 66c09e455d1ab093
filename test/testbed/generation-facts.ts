import type { Version } from './generations.ts'

/** A version of the matrix: those with an image of their own, and disdat-luigi. */
export type MatrixVersion = Version | '0.8.12' | '0.9.14' | '1.0.2'

/** What differs between the versions, beside their command lines. */
export interface Facts {
  /** The value that the action finds for `dialect`. */
  readonly found: string
  /** The value of the input `dialect`. */
  readonly given: string
  /** The input is an argument. Otherwise the pipe gets its uuid as a parameter. */
  readonly takesInput: boolean
  /** Luigi on Python 2 cannot store a parameter with text outside ASCII. */
  readonly takesUnicode: boolean
  /** A second run makes the output again, because the container pulls its input alone. */
  readonly runsAgain: boolean
  /** The name of the output without `output-bundle`; undefined: the output must have a name. */
  readonly defaultName: RegExp | undefined
  /** Disdat checks that parameters exist. */
  readonly checksParams: boolean
  /** The exit code of a run whose task failed. */
  readonly failureCode: string
}

const facts071: Facts = {
  found: 'disdat-0.7.1',
  given: 'disdat-0.7.1',
  takesInput: true,
  takesUnicode: false,
  runsAgain: true,
  defaultName: undefined,
  checksParams: false,
  failureCode: '0',
}
const facts072: Facts = { ...facts071, found: 'disdat-0.7.2', given: 'disdat-0.7.2' }
const facts080: Facts = {
  ...facts072,
  found: 'disdat-0.8.0',
  given: 'disdat-0.8.0',
  runsAgain: false,
  defaultName: /^Echo_\w+$/,
  failureCode: '74',
}
const facts081: Facts = { ...facts080, found: 'disdat-0.8.1', given: 'disdat-0.8.1', takesInput: false }
const facts0812: Facts = { ...facts081, found: 'disdat-0.8.3', given: 'disdat-0.8.12', takesUnicode: true }
const facts0825: Facts = {
  ...facts0812,
  found: 'disdat-0.8.13',
  given: 'disdat-0.8.25',
  defaultName: /^Echo$/,
  checksParams: true,
}
const factsLuigi: Facts = { ...facts0825, found: 'luigi', given: 'luigi' }

export const facts: Readonly<Record<MatrixVersion, Facts>> = {
  '0.7.1': facts071,
  '0.7.2': facts072,
  '0.8.0': facts080,
  '0.8.1': facts081,
  '0.8.12': facts0812,
  '0.8.25': facts0825,
  '0.9.14': { ...facts0825, found: 'disdat-0.9.6', given: 'disdat-0.9.14' },
  '0.9.16': factsLuigi,
  '0.10.1': factsLuigi,
  '1.0.2': { ...factsLuigi, given: 'disdat-luigi-1.0.2' },
}
