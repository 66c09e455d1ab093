import { GitHubError } from './errors.ts'

/** The option `request` of Octokit's calls. */
export interface RequestOptions {
  readonly signal: AbortSignal
}

/** Sends a call as often as needed; it gets its options and the number of the attempt, from 1. */
export type SendCall = <T>(call: (request: RequestOptions, attempt: number) => Promise<T>) => Promise<T>

/** GitHub's client. It is loaded only where it is needed, so that files import its type from here. */
export type Octokit = ReturnType<typeof import('@actions/github').getOctokit>

/** The repository of all calls. */
export interface RepositoryName {
  readonly owner: string
  readonly repo: string
}

/** The most entries that GitHub returns at once: https://docs.github.com/en/rest/using-the-rest-api */
export const pageSize = 100

interface Page<T> {
  readonly data: readonly T[]
  readonly headers: { readonly link?: string }
}

/**
 * Reads all pages of a list, the first page being 1, but at most `maxPages`.
 * https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export async function readPages<T>(readPage: (page: number) => Promise<Page<T>>, maxPages: number): Promise<T[]> {
  const entries: T[] = []
  for (let page = 1; page <= maxPages; page += 1) {
    const { data, headers } = await readPage(page)
    entries.push(...data)
    if (!/;\s*rel="next"/.test(headers.link ?? '')) break
  }
  return entries
}

/** Resolves with undefined for a resource that does not exist or that the token cannot see. */
export async function allowMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 404 || error.status === 410)) return undefined
    throw error
  }
}
