import { describe, expect, test } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import { createAncestryCheck, openGitHubFor, openMergesFor } from '../../src/run/github-access.ts'
import { type GitHubOptions, startGitHub } from '../testbed/github.ts'
import { createLog } from './fixtures.ts'

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

describe('openMergesFor', () => {
  const commit = '1'.repeat(40)

  test('masks the token, and asks GitHub with it', async () => {
    await using double = await startGitHub({ merges: [{ number: 7, commit, head: '2'.repeat(40) }] })
    const log = createLog()
    const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
    const merges = await openMergesFor({ token: 'ghs_token', env, log }, never)
    expect(await merges.findMerged(commit, 'main')).toMatchObject({ number: 7 })
    expect(double.asked.map(({ token }) => token)).toStrictEqual(['ghs_token'])
    expect(log.lines).toStrictEqual(['secret: ghs_token'])
  })

  test('throws `refused` without a token', async () => {
    const env = { GITHUB_REPOSITORY: 'octo-org/pipelines' }
    await expect(openMergesFor({ token: undefined, env, log: createLog() }, never)).rejects.toMatchObject({
      kind: 'refused',
      cause: { message: 'there is no `github-token`' },
    })
  })
})

describe('openGitHubFor', () => {
  test('opens nothing outside of a workflow, and masks nothing', async () => {
    const log = createLog()
    expect(await openGitHubFor({ token: 't', env: {}, log }, never)).toBeUndefined()
    expect(log.lines).toStrictEqual([])
  })
})
