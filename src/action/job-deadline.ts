import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Environment } from '../lib/environment.ts'
import { getNumber } from '../lib/json.ts'
import { readOptionalText } from '../lib/regular-file.ts'

/**
 * The time limit of a job in minutes: the default without `timeout-minutes`, and the maximum on a GitHub-hosted and on
 * a self-hosted runner. https://docs.github.com/en/actions/reference/limits
 */
const limitMinutes = { default: 360, maxHosted: 360, maxSelfHosted: 7200 }
/** A larger workflow file is not read. */
const maxWorkflowBytes = 1 << 20
/** The time that is kept for the report, the post steps and the rest of the job: the smaller of the two. */
const margin = { minutes: 6, share: 0.1 }

/** Aborts when GitHub is about to end the job because of its time limit. */
export async function createJobDeadline(env: Environment, jobMinutes?: number): Promise<AbortSignal> {
  return AbortSignal.timeout(Math.max(0, Math.round((await findJobDeadline(env, jobMinutes)) - Date.now())))
}

/**
 * Returns the time, in ms since 1970, at which a step should stop waiting because GitHub is about to end the job. The
 * job starts when the runner writes the event's payload. Its limit is `jobMinutes`, or else `timeout-minutes` in the
 * workflow's file, if the workspace has that file and the value is a number; otherwise six hours. On a hosted runner it
 * is never more than six hours.
 */
export async function findJobDeadline(env: Environment, jobMinutes?: number): Promise<number> {
  const max = env['RUNNER_ENVIRONMENT'] === 'self-hosted' ? limitMinutes.maxSelfHosted : limitMinutes.maxHosted
  const minutes = Math.min(max, jobMinutes ?? (await readJobMinutes(env)) ?? limitMinutes.default)
  const kept = Math.min(margin.minutes, minutes * margin.share)
  return (await readJobStart(env)) + (minutes - kept) * 60_000
}

async function readJobStart({ GITHUB_EVENT_PATH: path }: Environment): Promise<number> {
  const status = path ? await stat(path).catch(() => undefined) : undefined
  return status?.mtimeMs ?? Date.now()
}

/** Reads `timeout-minutes` of this job; undefined when the job has none, or when it is an expression. */
async function readJobMinutes(env: Environment): Promise<number | undefined> {
  const { GITHUB_WORKSPACE: workspace = '', GITHUB_WORKFLOW_REF: ref = '', GITHUB_JOB: job = '' } = env
  // `owner/name/.github/workflows/file.yml@refs/heads/main`
  const path = /^[^/]+\/[^/]+\/(\.github\/workflows\/[^/@]+)@/.exec(ref)?.[1]
  if (path === undefined || workspace === '') return undefined
  try {
    const workflow: unknown = parse(await readOptionalText(join(workspace, path), { maxBytes: maxWorkflowBytes }))
    const minutes = getNumber(workflow, 'jobs', job, 'timeout-minutes')
    return minutes !== undefined && minutes > 0 ? minutes : undefined
  } catch {
    return undefined
  }
}
