import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readEvent } from '../../src/action/event.ts'
import { findProxySecrets, readNetworkEnv } from '../../src/action/network-env.ts'
import { readPullRequest } from '../../src/action/pull-request.ts'
import { getBaseCommit, getWorkflowCommits, readWorkflowRun } from '../../src/action/workflow-run.ts'

async function eventFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'event-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'event.json'), text)
  return join(folder, 'event.json')
}

test.each([
  ['a push', '{"after":"a"}', ['abc']],
  ['a pull request', '{"pull_request":{"head":{"sha":"def"}}}', ['abc', 'def']],
  ['garbage', '{"pull_request":', ['abc']],
  ['another shape', '{"pull_request":{"head":7}}', ['abc']],
])('the commits of %s', async (_, event, commits) => {
  const env = { GITHUB_SHA: 'abc', GITHUB_EVENT_PATH: await eventFile(event) }
  expect(getWorkflowCommits(env, await readEvent(env))).toStrictEqual(commits)
})

test('without an event there is the checked-out commit, or none', async () => {
  expect(getWorkflowCommits({ GITHUB_SHA: 'abc' }, await readEvent({ GITHUB_EVENT_PATH: '/nowhere' }))).toStrictEqual([
    'abc',
  ])
  expect(getWorkflowCommits({}, await readEvent({}))).toStrictEqual([])
})

test('an earlier bundle is looked for in the history of the base branch, or of the workflow’s commit', () => {
  expect(getBaseCommit({ GITHUB_SHA: 'abc' }, { pull_request: { base: { sha: 'def' } } })).toBe('def')
  expect(getBaseCommit({ GITHUB_SHA: 'abc' }, { pull_request: { base: { sha: 7 } } })).toBe('abc')
  expect(getBaseCommit({ GITHUB_SHA: 'abc' }, undefined)).toBe('abc')
  expect(getBaseCommit({}, {})).toBeUndefined()
})

test.each([
  ['of a branch here', 'octocat', { repo: { full_name: 'acme/pipes' } }, false],
  ['of a fork', 'octocat', { repo: { full_name: 'mallory/pipes' } }, true],
  ['of a fork that is gone', 'octocat', { repo: null }, true],
  ['of Dependabot', 'dependabot[bot]', { repo: { full_name: 'acme/pipes' } }, true],
])('a pull request %s', (_, actor, head, isFromOutside) => {
  const env = { GITHUB_REPOSITORY: 'acme/pipes', GITHUB_ACTOR: actor }
  const event = { number: 7, pull_request: { head } }
  expect(readWorkflowRun(env, event)).toMatchObject({ pullRequest: 7, isFromOutside })
})

test.each([
  ['closed', 'pull_request', { action: 'closed', number: 7, pull_request: {} }, { number: 7, isClosed: true }],
  ['pushed to', 'pull_request', { action: 'synchronize', number: 7, pull_request: {} }, { number: 7, isClosed: false }],
  // Of the base branch's workflow, with its rights: no event to delete by.
  ['closed', 'pull_request_target', { action: 'closed', number: 7, pull_request: {} }, { number: 7, isClosed: false }],
  ['no pull request but an issue', 'issues', { action: 'closed', number: 7, issue: {} }, undefined],
  ['none', 'push', { action: 'closed' }, undefined],
])('the pull request is %s, says %s', (_, name, event, said) => {
  const env = { GITHUB_REPOSITORY: 'acme/pipes', GITHUB_EVENT_NAME: name }
  expect(readPullRequest(env, event)).toStrictEqual(said && { repository: 'acme/pipes', ...said })
  expect(readPullRequest({ GITHUB_EVENT_NAME: name }, event)).toBeUndefined()
})

test('a push is from nowhere else', () => {
  expect(readWorkflowRun({ GITHUB_REPOSITORY: 'acme/pipes' }, { after: 'a' }).isFromOutside).toBe(false)
})

test('endpoints and proxies are passed on, credentials are not', () => {
  const surroundings = {
    AWS_ENDPOINT_URL: 'http://s3:9000',
    AWS_ENDPOINT_URL_S3: 'http://s3:9001',
    HTTPS_PROXY: 'http://proxy:3128',
    no_proxy: 'localhost',
  }
  const rest = { AWS_SECRET_ACCESS_KEY: 's', AWS_PROFILE: 'p', PATH: '/bin', HTTP_PROXY: '', GITHUB_TOKEN: 't' }
  expect(readNetworkEnv({ ...surroundings, ...rest })).toStrictEqual(new Map(Object.entries(surroundings)))
})

test('the password of a proxy is a secret, as it stands and decoded', () => {
  const surroundings = new Map([
    ['HTTPS_PROXY', 'http://me:p%40ss@proxy:3128'],
    ['no_proxy', 'localhost'],
  ])
  expect(findProxySecrets(surroundings)).toStrictEqual(['p%40ss', 'p@ss'])
})
