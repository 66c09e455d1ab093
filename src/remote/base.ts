import { type BundleDescription, compareNewestFirst, isUuid } from '../disdat/bundle.ts'
import type { BundleQuery } from '../disdat/bundle-query.ts'
import { parseCommit } from '../disdat/reuse.ts'
import type { BundleCatalog } from './catalog.ts'

/** The output that is to be compared with a base. */
export type BaseCriteria = {
  readonly output: BundleDescription
  /** Whether the output existed before the run. It can then be its own base: nothing has changed. */
  readonly isReused: boolean
  /** Whether the pipe chose the name of the output. The class of the pipe then identifies the output. */
  readonly isNamedByPipe: boolean
  /** The parameter that holds the uuid of the input, which differs from run to run. */
  readonly inputParam: string | undefined
}

/** The history of a commit. */
export type Ancestry = {
  /** The commit whose history should contain the base; undefined when it is unknown. */
  readonly head: string | undefined
  /** Whether a commit is in the history of `head`; undefined when that is unknown. */
  readonly isAncestor: (commit: string, head: string) => Promise<boolean | undefined>
}

/** The bundle that an output is compared with, and why this one. */
export type Base = {
  readonly bundle: BundleDescription
  readonly choice: 'asked-for' | 'ancestor' | 'newest'
  readonly note: string | undefined
}

/** The most candidates whose commits are looked up, newest first. */
const maxLookups = 50
/** The most parameters that a note names. */
const maxNamedParams = 10

/**
 * The base of a run without `compare-with`: among the bundles with the same identity and the same parameters, the
 * newest whose commit is in the history; otherwise the newest of them, with a note. Undefined when there is none: the
 * output is a first version.
 */
export async function findBase(
  catalog: BundleCatalog,
  criteria: BaseCriteria,
  ancestry: Ancestry,
): Promise<Base | undefined> {
  const similar = listOthers(catalog.findMatches(createOutputQuery(criteria)), criteria).filter((other) =>
    hasSameParams(other, criteria),
  )
  // A parameter that only one of the two has does not rule a bundle out, but equal parameters are preferred.
  const identical = similar.filter((other) => listDifferentParams(other, criteria).length === 0)
  const candidates = identical.length > 0 ? identical : similar
  const [newest] = candidates
  if (newest === undefined) return undefined
  const { head } = ancestry
  const lookup = head === undefined ? undefined : await findFirstAncestor(candidates, { ...ancestry, head })
  if (lookup?.bundle !== undefined) return addNote({ bundle: lookup.bundle, choice: 'ancestor' }, criteria)
  return addNote({ bundle: newest, choice: 'newest' }, criteria, describeOrigin(newest, head, lookup?.known))
}

/** The bundles with the identity of the output: its name, or its class where the pipe chose the name. */
export function createOutputQuery({ output, isNamedByPipe }: BaseCriteria): BundleQuery {
  return isNamedByPipe && output.code.method !== '' ? { codeMethod: output.code.method } : { name: output.name }
}

/** The newest bundle of this name, one with the same parameters first. Undefined when there is none. */
export function findNamedBase(catalog: BundleCatalog, name: string, criteria: BaseCriteria): Base | undefined {
  const candidates = listOthers(catalog.findMatches({ name }), criteria)
  const bundle = candidates.find((other) => listDifferentParams(other, criteria).length === 0) ?? candidates[0]
  return bundle && addNote({ bundle, choice: 'asked-for' }, criteria)
}

/** A base for a bundle that `compare-with` names by its uuid. */
export function createNamedBase(bundle: BundleDescription, criteria: BaseCriteria): Base {
  return addNote({ bundle, choice: 'asked-for' }, criteria)
}

function listOthers(
  bundles: readonly BundleDescription[],
  { output, isReused }: BaseCriteria,
): readonly BundleDescription[] {
  return bundles.filter(({ uuid }) => isReused || uuid !== output.uuid).toSorted(compareNewestFirst)
}

/**
 * Whether the parameters that both bundles have are equal. Uuids of bundles may differ: they change from run to run.
 *
 * @param except Further parameters that may differ
 */
export function hasSameParams(
  other: BundleDescription,
  { output, inputParam }: Pick<BaseCriteria, 'output' | 'inputParam'>,
  except: ReadonlySet<string> = new Set(),
): boolean {
  return [...output.params].every(([name, value]) => {
    const otherValue = other.params.get(name)
    if (otherValue === undefined || name === inputParam || except.has(name) || value === otherValue) return true
    return isUuid(value) && isUuid(otherValue)
  })
}

/**
 * The names of the parameters that differ, or that only one of the bundles has, also those that no run sets. Uuids of
 * bundles may differ: they change from run to run.
 */
export function listDifferentParams(
  other: BundleDescription,
  { output, inputParam }: Pick<BaseCriteria, 'output' | 'inputParam'>,
): readonly string[] {
  const names = new Set([...output.params.keys(), ...other.params.keys()])
  return [...names].filter((name) => {
    const [value, otherValue] = [output.params.get(name), other.params.get(name)]
    if (name === inputParam || value === otherValue) return false
    return value === undefined || otherValue === undefined || !isUuid(value) || !isUuid(otherValue)
  })
}

/** Whether a commit is in the history, by commit; undefined when that is unknown. */
type KnownCommits = ReadonlyMap<string, boolean | undefined>

/** The first candidate whose commit is in the history, and the commits that were looked up, each once. */
async function findFirstAncestor(
  candidates: readonly BundleDescription[],
  { head, isAncestor }: Ancestry & { readonly head: string },
): Promise<{ readonly bundle: BundleDescription | undefined; readonly known: KnownCommits }> {
  const known = new Map<string, boolean | undefined>()
  for (const bundle of candidates.slice(0, maxLookups)) {
    const commit = parseCommit(bundle.code.hash)
    if (commit === undefined) continue
    if (!known.has(commit)) known.set(commit, commit === head || (await isAncestor(commit, head)))
    if (known.get(commit)) return { bundle, known }
  }
  return { bundle: undefined, known }
}

/** The note about a base that is not known to be in the history. */
function describeOrigin(bundle: BundleDescription, head: string | undefined, known: KnownCommits | undefined): string {
  const commit = parseCommit(bundle.code.hash)
  if (commit === undefined) return 'Base of unknown code: the bundle names no commit.'
  const origin = `the base was created at commit ${shorten(commit)}`
  if (head === undefined) return `Base of unknown history: ${origin}, and the commit of this workflow is unknown.`
  const history = `the history of ${shorten(head)}`
  if (known?.get(commit) === false) return `Base from another commit: ${origin}, which is not in ${history}.`
  return `Base of unknown history: ${origin}, which may or may not be in ${history}.`
}

function addNote(base: Omit<Base, 'note'>, criteria: BaseCriteria, origin?: string): Base {
  const { bundle, choice } = base
  if (bundle.uuid === criteria.output.uuid) {
    return { bundle, choice, note: 'The output is its own base: the run created nothing.' }
  }
  const names = listDifferentParams(bundle, criteria).slice(0, maxNamedParams)
  const params = names.length > 0 ? `The base has other parameters: ${names.join(', ')}.` : undefined
  return { bundle, choice, note: [origin, params].filter(Boolean).join(' ') || undefined }
}

function shorten(commit: string): string {
  return commit.slice(0, 7)
}
