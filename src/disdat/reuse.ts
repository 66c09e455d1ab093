import { type Dialect, getGeneration } from './generations.ts'

/** Whether Disdat can return an earlier bundle instead of running the pipe. */
export interface ReusePrediction {
  /** Undefined where the image's own configuration decides, which the action cannot read. */
  readonly possible: boolean | undefined
  /** One sentence for the report. */
  readonly why: string
  /** The environment variables that the container needs for the reuse. */
  readonly env: ReadonlyMap<string, string>
  /** The commit that the image is built from, according to its environment. */
  readonly imageCommit: string | undefined
}

/** What the prediction depends on. */
export interface ReuseFacts {
  readonly dialect: Dialect
  readonly force: boolean
  /** The image's environment, overridden by the user's. */
  readonly env: ReadonlyMap<string, string>
  /** The commits that this workflow runs for: the checked-out commit, and the head of a pull request. */
  readonly commits: readonly string[]
}

/**
 * Predicts whether Disdat can reuse a bundle. disdat 1.x treats code as changed unless GIT_DIRTY is set and empty, and
 * images of `dsdt dockerize` never set it. So `env` sets it for an image whose commit is the workflow's own. An image
 * with `ignore_code_version` in its configuration, as `dsdt init` writes it, does not compare code at all.
 */
export function predictReuse({ dialect, force, env, commits }: ReuseFacts): ReusePrediction {
  const imageCommit = parseCommit(env.get('PIPELINE_GIT_HASH'))
  const predict = (possible: boolean | undefined, why: string, vars: [string, string][] = []): ReusePrediction => {
    return { possible, why, env: new Map(vars), imageCommit }
  }
  if (force) return predict(false, 'Not possible: `force` is set.')
  const { versions, takesInput } = getGeneration(dialect)
  if (takesInput) return predict(undefined, `Depends on the image: images of ${versions} decide on their own.`)
  const dirty = env.get('GIT_DIRTY')
  if (dirty === '') return predict(true, 'Possible: GIT_DIRTY is empty in the environment.')
  if (dirty !== undefined) return predict(undefined, `Depends on the image: GIT_DIRTY is set, so ${unlessIgnored}`)
  if (imageCommit === undefined)
    return predict(undefined, `Depends on the image: it names no commit, so ${unlessIgnored}`)
  const built = `built from commit ${imageCommit.slice(0, 7)}`
  if (commits.includes(imageCommit))
    return predict(true, `Possible: the image is ${built}, which this workflow runs for.`, [['GIT_DIRTY', '']])
  const workflowCommit = commits[0]?.slice(0, 7) ?? 'an unknown commit'
  return predict(
    undefined,
    `Depends on the image: it is ${built} and this workflow runs for ${workflowCommit}, so ${unlessIgnored}`,
  )
}

const unlessIgnored = 'Disdat runs every task again unless the image is configured with `ignore_code_version`.'

/**
 * Reads a commit hash. dockerize may write it as the text of a Python bytes object, with or without its quotes:
 * `b'1288…\n'`, `b1288…\n`.
 */
export function parseCommit(text: string | undefined): string | undefined {
  return /^(?:b'?)?([0-9a-f]{40}|[0-9a-f]{64})(?:\\n)?'?$/.exec(text?.trim() ?? '')?.[1]
}
