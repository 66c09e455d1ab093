import { getProperty } from './workflow-context.ts'

/** The workflow run whose end has started this one, as GitHub itself tells it. */
export interface FinishedRun {
  readonly id: number
  readonly attempt: number
  /** Of the workflow. */
  readonly path: string
  /** Its page. */
  readonly url: string
  /** What had started it. */
  readonly event: string
  /** The commit that it was for: in a pull request its head. */
  readonly sha: string
  readonly branch: string
  /** `owner/name`, where the branch is; undefined where the fork is gone. */
  readonly repository: string | undefined
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run; undefined of any other event. */
export function parseFinishedRun(event: unknown): FinishedRun | undefined {
  const run = getProperty(event, 'workflow_run')
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const [id, attempt] = [getProperty(run, 'id'), getProperty(run, 'run_attempt')]
  const sha = text(getProperty(run, 'head_sha'))
  if (typeof id !== 'number' || typeof attempt !== 'number' || sha === '') return undefined
  return {
    ...{ id, attempt, sha },
    path: text(getProperty(run, 'path')),
    url: text(getProperty(run, 'html_url')),
    event: text(getProperty(run, 'event')),
    branch: text(getProperty(run, 'head_branch')),
    repository: text(getProperty(getProperty(run, 'head_repository'), 'full_name')) || undefined,
  }
}
