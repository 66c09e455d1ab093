import { type Substitution, substituteInParam, substituteValues } from './substitute-values.ts'

/** What names the outputs of a run for all values of its `each`: texts in which `${…}` stands for a value. */
export interface OutputTemplate {
  /** A name, or `-` for the pipe's own. */
  readonly outputName: string
  /** The parameters besides those of `each`. */
  readonly params: ReadonlyMap<string, string>
}

/** An output by the name and the parameters that its run had. */
interface NamedOutput {
  readonly outputBundle: string
  readonly params: ReadonlyMap<string, string>
}

/**
 * The values of the parameters of `each` with which a run makes this output; undefined when it makes none such. Pure.
 */
export function findEachValues(
  { outputName, params }: OutputTemplate,
  each: readonly string[],
  output: NamedOutput,
): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>()
  for (const name of each) {
    const value = output.params.get(name)
    if (value === undefined) return undefined
    values.set(name, value)
  }
  const isText = (substitution: Substitution, text: string | undefined) =>
    'text' in substitution && substitution.text === text
  const isOutput =
    output.params.size === params.size + each.length &&
    isText(substituteValues(outputName.trim(), values), output.outputBundle) &&
    [...params].every(([name, text]) => isText(substituteInParam(text, values), output.params.get(name)))
  return isOutput ? values : undefined
}
