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
})

test('linkDocs replaces the names of pages by URLs', () => {
  expect(linkDocs('See docs/iam.md, docs/s3-servers.md and src/docs.', 'https://x/docs')).toBe(
    'See https://x/docs/iam.md, https://x/docs/s3-servers.md and src/docs.',
  )
})

test('splitAtDocs returns texts and pages in turn', () => {
  expect(splitAtDocs('See docs/iam.md.')).toStrictEqual(['See ', 'iam.md', '.'])
})
