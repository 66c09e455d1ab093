import { getField, getNumber, getString } from '../lib/json.ts'

/** The finished workflow run that triggered this one, as GitHub's event describes it. */
export interface FinishedRun {
  readonly id: number
  readonly attempt: number
  /** The path of the workflow's file. */
  readonly path: string
  /** The run's page. */
  readonly url: string
  /** The event that triggered the finished run. */
  readonly event: string
  /** The commit of the finished run: in a pull request its head. */
  readonly sha: string
  readonly branch: string
  /** The repository of the branch, `owner/name`; undefined when the fork was deleted. */
  readonly repository: string | undefined
}

/**
 * Parses the payload of a `workflow_run` event; undefined for any other event.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
 */
export function parseFinishedRun(event: unknown): FinishedRun | undefined {
  const run = getField(event, 'workflow_run')
  const [id, attempt, sha] = [getNumber(run, 'id'), getNumber(run, 'run_attempt'), getString(run, 'head_sha')]
  if (id === undefined || attempt === undefined || !sha) return undefined
  return {
    id,
    attempt,
    path: getString(run, 'path') ?? '',
    url: getString(run, 'html_url') ?? '',
    event: getString(run, 'event') ?? '',
    sha,
    branch: getString(run, 'head_branch') ?? '',
    repository: getString(run, 'head_repository', 'full_name') || undefined,
  }
}
