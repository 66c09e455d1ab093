import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createS3Request, isAllowed, type PolicyRequest } from '../testbed/session-policies.ts'

const page = await readFile(path.join(import.meta.dirname, '..', '..', 'docs', 'iam.md'), 'utf8')

/** Returns the first policy after a text of the page. */
function findPolicy(text: string): string {
  const start = page.indexOf(text)
  const [, policy = ''] = /```json\n(.*?)\n```/s.exec(page.slice(start)) ?? []
  expect(start, text).toBeGreaterThanOrEqual(0)
  return policy
}

const formatKeyPath = (context: string, rest: string) => `/acme-data/disdat/context/${context}/${rest}`
const formatListPath = (prefix: string) => `/acme-data?list-type=2&prefix=${encodeURIComponent(prefix)}`
const isPermitted = (policy: string, method: string, target: string) =>
  isAllowed(policy, createS3Request(method, new URL(target, 'http://s3')))

describe('the role of production', () => {
  const policy = findPolicy('## The policy')

  test.each([
    ['HEAD', '/acme-data'],
    ['GET', formatListPath('disdat/context/shop/objects/')],
    ['GET', formatKeyPath('shop', 'objects/u/u_hframe.pb')],
    ['PUT', formatKeyPath('shop', 'objects/u/u_hframe.pb')],
    ['PUT', formatKeyPath('shop', 'run-action/index-0.gz')],
  ])('allows %s %s', (method, target) => {
    expect(isPermitted(policy, method, target)).toBe(true)
  })

  test.each([
    ['DELETE', formatKeyPath('shop', 'objects/u/u_hframe.pb')],
    ['PUT', formatKeyPath('pr-7', 'objects/u/u_hframe.pb')],
    ['PUT', '/acme-data/elsewhere'],
  ])('denies %s %s', (method, target) => {
    expect(isPermitted(policy, method, target)).toBe(false)
  })
})

describe('the right to promote', () => {
  const policy = findPolicy('To [promote]')

  test.each([
    ['GET', formatListPath('disdat/context/pr-7/objects/')],
    ['GET', formatKeyPath('pr-7', 'objects/u/u_hframe.pb')],
    ['GET', formatKeyPath('pr-7', 'run-action/sandbox')],
  ])('allows %s %s', (method, target) => {
    expect(isPermitted(policy, method, target)).toBe(true)
  })

  test.each([
    ['PUT', formatKeyPath('pr-7', 'objects/u/u_hframe.pb')],
    ['DELETE', formatKeyPath('pr-7', 'objects/u/u_hframe.pb')],
    ['PUT', formatKeyPath('shop', 'objects/u/u_hframe.pb')],
    ['GET', formatListPath('disdat/')],
  ])('denies %s %s', (method, target) => {
    expect(isPermitted(policy, method, target)).toBe(false)
  })

  test('has the marker of a promotion in the base, where pull requests can only read it', () => {
    const marker = formatKeyPath('shop', 'run-action/promotions/pr-7/step.json')
    const pullRequests = findPolicy('**The role of pull requests**')
    expect(isPermitted(findPolicy('## The policy'), 'PUT', marker)).toBe(true)
    expect(isPermitted(pullRequests, 'GET', marker)).toBe(true)
    expect(isPermitted(pullRequests, 'PUT', marker)).toBe(false)
  })
})

describe('the prefix key', () => {
  const policy = findPolicy('**The prefix key.**')

  test.each(['GET', 'PUT'])('allows %s of this one object', (method) => {
    expect(isPermitted(policy, method, '/acme-data/disdat/')).toBe(true)
    expect(isPermitted(policy, method, formatKeyPath('shop', 'objects/u/u_hframe.pb'))).toBe(false)
  })
})

