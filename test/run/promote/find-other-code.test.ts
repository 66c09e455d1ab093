import { describe, expect, test } from 'vitest'
import { GitHubError } from '../../../src/github/errors.ts'
import { findOtherCode } from '../../../src/run/promote/find-other-code.ts'
import type { MergeSource } from '../../../src/run/promote/merge-source.ts'
import type { IdentifiedImage } from '../../../src/run/skip/identify-run-image.ts'

const [was, now] = ['a'.repeat(40), 'b'.repeat(40)]
const push = { repository: 'octo-org/pipelines', commit: now, branch: 'main' }
const pipeClass = { name: 'pipes.orders.Daily', module: ['pipes', 'orders'] }
const change = { trigger: 'image', why: 'The image has other layers.', was: 'one', now: 'two' } as const
const image = (env: Readonly<Record<string, string>>): IdentifiedImage => ({
  pinned: 'orders@sha256:1',
  env: new Map(Object.entries(env)),
})
const built = image({ PIPELINE_GIT_HASH: now })

type Compare = MergeSource['compareCode']

const find = (compareCode: Compare, given: IdentifiedImage = built, commit: string | undefined = was) =>
  findOtherCode(
    pipeClass,
    { push, findPullRequest: async () => undefined, compareCode },
    { receipt: { commit }, image: given, change },
  )

const equal: Compare = async () => ({ match: 'equal', folder: 'jobs' })

describe('findOtherCode', () => {
  test('returns undefined for equal trees of both commits', async () => {
    const asked: unknown[] = []
    const compare: Compare = async (...given) => {
      asked.push(given)
      return await equal(...given)
    }
    expect(await find(compare)).toBeUndefined()
    expect(asked).toStrictEqual([[pipeClass.module, was, now]])
  })

  test('names the folder and both commits for other trees', async () => {
    expect(await find(async () => ({ match: 'different', folder: 'jobs' }))).toStrictEqual({
      trigger: 'code',
      why: 'The image has other layers. The code is not the same, either: the folder jobs differs between the commits.',
      ...{ was, now },
    })
    expect(await find(async () => ({ match: 'unknown', folder: '' }))).toMatchObject({
      trigger: 'code',
      why: 'The image has other layers. GitHub does not have the repository in both commits, to compare the code.',
    })
  })

  test.each<[string, IdentifiedImage, string | undefined]>([
    ['the image is not known', { unknown: 'its registry cannot be reached' }, was],
    ['the image names no commit', image({}), was],
    ['the variables of the image are not known', { pinned: 'orders@sha256:1', env: undefined }, was],
    [
      'the image is built from a changed checkout',
      image({ PIPELINE_GIT_HASH: now, PIPELINE_GIT_DIRTY: 'M a.py' }),
      was,
    ],
  ])('returns the difference of the images when %s', async (_, given, commit) => {
    expect(await find(equal, given, commit)).toBe(change)
  })

  test('returns the difference of the images when the output names no commit', async () => {
    const source = { push, findPullRequest: async () => undefined, compareCode: equal }
    expect(await findOtherCode(pipeClass, source, { receipt: {}, image: built, change })).toBe(change)
  })

  test('throws the reason of a cancellation', async () => {
    await expect(find(async () => await Promise.reject(new Error('cancelled')))).rejects.toThrow('cancelled')
  })

  test('says so when GitHub refuses', async () => {
    const refused = new GitHubError('refused', new Error('Resource not accessible by integration'), 403)
    expect(await find(async () => await Promise.reject(refused))).toMatchObject({
      trigger: 'image',
      why: expect.stringContaining('GitHub did not say whether the code is the same: Resource not accessible'),
    })
  })
})
