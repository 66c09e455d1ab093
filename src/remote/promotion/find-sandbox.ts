import { Failure } from '../../errors.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import type { Remote } from '../remote.ts'
import { readSandboxMarker, type SandboxOwner } from '../sandbox.ts'

/** What the names begin with, of which all but the first stand for contexts of several pipelines on one remote. */
export const listSandboxBeginnings = (base: string): readonly string[] => [
  'pr-',
  ...['-', '.', '_'].map((separator) => `${base}${separator}pr-`),
]

/** The names that are looked for. */
export const listSandboxNames = (base: string, pullRequest: number): readonly string[] =>
  listSandboxBeginnings(base).map((beginning) => `${beginning}${pullRequest}`)

/** A sandbox, or the refusal of S3 to read the first context that may be one. */
export type SandboxSearch = { readonly sandbox?: Remote; readonly denied?: Failure }

/**
 * Finds the sandbox that is marked as that of a pull request: `pr-<number>`, or this name after that of the base. There
 * is none when it was deleted, or when S3 denies reading it: a role may read one of the names only. Costs one GET for
 * each name. Throws Failure as a store does, except `access-denied`.
 */
export async function findSandbox(
  base: Remote,
  { repository, pullRequest }: SandboxOwner,
  open: (context: string) => Remote,
  options: Cancellable,
): Promise<SandboxSearch> {
  const found = await Promise.all(
    listSandboxNames(base.context, pullRequest).map(async (context): Promise<SandboxSearch> => {
      const sandbox = open(context)
      try {
        const marker = await readSandboxMarker(sandbox, options)
        return marker?.repository === repository && marker.pullRequest === pullRequest ? { sandbox } : {}
      } catch (error) {
        if (error instanceof Failure && error.verdict === 'access-denied') return { denied: error }
        throw error
      }
    }),
  )
  return found.find(({ sandbox }) => sandbox) ?? found.find(({ denied }) => denied) ?? {}
}
