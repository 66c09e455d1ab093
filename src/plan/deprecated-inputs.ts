import type { InputProblem } from '../action/input-problems.ts'
import { toInputVariable } from '../action/input-reader.ts'
import type { Environment } from '../lib/environment.ts'
import { type InputName, inputDefaults } from './input-names.ts'

/** An input that another one replaces. */
interface Replacement {
  readonly name: InputName
  /** The unit that the new input wants and the old one implies. */
  readonly unit: '' | 'MiB'
}

/** The deprecated inputs of action.yml, each with its replacement. */
export const deprecatedInputs: ReadonlyMap<InputName, Replacement> = new Map<InputName, Replacement>([
  ['memory-mib', { name: 'memory', unit: 'MiB' }],
  ['shm-size-mib', { name: 'shm-size', unit: 'MiB' }],
  ['aws-session-token-duration', { name: 'job-credentials-seconds', unit: '' }],
])

/**
 * Returns the environment with each deprecated input given as its replacement, and one warning for each. An input that
 * is not a whole number, or whose replacement is given too, becomes a problem.
 */
export function replaceDeprecatedInputs(
  env: Environment,
  problems: InputProblem[],
): { readonly env: Environment; readonly warnings: readonly string[] } {
  const replaced: Record<string, string> = {}
  const warnings: string[] = []
  for (const [old, { name, unit }] of deprecatedInputs) {
    const given = env[toInputVariable(old)]?.trim()
    if (!given) continue
    const current = env[toInputVariable(name)]?.trim()
    if (current && current !== inputDefaults.get(name))
      problems.push({
        where: old,
        given,
        expected: `It is deprecated and \`${name}\` is given too. Remove \`${old}\`.`,
      })
    else if (!/^\d+$/.test(given))
      problems.push({ where: old, given, expected: `Give a whole number, or \`${name}\`, which replaces this input.` })
    else {
      replaced[toInputVariable(name)] = `${given}${unit}`
      warnings.push(`\`${old}\` is deprecated. Replace it with \`${name}: ${given}${unit}\`.`)
    }
  }
  return { env: warnings.length === 0 ? env : { ...env, ...replaced }, warnings }
}
