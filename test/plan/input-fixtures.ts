import type { InputProblem } from '../../src/action/input-problems.ts'
import { createInputReader, type InputReader } from '../../src/action/input-reader.ts'

/** The `INPUT_*` variables of inputs, as the runner sets them. */
export const createInputEnv = (inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))

/** Reads inputs with one of the readers of a group of inputs. */
export function readWith<T>(read: (reader: InputReader) => T, inputs: Readonly<Record<string, string>>) {
  const problems: InputProblem[] = []
  const values = read(createInputReader(createInputEnv(inputs), problems))
  return { values, invalid: problems.map(({ where }) => where) }
}
