/** The calls to GitHub's REST API that a release needs: https://docs.github.com/en/rest/releases */
import { getField, getList, getNumber, getString, parseJson } from '../../src/lib/json.ts'
import { jitteredPause, retry } from '../../src/lib/retry.ts'

const timeoutMs = 60_000
const readAttempts = 4
const readBackoff = { firstMs: 500, maxMs: 5_000 }
/** GitHub lists the newest releases first, and a draft that a run left is among them. */
const listedReleases = 100

export interface GitHubOptions {
  /** The value of `GITHUB_API_URL`. */
  readonly apiUrl: string
  /** `owner/name`. */
  readonly repository: string
  readonly token: string
}

interface Asset {
  readonly id: number
  readonly name: string
  /** `sha256:…`; undefined when the upload did not end. */
  readonly digest: string | undefined
}

export interface Release {
  readonly id: number
  readonly tag: string
  readonly isDraft: boolean
  readonly isImmutable: boolean
  /** The commit that gets the tag when the draft is published. */
  readonly target: string
  readonly url: string
  readonly uploadUrl: string
  readonly assets: readonly Asset[]
}

/** An answer of GitHub that is an error. */
class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number

  constructor(request: string, status: number, text: string) {
    super(`GitHub refused ${request} with status ${status}: ${describeRefusal(parseJson(text))}.`)
    this.status = status
  }
}

/** The API of one repository. Reads are repeated after errors that may pass; writes are sent once. */
export class GitHubClient {
  readonly repository: string
  readonly #options: GitHubOptions

  constructor(options: GitHubOptions) {
    this.repository = options.repository
    this.#options = options
  }

  /** Reads `path` below the repository; undefined when it does not exist. @throws for any other error. */
  async read(path: string): Promise<unknown> {
    try {
      return await retry(() => this.#send('GET', this.#resolve(path)), { pauseMs: pauseAfter })
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined
      throw error
    }
  }

  /** Sends a change to `path` below the repository. @throws for every error; the change may then be done or not. */
  async write(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<unknown> {
    return await this.#send(method, this.#resolve(path), body === undefined ? undefined : JSON.stringify(body))
  }

  /** Attaches a file to a draft. */
  async upload(release: Release, name: string, content: Buffer): Promise<void> {
    const url = new URL(release.uploadUrl.replace(/\{.*\}$/, ''))
    url.searchParams.set('name', name)
    await this.#send('POST', url.href, content)
  }

  /** The newest releases and, with `contents: write`, drafts. */
  async listReleases(): Promise<readonly Release[]> {
    const answer = await this.read(`releases?per_page=${listedReleases}`)
    return getList({ answer }, 'answer').map(parseRelease)
  }

  /** The published release of a tag; undefined when there is none. */
  async findPublished(tag: string): Promise<Release | undefined> {
    const found = await this.read(`releases/tags/${tag}`)
    return found === undefined ? undefined : parseRelease(found)
  }

  /** The text of a file at a tag; undefined when one of them does not exist. */
  async readFile(path: string, tag: string): Promise<string | undefined> {
    const content = getString(await this.read(`contents/${path}?ref=refs/tags/${tag}`), 'content')
    return content === undefined ? undefined : Buffer.from(content, 'base64').toString()
  }

  /** The commit of a tag without an object of its own; undefined when the tag does not exist. */
  async readTag(tag: string): Promise<string | undefined> {
    return getString(await this.read(`git/ref/tags/${tag}`), 'object', 'sha')
  }

  #resolve(path: string): string {
    return `${this.#options.apiUrl}/repos/${this.repository}/${path}`
  }

  async #send(method: string, url: string, body?: string | Buffer): Promise<unknown> {
    const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${this.#options.token}`,
        'x-github-api-version': '2022-11-28',
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    }).catch((error: unknown) => {
      throw new Error(`GitHub did not answer ${method} ${url}.`, { cause: error })
    })
    const text = await response.text()
    if (!response.ok) throw new ApiError(`${method} ${new URL(url).pathname}`, response.status, text)
    return parseJson(text)
  }
}

/** The message, and what it leaves to its errors, such as "Validation Failed". */
function describeRefusal(answer: unknown): string {
  const errors = getList(answer, 'errors').map((error) => getString(error, 'message') ?? getString(error, 'code'))
  return [getString(answer, 'message') ?? 'no reason', ...errors.filter((text) => text !== undefined)].join(', ')
}

function pauseAfter(error: unknown, attempt: number): number | undefined {
  const isFinal = error instanceof ApiError && error.status < 500 && error.status !== 429
  return isFinal || attempt >= readAttempts ? undefined : jitteredPause(attempt, readBackoff)
}

/** @throws when the answer lacks what every release has. */
export function parseRelease(answer: unknown): Release {
  const [id, tag] = [getNumber(answer, 'id'), getString(answer, 'tag_name')]
  if (id === undefined || tag === undefined) throw new Error('GitHub answered with a release without id or tag.')
  return {
    id,
    tag,
    isDraft: getField(answer, 'draft') === true,
    isImmutable: getField(answer, 'immutable') === true,
    target: getString(answer, 'target_commitish') ?? '',
    url: getString(answer, 'html_url') ?? '',
    uploadUrl: getString(answer, 'upload_url') ?? '',
    assets: getList(answer, 'assets').map((asset) => ({
      id: getNumber(asset, 'id') ?? 0,
      name: getString(asset, 'name') ?? '',
      digest: getString(asset, 'state') === 'uploaded' ? getString(asset, 'digest') : undefined,
    })),
  }
}
