import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { printRule } from '../compare/rules/rules.ts'
import type { Environment } from '../lib/environment.ts'
import type { Inputs } from '../plan/inputs.ts'
import { compareWithText, type ReportInputs } from '../plan/report-inputs.ts'
import { getProperty } from './workflow-context.ts'

/** What a job has without a `timeout-minutes` of its own, and at most on a hosted and on any other runner: https://docs.github.com/en/actions/reference/limits */
const minutesOf = { default: 360, mostHosted: 360, most: 7200 }
/** What is kept for the report, the post steps and the rest of the job. */
const margin = { minutes: 6, share: 0.1 }

/** Aborts when GitHub is about to end the job for its time. */
export async function createJobDeadline(env: Environment): Promise<AbortSignal> {
  return AbortSignal.timeout(Math.max(0, Math.round((await findJobDeadline(env)) - Date.now())))
}

/**
 * The time, in ms since 1970, at which a job should be left before GitHub ends it. A job begins when the runner writes its event's payload, and its limit is that of the
 * workflow's own file, where the workspace has it and it is a plain number; six hours otherwise, and on a hosted runner in any case.
 */
export async function findJobDeadline(env: Environment): Promise<number> {
  const most = env['RUNNER_ENVIRONMENT'] === 'self-hosted' ? minutesOf.most : minutesOf.mostHosted
  const minutes = Math.min(most, (await jobMinutes(env)) ?? minutesOf.default)
  const kept = Math.min(margin.minutes, minutes * margin.share)
  return (await jobStart(env)) + (minutes - kept) * 60_000
}

async function jobStart({ GITHUB_EVENT_PATH: path }: Environment): Promise<number> {
  const written = path ? await stat(path).catch(() => undefined) : undefined
  return written?.mtimeMs ?? Date.now()
}

/** `timeout-minutes` of this job; undefined where it has none, or one that cannot be known. */
async function jobMinutes(env: Environment): Promise<number | undefined> {
  const { GITHUB_WORKSPACE: workspace = '', GITHUB_WORKFLOW_REF: ref = '', GITHUB_JOB: job = '' } = env
  // `owner/name/.github/workflows/file.yml@refs/heads/main`
  const path = /^[^/]+\/[^/]+\/(\.github\/workflows\/[^/@]+)@/.exec(ref)?.[1]
  if (path === undefined || workspace === '') return undefined
  try {
    const workflow: unknown = parse(await readFile(join(workspace, path), 'utf8'))
    const minutes = ['jobs', job, 'timeout-minutes'].reduce(getProperty, workflow)
    return typeof minutes === 'number' && minutes > 0 ? minutes : undefined
  } catch {
    return undefined
  }
}

/** The step that attaches to jobs, as YAML for a workflow: the same identity, and what else it would need to be told again. */
export function renderAttachSnippet(jobIds: readonly string[], inputs: Inputs, env: Environment): string {
  const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = env
  const { awsRegion, role, pullOutput, baseContext, report, given } = inputs
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['backend', 'AWSBatch'],
    ['attach-job-ids', jobIds.join(',')],
    // Another job may have another environment.
    ['aws-region', awsRegion ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'])],
    ['role-to-assume', role.roleToAssume],
    ['audience', role.audience && JSON.stringify(role.audience)],
    ['pull-output', given.has('pull-output') ? pullOutput : undefined],
    ['base-context', baseContext && JSON.stringify(baseContext)],
    ['compare-with', given.has('compare-with') ? JSON.stringify(compareWithText(report.compareWith)) : undefined],
    ['fail-on', report.failOn.some(({ kind }) => kind !== 'error') ? JSON.stringify(rulesText(report)) : undefined],
  ]
  const filled = lines.flatMap(([name, value]) => (value ? [`    ${name}: ${value}`] : []))
  return [`- uses: ${repository || 'disdat/run-action'}@${ref || 'main'}`, '  with:', ...filled].join('\n')
}

const rulesText = ({ failOn }: ReportInputs) => failOn.map(printRule).join(', ')
