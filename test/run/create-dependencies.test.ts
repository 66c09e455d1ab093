import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { OutputWriter } from '../../src/action/outputs.ts'
import { StateWriter } from '../../src/action/state.ts'
import { readWorkflowRun } from '../../src/action/workflow-run.ts'
import type { BackendServices } from '../../src/backends/backend-type.ts'
import { getField } from '../../src/lib/json.ts'
import { readInputs } from '../../src/plan/inputs.ts'
import { redactReport } from '../../src/report/redact-report.ts'
import { createCommentTarget } from '../../src/run/comment-target.ts'
import { createDependencies, type StepContext } from '../../src/run/create-dependencies.ts'
import { publishComment } from '../../src/run/publish-comment.ts'
import { RemoteUpdates } from '../../src/run/remote-updates.ts'
import { planRun, runEnv } from '../plan/fixtures.ts'
import { createInputEnv } from '../plan/input-fixtures.ts'
import { neverAborted } from '../remote/helpers.ts'
import { finished } from '../report/fixtures/reports.ts'
import { startWireServer } from '../s3/wire-server.ts'
import { createDoubleBackend } from '../testbed/double-backend.ts'
import { startGitHub } from '../testbed/github.ts'
import { inheritEnv, runCommand } from '../testbed/process.ts'
import { createFolder, createLog } from './fixtures.ts'

const awsEnv = { AWS_ACCESS_KEY_ID: 'AKIASTEP', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'us-east-1' }

async function create(
  env: Readonly<Record<string, string>> = {},
  inputs: Readonly<Record<string, string>> = {},
  { cancelled = neverAborted, redact = (text: string) => text } = {},
) {
  const log = createLog()
  const all = { ...awsEnv, ...env }
  const step: StepContext = {
    ...{ env: all, log, outputs: new OutputWriter(log.warning), state: new StateWriter('/nonexistent', log.warning) },
    ...{ inputs: readInputs(createInputEnv(inputs), []), cancelled, ended: neverAborted },
    ...{ updates: new RemoteUpdates(), redact, pageLogs: undefined },
  }
  const dependencies = await createDependencies(step, '/home/ann')
  return { dependencies, step, lines: log.lines }
}

const author = {
  ...{ GIT_AUTHOR_NAME: 'ann', GIT_AUTHOR_EMAIL: 'ann@example.com' },
  ...{ GIT_COMMITTER_NAME: 'ann', GIT_COMMITTER_EMAIL: 'ann@example.com' },
}
const url = { url: 's3://acme/dsdt', bucket: 'acme', prefix: 'dsdt' }