describe('the role of pull requests', () => {
  const policy = findPolicy('**The role of pull requests**')

  test.each([
    ['HEAD', '/acme-data'],
    ['GET', formatListPath('disdat/context/shop/objects/')],
    ['GET', formatKeyPath('shop', 'objects/u/u_hframe.pb')],
    ['GET', formatKeyPath('shop', 'run-action/index-0.gz')],
    ['GET', formatListPath('disdat/context/pr-7/')],
    ['GET', formatKeyPath('pr-7', 'run-action/sandbox')],
    ['PUT', formatKeyPath('pr-7', 'run-action/sandbox')],
    ['PUT', formatKeyPath('pr-7', 'objects/u/u_hframe.pb')],
    ['DELETE', formatKeyPath('pr-7', 'objects/u/u_hframe.pb')],
  ])('allows %s %s', (method, target) => {
    expect(isPermitted(policy, method, target)).toBe(true)
  })

  test.each([
    ['PUT', formatKeyPath('shop', 'objects/u/u_hframe.pb')],
    ['PUT', formatKeyPath('shop', 'run-action/index-0.gz')],
    ['DELETE', formatKeyPath('shop', 'objects/u/u_hframe.pb')],
    // IAM's `*` matches slashes: a pattern with one before `pr-` would allow these.
    ['PUT', formatKeyPath('shop', 'objects/u/pr-7/objects/x')],
    ['DELETE', formatKeyPath('shop', 'pr-7/x')],
    ['GET', formatKeyPath('other', 'objects/u/u_hframe.pb')],
    ['PUT', formatKeyPath('shop2', 'objects/u/u_hframe.pb')],
    ['GET', formatListPath('disdat/context/')],
  ])('denies %s %s', (method, target) => {
    expect(isPermitted(policy, method, target)).toBe(false)
  })
})

describe('a trust policy', () => {
  const issuer = 'token.actions.githubusercontent.com'

  /** Whether a job with this subject may assume the role. A trust policy has no resource, so one is added. */
  function isTrusted(policy: string, subject: string, audience = 'sts.amazonaws.com'): boolean {
    const { Statement }: { readonly Statement: readonly object[] } = JSON.parse(policy)
    const request: PolicyRequest = {
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: 'role',
      context: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subject },
    }
    return isAllowed(JSON.stringify({ Statement: Statement.map((each) => ({ ...each, Resource: '*' })) }), request)
  }

  const repositories = ['repo:acme/pipelines', 'repo:acme@123456/pipelines@456789']
  const branchPolicy = findPolicy('## Who may assume the role')
  const pullRequestPolicy = findPolicy('Who may assume it:')
  const productionPolicy = findPolicy('**The role of production**')

  test.each([
    ['pull requests', pullRequestPolicy, ['pull_request']],
    ['production', productionPolicy, ['environment:production']],
  ])('of the role for %s trusts only its jobs, in both forms of the subject', (_, policy, allowed) => {
    const jobs = [
      'pull_request',
      'environment:production',
      'environment:test',
      'ref:refs/heads/main',
      'ref:refs/heads/x',
    ]
    for (const repository of repositories)
      expect(jobs.filter((job) => isTrusted(policy, `${repository}:${job}`))).toStrictEqual(allowed)
  })

  test('of a branch trusts only this branch', () => {
    expect(isTrusted(branchPolicy, 'repo:acme/pipelines:ref:refs/heads/main')).toBe(true)
    expect(isTrusted(branchPolicy, 'repo:acme/pipelines:pull_request')).toBe(false)
  })

  test('trusts no other repository and no other audience', () => {
    for (const policy of [branchPolicy, pullRequestPolicy, productionPolicy])
      for (const job of ['pull_request', 'environment:production', 'ref:refs/heads/main']) {
        expect(isTrusted(policy, `repo:acme/other:${job}`)).toBe(false)
        expect(isTrusted(policy, `repo:acme@123456/pipelines@1:${job}`)).toBe(false)
        expect(isTrusted(policy, `repo:acme/pipelines:${job}`, 'https://github.com/acme')).toBe(false)
      }
  })
})
