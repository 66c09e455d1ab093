import { describe, expect, test } from 'vitest'
import { GitHubError } from '../../src/github/errors.ts'
import { allowMissing, readPages } from '../../src/github/rest-calls.ts'

describe('readPages', () => {
  const next = '<https://api.github.com/x?page=9>; rel="next", <https://api.github.com/x?page=9>; rel="last"'
  const read = async (links: readonly (string | undefined)[], maxPages = 10) => {
    const pages = async (page: number) => {
      const link = links[page - 1]
      return { data: [page], headers: link === undefined ? {} : { link } }
    }
    return await readPages(pages, maxPages)
  }

  test.each([
    ['one page without a link', [undefined], [1]],
    ['all pages up to the one without a next one', [next, next, '<https://x>; rel="prev"'], [1, 2, 3]],
  ])('returns %s', async (_, links, entries) => {
    expect(await read(links)).toEqual(entries)
  })

  test('ends after the most pages', async () => {
    expect(await read(Array(9).fill(next), 4)).toEqual([1, 2, 3, 4])
  })
})

describe('allowMissing', () => {
  const fail = async (status: number) =>
    await allowMissing(Promise.reject(new GitHubError('refused', new Error('on purpose'), status)))

  test.each([404, 410])('resolves with undefined for %i', async (status) => {
    expect(await fail(status)).toBeUndefined()
  })

  test('throws other errors', async () => {
    await expect(fail(403)).rejects.toMatchObject({ status: 403 })
  })
})
