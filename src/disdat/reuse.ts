import type { Dialect } from './command-line.ts'

/** Whether Disdat may answer with an earlier bundle instead of making one, why, and what the container must be told for that. */
export interface Reuse {
  readonly possible: boolean
  readonly why: string
  readonly env: ReadonlyMap<string, string>
}

/** What decides about reuse. */
export interface ReuseFacts {
  readonly dialect: Dialect
  readonly force: boolean
  /** The image's own environment, over which the user's is laid. */
  readonly env: ReadonlyMap<string, string>
  /** The commits that this workflow runs for: the checked-out one, and a pull request's head. */
  readonly commits: readonly string[]
}

/**
 * Images of `dsdt dockerize` name their commit in PIPELINE_GIT_HASH but never say that it was clean: disdat 1.x takes code for changed unless
 * GIT_DIRTY is there and empty, so it would make everything again. We vouch for an image whose commit is the workflow's own.
 */
export function reuseOf({ dialect, force, env, commits }: ReuseFacts): Reuse {
  const none = new Map<string, string>()
  if (force) return { possible: false, why: 'Not asked for: `force` makes everything anew.', env: none }
  if (dialect === 'classic')
    return { possible: true, why: 'Possible: the classic entry point decides by itself.', env: none }
  const dirty = env.get('GIT_DIRTY')
  if (dirty !== undefined) {
    const why =
      dirty === ''
        ? 'Possible: the environment has an empty GIT_DIRTY.'
        : 'Not possible: GIT_DIRTY is set in the environment.'
    return { possible: dirty === '', why, env: none }
  }
  const hash = commitOf(env.get('PIPELINE_GIT_HASH'))
  if (hash === undefined)
    return { possible: false, why: 'Not possible: the image does not name the commit it was built from.', env: none }
  if (!commits.includes(hash)) {
    const mine = commits[0]?.slice(0, 7) ?? 'none'
    const why = `Not possible: the image was built from commit ${hash.slice(0, 7)}, this workflow runs for ${mine}.`
    return { possible: false, why, env: none }
  }
  const why = `Possible: the image was built from this workflow's own commit ${hash.slice(0, 7)}.`
  return { possible: true, why, env: new Map([['GIT_DIRTY', '']]) }
}

/** dockerize may have stored the commit as the text of a Python bytes object: `b'1288…\\n'`. */
function commitOf(text: string | undefined): string | undefined {
  return /^(?:b')?([0-9a-f]{40,64})(?:\\n)?'?$/.exec(text?.trim() ?? '')?.[1]
}
