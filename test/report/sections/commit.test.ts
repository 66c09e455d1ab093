import { describe, expect, test } from 'vitest'
import { getCommitUrl, renderCommit } from '../../../src/report/sections/commit.ts'

const repo = 'git@github.com:acme/pipelines.git'

describe('getCommitUrl', () => {
  test('returns the page of a commit on github.com', () => {
    expect(getCommitUrl({ commit: '4f1c2ab', repo })).toBe('https://github.com/acme/pipelines/commit/4f1c2ab')
  })

  test('returns undefined for another host, a branch, and a missing commit', () => {
    expect(getCommitUrl({ commit: '4f1c2ab', repo: 'https://git.acme.example/pipelines' })).toBeUndefined()
    expect(getCommitUrl({ commit: 'main', repo })).toBeUndefined()
    expect(getCommitUrl({ repo })).toBeUndefined()
  })
})

describe('renderCommit', () => {
  test('links a commit that has a page', () => {
    expect(renderCommit({ commit: '4f1c2ab1c6fd', repo })).toBe(
      '[`4f1c2ab1`](https://github.com/acme/pipelines/commit/4f1c2ab1c6fd)',
    )
  })

  test('renders other commits as code, and no commit as nothing', () => {
    expect(renderCommit({ commit: '4f1c2ab1c6fd' })).toBe('`4f1c2ab1`')
    expect(renderCommit({ repo })).toBe('')
  })
})