describe('createDependencies', () => {
  test('reads the pull request and the commits from the event', async () => {
    const event = join(await createFolder(), 'event.json')
    const pull = { number: 7, head: { sha: 'b'.repeat(40) }, base: { sha: 'c'.repeat(40) } }
    await writeFile(event, JSON.stringify({ action: 'closed', number: 7, pull_request: pull }))
    const { dependencies } = await create({
      ...{ GITHUB_EVENT_PATH: event, GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: 'octo-org/pipelines' },
      ...{ GITHUB_SHA: 'a'.repeat(40), GITHUB_RUN_ATTEMPT: '3' },
    })
    expect(dependencies).toMatchObject({
      pullRequest: { repository: 'octo-org/pipelines', number: 7, isClosed: true, isMerged: false },
      commits: ['a'.repeat(40), 'b'.repeat(40)],
      baseCommit: 'c'.repeat(40),
      workflowAttempt: 3,
      home: '/home/ann',
    })
  })

  test('looks for the acceptance in the comment that is made of redacted reports', async () => {
    const sha = 'b'.repeat(40)
    await using double = await startGitHub({ pullRequests: [{ number: 7, sha }], permissions: { ann: 'write' } })
    const event = join(await createFolder(), 'event.json')
    const pullRequest = { number: 7, head: { sha } }
    await writeFile(event, JSON.stringify({ action: 'opened', number: 7, pull_request: pullRequest }))
    const env = {
      ...{ GITHUB_EVENT_PATH: event, GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: 'octo-org/pipelines' },
      GITHUB_API_URL: double.apiUrl,
    }
    const inputs = { comment: 'always', accept: 'label', 'github-token': 't' }
    const redact = (text: string) => text.replaceAll('secret-name', '***')
    const { dependencies, step } = await create(env, inputs, { redact })
    const breaches = [{ rule: 'empty', evidence: 'It has no rows.' }]
    const rules = { checked: ['empty'], breaches, undecided: [] }
    const report = { ...finished, context: 'secret-name/shop', rules }
    dependencies.outputs.add(report)
    const published = [redactReport(report, redact)]
    const target = createCommentTarget(
      readWorkflowRun(env, { pull_request: pullRequest }),
      step.inputs.comment,
      published,
    )
    if (target === undefined) throw new Error('no target')
    await publishComment(published, target, {
      ...{ token: 't', env, log: step.log, outputs: { set: async () => undefined } },
      ...{ cancelled: neverAborted, recordsRules: true },
    })
    double.labels.add(7, 'disdat: accepted', 'ann')
    expect(await dependencies.acceptance?.decide(report, breaches)).toMatchObject({
      accepted: [{ rule: 'empty', by: 'ann' }],
      refused: [],
    })
  })

  test('masks the password of a proxy before anything uses it', async () => {
    const { dependencies, lines } = await create({ HTTPS_PROXY: 'http://ann:p%40ss@proxy:3128' })
    expect(lines).toStrictEqual([
      'secret: p%40ss',
      'secret: p@ss',
      'secret: ann:p%40ss',
      'secret: ann:p@ss',
      'secret: ann%3Ap%40ss',
    ])
    expect([...dependencies.networkEnv]).toStrictEqual([['HTTPS_PROXY', 'http://ann:p%40ss@proxy:3128']])
  })

  test('creates the identity once', async () => {
    const { dependencies } = await create()
    const [first, second] = await Promise.all([dependencies.identity(), dependencies.identity()])
    expect(second).toBe(first)
    expect(first.region).toBe('us-east-1')
    expect((await first.credentials()).accessKeyId).toBe('AKIASTEP')
  })

  test('opens a remote context once', async () => {
    const { dependencies } = await create()
    const [first, second] = await Promise.all([
      dependencies.openRemote(url, 'shop'),
      dependencies.openRemote(url, 'shop'),
    ])
    expect(second).toBe(first)
    expect((await dependencies.openRemote(url, 'other')).context).toBe('other')
  })

  test('opens a remote with its index on the remote unless `remote-index` is false', async () => {
    const isPersisted = async (inputs: Readonly<Record<string, string>>) => {
      const { dependencies } = await create({}, inputs)
      const remote = await dependencies.openRemote(url, 'shop')
      const base = dependencies.openBase(remote, 'base')
      const hasStatement = dependencies.createIndexStatement(remote, 'us-east-1') !== undefined
      return [remote.context, base.context, remote.index.isPersisted, hasStatement]
    }
    expect(await isPersisted({})).toStrictEqual(['shop', 'base', true, true])
    expect(await isPersisted({ 'remote-index': 'false' })).toStrictEqual(['shop', 'base', false, false])
  })

  test.each([
    [{}, 'AES256', undefined, false],
    [{ sse: 'none' }, undefined, undefined, false],
    [{ sse: 'aws:kms' }, 'aws:kms', undefined, true],
    [{ 'sse-kms-key-id': 'alias/data' }, 'aws:kms', 'alias/data', true],
  ])('encrypts what it writes as %o says, and allows the pipe to use the key', async (inputs, kind, key, usesKms) => {
    await using server = await startWireServer((_, response) => response.end())
    const { dependencies } = await create({ AWS_ENDPOINT_URL: server.endpoint }, inputs)
    const remote = await dependencies.openRemote(url, 'shop')
    await remote.store.putIfAbsent('key', Buffer.from('a'), { signal: neverAborted })
    const [headers] = server.requests.map((request) => request.headers)
    expect(headers?.['x-amz-server-side-encryption']).toBe(kind)
    expect(headers?.['x-amz-server-side-encryption-aws-kms-key-id']).toBe(key)
    const policy = dependencies.createPipePolicy(remote, 'us-east-1', { needsPrefixKey: false })
    expect(policy.includes('kms:GenerateDataKey')).toBe(usesKms)
    remote.store.close()
  })

  test('waits for no identity any longer after a cancellation, but lets a backend use the created identity', async () => {
    const cancelled = new AbortController()
    const { dependencies } = await create({}, {}, { cancelled: cancelled.signal })
    const identity = await dependencies.identity()
    cancelled.abort(new Error('SIGINT'))
    expect((await identity.credentials()).accessKeyId).toBe('AKIASTEP')
    expect(await dependencies.identity()).toBe(identity)
  })

  test('opens a backend with the services of the step and the timeout of the run', async () => {
    const { dependencies } = await create()
    const opened: BackendServices[] = []
    const planned = {
      ...planRun(runEnv).backend,
      open(services: BackendServices) {
        opened.push(services)
        return createDoubleBackend()
      },
    }
    expect(dependencies.openBackend(planned, 1234).kind).toBe('Double')
    expect(opened).toMatchObject([{ home: '/home/ann', timeoutMs: 1234 }])
    expect(await opened[0]?.identity()).toMatchObject({ region: 'us-east-1' })
  })

  test('annotates tracked files of the workspace unless `annotations` is false', async () => {
    const workspace = await createFolder()
    await mkdir(join(workspace, 'pipes'))
    await writeFile(join(workspace, 'pipes', 'orders.py'), '\nclass Daily:\n    pass\n')
    for (const args of [
      ['init', '--quiet'],
      ['add', '.'],
    ])
      await runCommand('git', args, { env: inheritEnv('PATH'), cwd: workspace })
    const annotate = async (inputs: Readonly<Record<string, string>>) => {
      const { dependencies } = await create({ ...inheritEnv('PATH'), GITHUB_WORKSPACE: workspace }, inputs)
      const at = { kind: 'class', module: ['pipes', 'orders'], name: 'Daily' } as const
      return await dependencies.annotate([{ level: 'error', title: 't', message: 'm', at }])
    }
    expect(await annotate({})).toMatchObject([{ file: 'pipes/orders.py', line: 2 }])
    expect(await annotate({ annotations: 'false' })).toStrictEqual([])
  })

  test('asks the checkout of the workspace about its commits and files, and GitHub about merges', async () => {
    const workspace = await createFolder()
    await mkdir(join(workspace, 'pipes'))
    await writeFile(join(workspace, 'pipes', 'orders.py'), '')
    const git = async (...args: readonly string[]) =>
      (await runCommand('git', args, { env: { ...inheritEnv('PATH'), ...author }, cwd: workspace })).stdout.trim()
    await git('init', '--quiet')
    await git('add', '.')
    await git('commit', '--quiet', '--message', 'one')
    const first = await git('rev-parse', 'HEAD')
    await git('commit', '--quiet', '--allow-empty', '--message', 'two')
    const second = await git('rev-parse', 'HEAD')
    await using double = await startGitHub({
      merges: [{ number: 7, commit: second, head: first }],
      trees: { [`${first}:`]: 'a'.repeat(40), [`${second}:`]: 'b'.repeat(40) },
    })
    const { dependencies } = await create(
      {
        ...{ ...inheritEnv('PATH'), GITHUB_WORKSPACE: workspace, GITHUB_SHA: second },
        ...{ GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main', GITHUB_REPOSITORY: 'octo-org/pipelines' },
        GITHUB_API_URL: double.apiUrl,
      },
      { 'github-token': 't' },
    )
    expect(await dependencies.readCheckout(workspace, workspace)).toMatchObject({ hash: second })
    expect(await dependencies.isAncestorInCheckout(first, second)).toBe(true)
    expect(await dependencies.isAncestorInCheckout(second, first)).toBe(false)
    const source = dependencies.mergeSource
    expect(source?.push).toStrictEqual({ repository: 'octo-org/pipelines', commit: second, branch: 'main' })
    expect(await source?.findPullRequest()).toMatchObject({ number: 7, head: { sha: first } })
    // The folder that holds the package `pipes` is the whole repository.
    const compared = await source?.compareCode(['pipes', 'orders'], first, second)
    expect(compared).toStrictEqual({ match: 'different', folder: '' })
  })

  test('has no source of merges for an event that is not a push', async () => {
    const { dependencies } = await create({ GITHUB_EVENT_NAME: 'schedule', GITHUB_REF: 'refs/heads/main' })
    expect(dependencies.mergeSource).toBeUndefined()
  })

  test('limits the policies of the pipe to the remote', async () => {
    const { dependencies } = await create()
    const remote = await dependencies.openRemote(url, 'shop')
    const statements = [
      ...dependencies.createPrefixKeyStatements(remote, 'us-east-1'),
      ...dependencies.createBaseStatements(remote, 'us-east-1'),
      ...dependencies.createSandboxStatements(remote, 'us-east-1'),
    ]
    const resources = statements.flatMap((statement) => getField(statement, 'Resource'))
    expect(resources.length).toBeGreaterThan(2)
    for (const resource of resources) expect(resource).toMatch(/^arn:aws:s3:::acme(?:$|\/dsdt\/)/)
    remote.store.close()
  })

  test('numbers the runs of a step after the first', async () => {
    const { dependencies } = await create()
    const ids = [dependencies.createRunId(), dependencies.createRunId(), dependencies.createRunId()]
    expect(ids).toStrictEqual([dependencies.stepId, `${dependencies.stepId}-2`, `${dependencies.stepId}-3`])
  })

  test('renders the step that attaches to jobs', async () => {
    const { dependencies } = await create()
    expect(dependencies.renderAttachSnippet(['job-1'])).toContain('attach-job-ids: job-1')
  })
})
