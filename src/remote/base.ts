import { type BundleDescription, isUuid, newestFirst } from '../disdat/bundle.ts'
import { parseCommit } from '../disdat/reuse.ts'
import type { BundleCatalog } from './catalog.ts'

/** The output that a base is looked for. */
export type BaseCriteria = {
  readonly output: BundleDescription
  /** Whether it was there before: then it may be its own base, and nothing has changed. */
  readonly isReused: boolean
  /** Whether the name was the pipe's own choice; its class stands for it then. */
  readonly isNamedByPipe: boolean
  /** The parameter that held the uuid of the input, which is another one each time. */
  readonly inputParam: string | undefined
}

/** What can be told of commits. */
export type Ancestry = {
  /** In whose history the base should be; undefined where no commit is known. */
  readonly of: string | undefined
  /** Whether the first one is in the history of the other; undefined where that is not known. */
  readonly isAncestor: (commit: string, of: string) => Promise<boolean | undefined>
}

/** A base, and why it is that one. */
export type Base = {
  readonly bundle: BundleDescription
  readonly choice: 'asked-for' | 'ancestor' | 'newest'
  readonly note: string | undefined
}

/** Bundles whose commits are asked about at most, the newest first. */
const maxAsked = 50

/**
 * The base that a run finds by itself: the newest bundle that was made the same way, and whose commit is in the history; else the newest of them, with a
 * note. Undefined where there is none: the output is a first version.
 */
export async function findBase(
  catalogue: BundleCatalog,
  compared: BaseCriteria,
  ancestry: Ancestry,
): Promise<Base | undefined> {
  const { output, isNamedByPipe } = compared
  const wanted = isNamedByPipe && output.code.method !== '' ? { codeMethod: output.code.method } : { name: output.name }
  const alike = others(catalogue.matching(wanted), compared).filter((other) => hasSameKey(other, compared))
  // A parameter that is new, or gone, does not make it another output.
  const same = alike.filter((other) => differing(other, compared).length === 0)
  const candidates = same.length > 0 ? same : alike
  const [newest] = candidates
  if (newest === undefined) return undefined
  const { of } = ancestry
  const found = of === undefined ? undefined : await firstInHistory(candidates, { ...ancestry, of })
  if (found?.bundle !== undefined) return withNote({ bundle: found.bundle, choice: 'ancestor' }, compared)
  return withNote({ bundle: newest, choice: 'newest' }, compared, originOf(newest, of, found?.told))
}

/** The newest bundle of this name, one of the same parameters if there is any. Undefined where there is none. */
export function findNamedBase(catalogue: BundleCatalog, name: string, compared: BaseCriteria): Base | undefined {
  const candidates = others(catalogue.matching({ name }), compared)
  const bundle = candidates.find((other) => differing(other, compared).length === 0) ?? candidates[0]
  return bundle && withNote({ bundle, choice: 'asked-for' }, compared)
}

/** A bundle that was asked for by its uuid, as a base. */
export function createNamedBase(bundle: BundleDescription, compared: BaseCriteria): Base {
  return withNote({ bundle, choice: 'asked-for' }, compared)
}

function others(
  bundles: readonly BundleDescription[],
  { output, isReused }: BaseCriteria,
): readonly BundleDescription[] {
  return bundles.filter(({ uuid }) => isReused || uuid !== output.uuid).toSorted(newestFirst)
}

/** Whether the parameters that both have are the same, but for those that name bundles: their values are others each time. */
function hasSameKey(other: BundleDescription, { output, inputParam }: BaseCriteria): boolean {
  return [...output.params].every(([name, value]) => {
    const before = other.params.get(name)
    return before === undefined || name === inputParam || value === before || (isUuid(value) && isUuid(before))
  })
}

/** The parameters that are not the same, or that only one of them has. */
function differing(other: BundleDescription, compared: BaseCriteria): readonly string[] {
  const { output, inputParam } = compared
  const names = new Set([...output.params.keys(), ...other.params.keys()])
  return [...names].filter((name) => {
    const [now, before] = [output.params.get(name), other.params.get(name)]
    if (name === inputParam || now === before) return false
    return now === undefined || before === undefined || !isUuid(now) || !isUuid(before)
  })
}

type Told = ReadonlyMap<string, boolean | undefined>

/** The first of them that is known to be in the history, and what was told of the commits before it. Asks about each commit once. */
async function firstInHistory(
  candidates: readonly BundleDescription[],
  { of, isAncestor }: Ancestry & { readonly of: string },
): Promise<{ readonly bundle: BundleDescription | undefined; readonly told: Told }> {
  const told = new Map<string, boolean | undefined>()
  for (const bundle of candidates.slice(0, maxAsked)) {
    const commit = parseCommit(bundle.code.hash)
    if (commit === undefined) continue
    if (!told.has(commit)) told.set(commit, commit === of || (await isAncestor(commit, of)))
    if (told.get(commit)) return { bundle, told }
  }
  return { bundle: undefined, told }
}

/** What a reader should know of a base of which nobody knows that it is in the history. */
function originOf(bundle: BundleDescription, of: string | undefined, told: Told | undefined): string {
  const commit = parseCommit(bundle.code.hash)
  if (commit === undefined) return 'Base of unknown code: the bundle names no commit.'
  const made = `it was made at commit ${short(commit)}`
  if (of === undefined) return `Base of unknown history: ${made}, and which one this workflow runs for is not known.`
  if (told?.get(commit) === false)
    return `Base from another commit: ${made}, which is not in the history of ${short(of)}.`
  return `Base of unknown history: ${made}, and whether that is in the history of ${short(of)} is not known.`
}

function withNote(base: Omit<Base, 'note'>, compared: BaseCriteria, origin?: string): Base {
  const { bundle } = base
  if (bundle.uuid === compared.output.uuid)
    return { ...base, note: 'The output is the very bundle that was there before: nothing was made anew.' }
  const names = differing(bundle, compared)
  const params = names.length > 0 ? `It was made with other parameters: ${names.slice(0, maxNamed).join(', ')}.` : ''
  return { ...base, note: [origin, params].filter(Boolean).join(' ') || undefined }
}

/** Parameters that a note names at most. */
const maxNamed = 10

const short = (commit: string) => commit.slice(0, 7)
