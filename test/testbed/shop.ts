import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { getList } from '../../src/lib/json.ts'
import { type Gate, startGate } from './aws-gate.ts'
import { setUpBatch } from './batch.ts'
import { createAppSecret, createJobEvent, invokeFunction } from './dispatch.ts'
import { images } from './docker.ts'
import { type BundleData, type Home, makeHome } from './dsdt.ts'
import { startS3 } from './first-run.ts'
import { startGitHub } from './github.ts'
import type { WorkflowRunRecord } from './github-workflows.ts'
import { startMoto } from './moto.ts'
import { type Edit, makeRepository, type PipelineRepository } from './repository.ts'
import type { Event } from './runner.ts'
import { type JobResult, runWorkflow, type WorkflowOptions } from './workflow.ts'

/**
 * The environment of the examples: a bucket, orders, roles for the workflows, and a pull request on the example
 * pipeline.
 */
export interface Shop extends AsyncDisposable {
  /** The uuid of `raw.orders` in the remote context `shop`. */
  readonly raw: string
  /** A home of another user, with the context `shop`. */
  readonly home: Home
  readonly repository: PipelineRepository
  /** The repository's variables. */
  readonly vars: Readonly<Record<string, string>>
  /** The double of AWS with the issuer of GitHub's tokens. */
  readonly gate: Gate
  /** The runs of heal.yml that GitHub has, the oldest first. */
  readonly healRuns: readonly WorkflowRunRecord[]
  /** The runs of pull-request.yml that GitHub has. */
  readonly checkRuns: readonly WorkflowRunRecord[]
  /** The GitHub API, with the open pull request 57, heal.yml and pull-request.yml. */
  readonly github: Awaited<ReturnType<typeof startGitHub>>
  /** The artifacts of the workflow runs by name, each with its file. */
  readonly artifacts: ReadonlyMap<string, string>
  /** Runs an example of `examples/workflows/`. */
  runWorkflow(
    file: string,
    event: Event,
    options?: Partial<WorkflowOptions>,
  ): Promise<Readonly<Record<string, JobResult>>>
  /** Creates an event of the pull request; `merged` is `closed` by a merge. */
  createPullRequestEvent(action: 'opened' | 'synchronize' | 'closed' | 'merged' | 'labeled', label?: string): Event
  /** The event of a push to pull request 58, which comes from a fork and is not trusted. */
  readonly forked: Event
  /** The event of the end of the workflow that the fork's push started. */
  readonly forkTried: Event
  /** Invokes the function of the stack batch-dispatch with the event of a Batch job that has ended. */
  invokeDispatch(jobId: string, apiUrl: string): Promise<string>
  /** Lists the keys of the bucket below a prefix. */
  listKeys(prefix: string): Promise<readonly string[]>
  /** Deletes the objects of the bucket below a prefix. */
  deleteKeys(prefix: string): Promise<void>
}

/** A day in UTC, so many days before today. */
const getDay = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)
/** The previous day in UTC. */
export const yesterday = getDay(1)
/** The last seven days in UTC, the oldest first. */
export const lastWeek: readonly string[] = [7, 6, 5, 4, 3, 2, 1].map(getDay)
/** The pull request of the repository. */
export const pullRequestNumber = 57
const fork = { number: 58, repository: 'somebody/pipelines', branch: 'patch-1' } as const

const orders: BundleData = {
  kind: 'frame',
  columns: {
    order_id: [1, 2, 3, ...lastWeek.map((_, index) => index + 4), 11],
    day: ['2026-01-05', '2026-01-05', '2026-01-05', ...lastWeek, yesterday],
    customer: ['ann', 'bob', 'ann', ...lastWeek.map(() => 'ann'), 'cid'],
    amount: [20.5, 100, 99.5, ...lastWeek.map(() => 7.25), 1],
    refunded: Array.from({ length: 11 }, () => false),
  },
}

/** Creates the AWS account with the orders, for the lifetime of `own`. */
async function openAccount(own: AsyncDisposableStack) {
  const moto = own.use(await startMoto())
  const gate = own.use(await startGate(moto.endpoint))
  await moto.createBucket('acme-data')
  const bound = { remote: 's3://acme-data/disdat', remoteContext: 'shop', localContext: 'shop' }
  const home = own.use(await makeHome(moto, bound))
  const raw = await home.makeBundle({ name: 'raw.orders', data: orders, push: true })
  const { jobRole } = await setUpBatch(moto, 'disdat-spot')
  return { moto, gate, home, raw, jobRole, secretArn: await createAppSecret(moto) }
}

/**
 * Creates the environment, with its own AWS account and its own GitHub.
 *
 * @param edits What the pull request changes; by default, it drops a column
 */
