import { at } from './workflow.ts'

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
export function finishedRunOf(event: unknown): FinishedRun | undefined {
  const run = at(event, 'workflow_run')
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const [id, attempt] = [at(run, 'id'), at(run, 'run_attempt')]
  const sha = text(at(run, 'head_sha'))
  if (typeof id !== 'number' || typeof attempt !== 'number' || sha === '') return undefined
  return {
    ...{ id, attempt, sha },
    path: text(at(run, 'path')),
    url: text(at(run, 'html_url')),
    event: text(at(run, 'event')),
    branch: text(at(run, 'head_branch')),
    repository: text(at(at(run, 'head_repository'), 'full_name')) || undefined,
  }
}
