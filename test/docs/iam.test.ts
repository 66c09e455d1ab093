import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { allows, s3Wish, type Wish } from '../testbed/session-policies.ts'

const page = await readFile(path.join(import.meta.dirname, '..', '..', 'docs', 'iam.md'), 'utf8')

/** The first policy after a text of the page. */
function policyAfter(text: string): string {
  const start = page.indexOf(text)
  const [, policy = ''] = /```json\n(.*?)\n```/s.exec(page.slice(start)) ?? []
  expect(start, text).toBeGreaterThanOrEqual(0)
  return policy
}

const key = (context: string, rest: string) => `/acme-data/disdat/context/${context}/${rest}`
const listing = (prefix: string) => `/acme-data?list-type=2&prefix=${encodeURIComponent(prefix)}`
const may = (policy: string, method: string, target: string) =>
  allows(policy, s3Wish(method, new URL(target, 'http://s3')))

describe('the role of production', () => {
  const policy = policyAfter('## The policy')

  test.each([
    ['HEAD', '/acme-data'],
    ['GET', listing('disdat/context/shop/objects/')],
    ['GET', key('shop', 'objects/u/u_hframe.pb')],
    ['PUT', key('shop', 'objects/u/u_hframe.pb')],
    ['PUT', key('shop', 'run-action/index-0.gz')],
  ])('may %s %s', (method, target) => {
    expect(may(policy, method, target)).toBe(true)
  })

  test.each([
    ['DELETE', key('shop', 'objects/u/u_hframe.pb')],
    ['PUT', key('pr-7', 'objects/u/u_hframe.pb')],
    ['PUT', '/acme-data/elsewhere'],
  ])('may not %s %s', (method, target) => {
    expect(may(policy, method, target)).toBe(false)
  })
})

describe('the role of pull requests', () => {
  const policy = policyAfter('**The role of pull requests**')

  test.each([
    ['HEAD', '/acme-data'],
    ['GET', listing('disdat/context/shop/objects/')],
    ['GET', key('shop', 'objects/u/u_hframe.pb')],
    ['GET', key('shop', 'run-action/index-0.gz')],
    ['GET', listing('disdat/context/pr-7/')],
    ['GET', key('pr-7', 'run-action/sandbox')],
    ['PUT', key('pr-7', 'run-action/sandbox')],
    ['PUT', key('pr-7', 'objects/u/u_hframe.pb')],
    ['DELETE', key('pr-7', 'objects/u/u_hframe.pb')],
  ])('may %s %s', (method, target) => {
    expect(may(policy, method, target)).toBe(true)
  })

  test.each([
    ['PUT', key('shop', 'objects/u/u_hframe.pb')],
    ['PUT', key('shop', 'run-action/index-0.gz')],
    ['DELETE', key('shop', 'objects/u/u_hframe.pb')],
    // IAM's `*` matches slashes: a pattern with one before `pr-` would allow these.
    ['PUT', key('shop', 'objects/u/pr-7/objects/x')],
    ['DELETE', key('shop', 'pr-7/x')],
    ['GET', key('other', 'objects/u/u_hframe.pb')],
    ['PUT', key('shop2', 'objects/u/u_hframe.pb')],
    ['GET', listing('disdat/context/')],
  ])('may not %s %s', (method, target) => {
    expect(may(policy, method, target)).toBe(false)
  })
})

describe('a trust policy', () => {
  const issuer = 'token.actions.githubusercontent.com'

  /** Whether a job with this subject may assume the role; a trust policy names no resource. */
  function trusts(policy: string, subject: string, audience = 'sts.amazonaws.com'): boolean {
    const { Statement }: { readonly Statement: readonly object[] } = JSON.parse(policy)
    const wish: Wish = {
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: 'role',
      context: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subject },
    }
    return allows(JSON.stringify({ Statement: Statement.map((each) => ({ ...each, Resource: '*' })) }), wish)
  }

  const repositories = ['repo:acme/pipelines', 'repo:acme@123456/pipelines@456789']
  const ofBranch = policyAfter('## Who may assume the role')
  const ofPullRequests = policyAfter('Who may assume it:')
  const ofProduction = policyAfter('**The role of production**')

  test.each([
    ['pull requests', ofPullRequests, ['pull_request']],
    ['production', ofProduction, ['environment:production']],
  ])('of the role of %s is for those jobs, by both forms of the subject', (_, policy, own) => {
    const jobs = [
      'pull_request',
      'environment:production',
      'environment:test',
      'ref:refs/heads/main',
      'ref:refs/heads/x',
    ]
    for (const repository of repositories)
      expect(jobs.filter((job) => trusts(policy, `${repository}:${job}`))).toStrictEqual(own)
  })

  test('of a branch is for that branch', () => {
    expect(trusts(ofBranch, 'repo:acme/pipelines:ref:refs/heads/main')).toBe(true)
    expect(trusts(ofBranch, 'repo:acme/pipelines:pull_request')).toBe(false)
  })

  test('is for no other repository and no other audience', () => {
    for (const policy of [ofBranch, ofPullRequests, ofProduction])
      for (const job of ['pull_request', 'environment:production', 'ref:refs/heads/main']) {
        expect(trusts(policy, `repo:acme/other:${job}`)).toBe(false)
        expect(trusts(policy, `repo:acme@123456/pipelines@1:${job}`)).toBe(false)
        expect(trusts(policy, `repo:acme/pipelines:${job}`, 'https://github.com/acme')).toBe(false)
      }
  })
})
