import type { InputProblem } from '../../src/action/input-problems.ts'
import { createInputReader, type InputReader } from '../../src/action/input-reader.ts'
import { type Inputs, readInputs } from '../../src/plan/inputs.ts'

/** The `INPUT_*` variables of inputs, as the runner sets them. */
export const createInputEnv = (inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))

/** Reads inputs with one of the readers of a group of inputs. */
export function readWith<T>(read: (reader: InputReader) => T, inputs: Readonly<Record<string, string>>) {
  const problems: InputProblem[] = []
  const values = read(createInputReader(createInputEnv(inputs), problems))
  return { values, invalid: problems.map(({ where }) => where) }
}

/** The problems of inputs that one of the readers of a group of inputs finds. */
export function findReadProblems(
  read: (reader: InputReader) => unknown,
  inputs: Readonly<Record<string, string>>,
): readonly InputProblem[] {
  const problems: InputProblem[] = []
  read(createInputReader(createInputEnv(inputs), problems))
  return problems
}

/** The inputs of a step without its backends. */
export type ComparedInputs = Omit<Inputs, 'given' | 'backends'>

/** Reads all inputs. The pipe class is given unless the test says otherwise. */
export function readGiven(inputs: Readonly<Record<string, string>>): {
  readonly inputs: ComparedInputs
  readonly problems: readonly InputProblem[]
} {
  const problems: InputProblem[] = []
  const env = createInputEnv({ 'pipe-class': 'pkg.mod.Pipe', ...inputs })
  const { given: _, backends: __, ...others } = readInputs(env, problems)
  return { inputs: others, problems }
}
