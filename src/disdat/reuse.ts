import type { Dialect } from './command-line.ts'

/** Whether Disdat may answer with an earlier bundle instead of making one, why, and what the container must be told for that. */
export interface Reuse {
  /** Undefined: the image's own configuration decides, and it is not ours to read. */
  readonly possible: boolean | undefined
  readonly why: string
  readonly env: ReadonlyMap<string, string>
  /** The commit that the image says it was built from. */
  readonly imageCommit: string | undefined
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
 * What can be said about reuse before the run. disdat 1.x takes code for changed unless GIT_DIRTY is there and empty, which images of
 * `dsdt dockerize` never have: we vouch for an image whose commit is the workflow's own. An image whose configuration has
 * `ignore_code_version`, as `dsdt init` writes it, does not ask about the code at all.
 */
export function predictReuse({ dialect, force, env, commits }: ReuseFacts): Reuse {
  const imageCommit = parseCommit(env.get('PIPELINE_GIT_HASH'))
  const answer = (possible: boolean | undefined, why: string, told: [string, string][] = []): Reuse => {
    return { possible, why, env: new Map(told), imageCommit }
  }
  if (force) return answer(false, 'Not asked for: `force` makes everything anew.')
  if (dialect === 'classic') return answer(undefined, 'Left to the classic image, which decides by itself.')
  const dirty = env.get('GIT_DIRTY')
  if (dirty === '') return answer(true, 'Possible: GIT_DIRTY is empty in the environment.')
  if (dirty !== undefined) return answer(undefined, `Left to the image: GIT_DIRTY is set, so ${unlessIgnored}`)
  if (imageCommit === undefined) return answer(undefined, `Left to the image, which names no commit: ${unlessIgnored}`)
  const built = `the image was built from commit ${imageCommit.slice(0, 7)}`
  if (commits.includes(imageCommit))
    return answer(true, `Possible: ${built}, this workflow's own.`, [['GIT_DIRTY', '']])
  const mine = commits[0]?.slice(0, 7) ?? 'none'
  return answer(undefined, `Left to the image: ${built}, this workflow runs for ${mine}, so ${unlessIgnored}`)
}

const unlessIgnored = 'Disdat makes everything anew unless the image is configured with `ignore_code_version`.'

/** What dockerize bakes in may be the text of a Python bytes object, with or without its quotes: `b'1288…\n'`, `b1288…\n`. */
export function parseCommit(text: string | undefined): string | undefined {
  return /^(?:b'?)?([0-9a-f]{40}|[0-9a-f]{64})(?:\\n)?'?$/.exec(text?.trim() ?? '')?.[1]
}
