import type { FindOptions, FindQuery } from '../bundles/find-in-place.ts'
import { type Bundle, compareNewestFirst } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import { findLocalBundle, type LocalContext } from '../local/context.ts'
import { findBundle } from './find.ts'
import type { Remote } from './remote.ts'

/** An input bundle and the place where it was found. */
export interface FoundInput {
  readonly bundle: Bundle
  /** `base`: in the base context, and not yet in the context of the run. */
  readonly source: 'local' | 'remote' | 'base'
}

type InputOptions = FindOptions & { readonly base?: Remote | undefined }

/**
 * The input bundle: from the local context if it has a match, otherwise from the remote. With a base context, the
 * newest match of both remote contexts. Throws Failure `input-not-found`, `input-not-committed`, `bundle-corrupt`,
 * `remote-unreachable` or `access-denied`.
 */
export async function findInput(
  query: FindQuery,
  context: LocalContext | undefined,
  remote: Remote,
  options: InputOptions,
): Promise<FoundInput> {
  const local = context && (await findLocalBundle(context, query, options))
  if (local?.committed) return { bundle: local, source: 'local' }
  if (local !== undefined) throw createNotCommittedFailure(local)
  const found = await findRemoteInput(query, remote, options)
  if (found !== undefined) return found
  throw createNotFoundFailure(query, context, remote, options.base)
}

async function findRemoteInput(
  query: FindQuery,
  remote: Remote,
  { base, ...options }: InputOptions,
): Promise<FoundInput | undefined> {
  const bundle = await findBundle(remote, query, options)
  const skipsBase = base === undefined || (query.kind === 'uuid' && bundle !== undefined)
  const inBase = skipsBase ? undefined : await findBundle(base, query, options)
  if (inBase !== undefined && (bundle === undefined || compareNewestFirst(inBase, bundle) < 0)) {
    return { bundle: inBase, source: 'base' }
  }
  return bundle && { bundle, source: 'remote' }
}

function createNotFoundFailure(
  query: FindQuery,
  context: LocalContext | undefined,
  remote: Remote,
  base: Remote | undefined,
): Failure {
  const contexts = base === undefined ? `\`${remote.context}\`` : `\`${remote.context}\` or \`${base.context}\``
  const local = context === undefined ? '' : `in the local context \`${context.name}\` or `
  const evidence = `No ${describeQuery(query)} ${local}in context ${contexts} of ${remote.url}.`
  const advice =
    query.kind === 'uuid'
      ? 'Check the uuid, `remote` and `context`.'
      : 'Check the name, `input-tags`, `remote` and `context`. Push it with `dsdt push`, or create it here with `input-path`.'
  return new Failure('input-not-found', evidence, advice)
}

function describeQuery(query: FindQuery): string {
  if (query.kind === 'uuid') return `bundle ${query.uuid}`
  const tags = [...(query.tags ?? [])].map(([key, value]) => `${key}:${value}`)
  return `committed bundle \`${query.name}\`${tags.length > 0 ? ` with the tags ${tags.join(', ')}` : ''}`
}

function createNotCommittedFailure(bundle: Bundle): Failure {
  const evidence = `The input bundle \`${bundle.name}\` (${bundle.uuid}) in the local context is not committed. Only committed bundles can be pushed.`
  return new Failure('input-not-committed', evidence, `Commit it: dsdt commit -u ${bundle.uuid}`)
}
