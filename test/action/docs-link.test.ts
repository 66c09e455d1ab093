import { describe, expect, test } from 'vitest'
import { getDocsUrl, linkDocs, splitAtDocs } from '../../src/action/docs-link.ts'

describe('getDocsUrl', () => {
  test.each([
    ['v1.2', 'acme/run-action', 'https://github.com/acme/run-action/blob/v1.2/docs'],
    [undefined, '', 'https://github.com/disdat/run-action/blob/main/docs'],
    ['a b"', 'x', 'https://github.com/disdat/run-action/blob/main/docs'],
  ])('of the ref %j of %j is %s', (ref, repository, url) => {
    expect(getDocsUrl({ GITHUB_ACTION_REF: ref, GITHUB_ACTION_REPOSITORY: repository })).toBe(url)
  })

  test.each([
    ['acme/run-action', 'https://ghe.acme.example/acme/run-action/blob/v1/docs'],
    ['disdat/run-action', 'https://github.com/disdat/run-action/blob/v1/docs'],
  ])('of %s on an enterprise server is %s', (repository, url) => {
    const runner = { GITHUB_SERVER_URL: 'https://ghe.acme.example', GITHUB_ACTION_REF: 'v1' }
    expect(getDocsUrl({ ...runner, GITHUB_ACTION_REPOSITORY: repository })).toBe(url)
  })

  test('uses github.com for a server that is not an https URL without a path', () => {
    for (const server of ['http://ghe.acme.example', 'https://ghe.acme.example/a)b', 'https://a@b', '']) {
      const env = { GITHUB_SERVER_URL: server, GITHUB_ACTION_REPOSITORY: 'acme/run-action' }
      expect(getDocsUrl(env)).toBe('https://github.com/acme/run-action/blob/main/docs')
    }
  })
})

test('linkDocs replaces the names of pages by URLs', () => {
  expect(linkDocs('See docs/iam.md, docs/s3-servers.md and src/docs.', 'https://x/docs')).toBe(
    'See https://x/docs/iam.md, https://x/docs/s3-servers.md and src/docs.',
  )
})

test('splitAtDocs returns texts and pages in turn', () => {
  expect(splitAtDocs('See docs/iam.md.')).toStrictEqual(['See ', 'iam.md', '.'])
})
