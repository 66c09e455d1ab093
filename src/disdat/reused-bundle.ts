import { parseJson } from '../lib/json.ts'
import { type BundleDescription, compareNewestFirst } from './bundle.ts'

/** The part of a run that selects the output which Disdat found up to date. */
export interface ReuseKey {
  /** The parameters that the run sets. */
  readonly params: ReadonlyMap<string, string>
  /** The uuid of the input bundle. */
  readonly input: string | undefined
}

/** Whether a bundle has a property, as far as Disdat recorded it. */
export type Match = 'equal' | 'different' | 'unknown'

/**
 * The bundles that Disdat can have found up to date, newest first, among the committed bundles with the output's name
 * and class. One bundle is proof; none or several are not. Disdat takes the newest bundle with the output's name and
 * the processing name of the task (`resolve_bundle` in https://pypi.org/project/disdat/0.8.25). That is Luigi's hash of
 * all parameters of the class, also of those that a run does not set, and logs to 0.10.1 do not show it. So others are
 * ruled out by what bundles record: the parameters that their own class defines, and their upstream bundles.
 */
export function listReusable<T extends BundleDescription>(
  bundles: readonly T[],
  { params, input }: ReuseKey,
): readonly T[] {
  let possible = bundles.toSorted(compareNewestFirst)
  for (const [name, value] of params) possible = ruleOut(possible, (bundle) => compareParam(bundle, name, value))
  if (input !== undefined) possible = ruleOut(possible, (bundle) => compareInput(bundle, input))
  const newest = new Map(
    possible.toReversed().map((bundle) => [JSON.stringify([bundle.name, bundle.processingName]), bundle]),
  )
  const [only, ...others] = newest.values()
  // Disdat may have found a bundle that cannot be read here.
  if (only !== undefined && others.length === 0 && isContradicted(only, params)) return []
  return [...newest.values()].toSorted(compareNewestFirst)
}

const isContradicted = (bundle: BundleDescription, params: ReuseKey['params']) =>
  [...params].some(([name, value]) => compareParam(bundle, name, value) === 'different')

/** A difference counts only beside an equal value, which shows that Disdat records the value as it was given. */
function ruleOut<T>(bundles: T[], compare: (bundle: T) => Match): T[] {
  if (!bundles.some((bundle) => compare(bundle) === 'equal')) return bundles
  return bundles.filter((bundle) => compare(bundle) !== 'different')
}

/** The text of a parameter or tag that a bundle records. Disdat 0.8.1 to 0.10 store a text as JSON. */
export function decodeParam(stored: string): string {
  const text = parseJson(stored)
  return typeof text === 'string' ? text : stored
}

/**
 * Compares a parameter that a bundle records with a value that a run sets; `unknown` where the bundle does not record
 * it, or may write it otherwise.
 */
export function compareParam({ params }: BundleDescription, name: string, value: string): Match {
  const stored = params.get(name)
  if (stored === undefined) return 'unknown'
  if (stored === value || decodeParam(stored) === value) return 'equal'
  return simplify(stored) === simplify(value) ? 'unknown' : 'different'
}

/** Removes what the type of a parameter may write otherwise, such as `True` for `true`, or `1.0` for `01`. */
const simplify = (value: string) => value.toLowerCase().replaceAll(/[\s"']|\b0+(?=\d)|\.0+\b/g, '')

/** Whether a bundle was made from an input: not known for a bundle that records no upstream bundles. */
export function compareInput({ dependsOn }: BundleDescription, input: string): Match {
  if (dependsOn.some(({ uuid }) => uuid === input)) return 'equal'
  return dependsOn.length === 0 ? 'unknown' : 'different'
}