export async function openShop(
  options: Pick<WorkflowOptions, 'dist' | 'onLine'> = {},
  edits?: readonly Edit[],
): Promise<Shop> {
  const own = new AsyncDisposableStack()
  try {
    const [repository, account] = await Promise.all([
      makeRepository(edits).then((made) => own.use(made)),
      openAccount(own),
    ])
    const { moto, gate, home, raw, secretArn, jobRole } = account
    const { base, head } = repository
    const healRuns: WorkflowRunRecord[] = []
    const checkRuns = [{ event: 'pull_request', status: 'completed', createdAt: new Date() }]
    const github = own.use(
      await startGitHub({
        pullRequests: [
          { number: pullRequestNumber, sha: head, branch: 'feature' },
          { ...fork, sha: head },
        ],
        merges: [{ number: pullRequestNumber, commit: head, head }],
        login: 'github-actions[bot]',
        permissions: { octocat: 'write' },
        workflows: {
          'pull-request.yml': { inputs: [], runs: checkRuns },
          'heal.yml': { inputs: ['day'], runs: healRuns },
        },
      }),
    )
    const pullRequests = 'repo:octo-org/pipelines:pull_request'
    const vars = {
      DISDAT_ROLE: gate.trust('disdat-ci'),
      DISDAT_JOB_ROLE: jobRole,
      DISDAT_PULL_REQUEST_ROLE: gate.trust('disdat-pull-request', { subjects: [pullRequests] }),
      ORDERS_IMAGE: images.luigi,
      ORDERS_REPOSITORY: repository.images,
    }
    const artifacts = new Map<string, string>()
    const listKeys = async (prefix: string) => {
      const query = new URLSearchParams({ 'list-type': '2', prefix })
      const listed = await (await fetch(`${moto.endpoint}/acme-data?${query}`)).text()
      return [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key)
    }
    const theirs = { ref: fork.branch, sha: head, repo: { full_name: fork.repository } }
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '' } = gate.env
    return {
      raw,
      home,
      repository,
      vars,
      ...{ gate, github, healRuns, checkRuns, artifacts, listKeys },
      runWorkflow: async (file, event, more = {}) => {
        gate.claim(event.name === 'pull_request' ? { sub: pullRequests } : {})
        return await runWorkflow({
          file: `examples/workflows/${file}`,
          event,
          // The endpoint of AWS, without keys.
          env: { AWS_ENDPOINT_URL: gate.endpoint, AWS_EC2_METADATA_DISABLED: 'true', NO_PROXY: '127.0.0.1,localhost' },
          context: { GITHUB_API_URL: github.apiUrl },
          tokenEnv: { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token },
          token: 'ghs_0123456789abcdefghijABCDEFGHIJ012345',
          vars,
          doubles: {
            'actions/checkout': async ({ workspace }) => {
              await repository.checkOut(workspace)
              return {}
            },
            'actions/upload-artifact': async ({ with: { name = '', path = '', archive } }) => {
              // https://github.com/actions/upload-artifact#inputs: without an archive, the file names the artifact.
              artifacts.set(archive === 'false' ? basename(path) : name, await readFile(path, 'utf8'))
              return {}
            },
            'actions/download-artifact': async ({ with: { name = '', path = '' }, workspace }) => {
              await mkdir(join(workspace, path), { recursive: true })
              await writeFile(join(workspace, path, 'result.json'), artifacts.get(name) ?? '')
              return {}
            },
          },
          services: { 'motoserver/moto': startS3 },
          inputsHere: { network: 'host' },
          ...options,
          ...more,
        })
      },
      forked: {
        name: 'pull_request',
        number: fork.number,
        sha: head,
        payload: {
          action: 'synchronize',
          number: fork.number,
          pull_request: {
            number: fork.number,
            head: { ...theirs, label: `somebody:${fork.branch}` },
            base: { ref: 'main', sha: base, repo: { full_name: 'octo-org/pipelines' } },
          },
        },
      },
      forkTried: {
        name: 'workflow_run',
        run: { id: 17_023_456_789, sha: head, branch: fork.branch, repository: fork.repository, event: 'pull_request' },
      },
      createPullRequestEvent: (action, label) => {
        const repo = { full_name: 'octo-org/pipelines' }
        const pullRequest = {
          number: pullRequestNumber,
          head: { ref: 'feature', sha: head, repo },
          base: { ref: 'main', sha: base, repo },
          merged: action === 'merged',
        }
        const labelled = label === undefined ? {} : { label: { name: label } }
        const number = pullRequestNumber
        const payload = {
          ...{ action: action === 'merged' ? 'closed' : action, number, pull_request: pullRequest },
          ...labelled,
        }
        return { name: 'pull_request', number, sha: head, payload }
      },
      invokeDispatch: async (jobId, apiUrl) => {
        const [job] = getList(await moto.call('batch', '/v1/describejobs', { jobs: [jobId] }), 'jobs')
        return await invokeFunction(createJobEvent(Object(job)), { moto, apiUrl, secretArn })
      },
      async deleteKeys(prefix) {
        // moto refuses to delete objects for a request without a signature, which it does not check.
        const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request' }
        for (const key of await listKeys(prefix)) {
          const { status } = await fetch(`${moto.endpoint}/acme-data/${key}`, { method: 'DELETE', headers })
          if (status !== 204) throw new Error(`${key} is not deleted: ${status}`)
        }
      },
      [Symbol.asyncDispose]: () => own.disposeAsync(),
    }
  } catch (error) {
    await own.disposeAsync()
    throw error
  }
}
