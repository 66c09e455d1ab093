import { describeError } from '../../errors.ts'
import { GitHubError } from '../../github/errors.ts'
import type { WorkflowRuns } from '../../github/workflow-runs.ts'
import { formatCount } from '../../lib/units.ts'
import type { HealInputs } from '../../plan/freshness/freshness-inputs.ts'
import type { BundleFreshness, HealResult } from '../../report/freshness-result.ts'
import { type GitHubAccess, openGitHubFor } from '../github-access.ts'

/** What `heal` needs besides its inputs. */
interface HealContext extends GitHubAccess {
  readonly now: Date
  readonly cancelled: AbortSignal
}

/** How long all calls of GitHub may take, in milliseconds. */
const limitMs = 180_000
/** The period of `heal-limit`, in milliseconds. */
const periodMs = 86_400_000
/** The most values of one input. A step makes at most 1,000 runs. */
const maxValues = 1000

/**
 * Starts the workflow that makes what is missing, unless one of its runs has not ended, or `heal-limit` of them were
 * dispatched in 24 hours. Undefined when no run can help. Never throws.
 */
export async function heal(
  { workflow, limit }: HealInputs,
  bundles: readonly BundleFreshness[],
  context: HealContext,
): Promise<HealResult | undefined> {
  const missing = bundles.filter(({ canHeal }) => canHeal)
  if (missing.length === 0) return undefined
  const refuse = (why: string): HealResult => ({ kind: 'refused', workflow, why })
  const [, ref] = /^refs\/heads\/(.+)$/.exec(context.env['GITHUB_REF'] ?? '') ?? []
  if (ref === undefined) return refuse('It can be started only from a workflow run of a branch.')
  try {
    const signal = AbortSignal.any([context.cancelled, AbortSignal.timeout(limitMs)])
    const github = await openGitHubFor(context, signal)
    if (github === undefined) return refuse('It needs `github-token`.')
    const runs = github.workflowRuns
    const why = await findObstacle(runs, workflow, limit, context.now)
    if (why !== undefined) return { kind: 'waiting', workflow, why }
    const url = await runs.dispatch({ workflow, ref, inputs: createInputs(missing) }, context.now)
    return { kind: 'dispatched', workflow, url }
  } catch (error) {
    return refuse(explainRefusal(error))
  }
}

async function findObstacle(
  runs: WorkflowRuns,
  workflow: string,
  limit: number,
  now: Date,
): Promise<string | undefined> {
  const unfinished = await runs.countUnfinished(workflow)
  if (unfinished > 0)
    return `${formatCount(unfinished, 'run')} of this workflow ${unfinished === 1 ? 'has' : 'have'} not ended.`
  const dispatched = await runs.countDispatches(workflow, new Date(now.getTime() - periodMs))
  if (dispatched < limit) return undefined
  return `${formatCount(dispatched, 'run')} of this workflow ${dispatched === 1 ? 'was' : 'were'} dispatched in the last 24 hours, and \`heal-limit\` is ${limit}.`
}

/**
 * For each parameter, the missing values of all bundles as a JSON list, the oldest first; of more than `maxValues`, the
 * newest.
 */
function createInputs(bundles: readonly BundleFreshness[]): Readonly<Record<string, string>> {
  const values = new Map<string, readonly string[]>()
  for (const { days } of bundles) {
    if (days !== undefined) values.set(days.key, [...(values.get(days.key) ?? []), ...days.missing])
  }
  const toJson = (all: readonly string[]) => JSON.stringify([...new Set(all)].toSorted().slice(-maxValues))
  return Object.fromEntries([...values].map(([key, all]) => [key, toJson(all)]))
}

function explainRefusal(error: unknown): string {
  const status = error instanceof GitHubError ? error.status : undefined
  const said = `GitHub answered: ${describeError(error)}`
  const needs = 'Give the job `permissions: actions: write`.'
  if (status === 403) return `${said}. ${needs}`
  if (status === 404)
    return `${said}. The default branch has no workflow of this name, or the token may not see it. ${needs}`
  if (status === 422) return `${said}. The workflow needs \`on: workflow_dispatch\` with an input for each \`each\`.`
  return `${said}.`
}
