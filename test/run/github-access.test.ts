import { describe, expect, test } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import { createAncestryCheck } from '../../src/run/github-access.ts'
import { type GitHubOptions, startGitHub } from '../testbed/github.ts'

const never = new AbortController().signal

async function ask(options: GitHubOptions, token: string | undefined) {
  await using double = await startGitHub(options)
  const log = { ...openLog({ write: () => true, once: () => undefined }, false), secret: async () => undefined }
  const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
  const answer = await createAncestryCheck({ token, env, log }, never)('aaa', 'bbb')
  return { answer, asked: double.asked.map(({ method, path }) => `${method} ${path}`) }
}

describe('createAncestryCheck', () => {
  test('asks GitHub', async () => {
    expect(await ask({ compared: () => 'ahead' }, 't')).toEqual({
      answer: true,
      asked: ['GET /repos/octo-org/pipelines/compare/aaa...bbb?per_page=1'],
    })
  })

  test('returns undefined without a token', async () => {
    expect(await ask({ compared: () => 'ahead' }, undefined)).toEqual({ answer: undefined, asked: [] })
  })

  test('returns undefined when GitHub refuses', async () => {
    const { answer } = await ask({ selectFault: () => ({ kind: 'refuse', status: 403 }) }, 't')
    expect(answer).toBeUndefined()
  })
})
