import { type Bundle, newestFirst } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import { findLocalBundle, type LocalContext } from '../local/context.ts'
import { type FindOptions, type FindQuery, findBundle } from './find.ts'
import type { Remote } from './remote.ts'

/** An input bundle, and where it was found. */
export interface FoundInput {
  readonly bundle: Bundle
  /** `base`: in the base context, and not yet in the run's own. */
  readonly source: 'local' | 'remote' | 'base'
}

/**
 * The input bundle: from the local context if it has one that fits, else from the remote; with a base, the newest of both
 * contexts, as if the one lay over the other. Throws Failure `input-not-found`,
 * `input-not-committed` (with the command that fixes it), `bundle-corrupt`, `remote-unreachable` or `access-denied`.
 */
export async function findInput(
  query: FindQuery,
  context: LocalContext | undefined,
  remote: Remote,
  options: FindOptions & { readonly base?: Remote | undefined },
): Promise<FoundInput> {
  const local = context && (await findLocalBundle(context, query, options))
  if (local?.committed) return { bundle: local, source: 'local' }
  if (local !== undefined) throw notCommitted(local)
  const found = await findRemoteInput(query, remote, options)
  if (found !== undefined) return found
  const { base } = options
  const where = `${remote.context}${base === undefined ? '' : `, or ${base.context},`} on ${remote.url}`
  const places = context ? `Neither the local context ${context.name} nor ${where} has` : `There is not in ${where}`
  const advice =
    query.kind === 'uuid'
      ? 'Check the uuid, `remote` and `context`.'
      : 'Check the name, `input-tags`, `remote` and `context`; `dsdt ls -v` shows what there is.'
  throw new Failure('input-not-found', `${places} ${wordsFor(query)}.`, advice)
}

async function findRemoteInput(
  query: FindQuery,
  remote: Remote,
  { base, ...options }: FindOptions & { readonly base?: Remote | undefined },
): Promise<FoundInput | undefined> {
  const bundle = await findBundle(remote, query, options)
  const needsNone = base === undefined || (query.kind === 'uuid' && bundle !== undefined)
  const inBase = needsNone ? undefined : await findBundle(base, query, options)
  if (inBase !== undefined && (bundle === undefined || newestFirst(inBase, bundle) < 0))
    return { bundle: inBase, source: 'base' }
  return bundle && { bundle, source: 'remote' }
}

function wordsFor(query: FindQuery): string {
  if (query.kind === 'uuid') return `a bundle ${query.uuid}`
  const tags = [...(query.tags ?? [])].map(([key, value]) => `${key}:${value}`)
  return `a committed bundle "${query.name}"${tags.length > 0 ? ` with the tags ${tags.join(', ')}` : ''}`
}

function notCommitted(bundle: Bundle): Failure {
  const evidence = `The input bundle "${bundle.name}" (${bundle.uuid}) in the local context is not committed, and only committed bundles are pushed.`
  return new Failure('input-not-committed', evidence, `Commit it: dsdt commit -u ${bundle.uuid}`)
}

/** How the bundle was made that a pipe found up to date. */
export interface ReuseKey {
  /** Undefined where the pipe names it by itself. */
  readonly name: string | undefined
  readonly codeMethod: string
  readonly params: ReadonlyMap<string, string>
  /** Luigi's id of the task, if its log gave one; without it, name and parameters must do. */
  readonly taskId: string | undefined
}

/** The newest bundle that was made the same way, which Disdat therefore did not make again; undefined where there is none. */
export async function findReusable(remote: Remote, made: ReuseKey, options: FindOptions): Promise<Bundle | undefined> {
  const params = made.taskId === undefined ? made.params : undefined
  return await findBundle(remote, { kind: 'newest', ...made, params }, options)
}
