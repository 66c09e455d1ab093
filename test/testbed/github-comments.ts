import { type ActorOptions, createAccount, type GitHubClock } from './github-acceptance.ts'
import { type Answer, answerPage, notFound } from './github-answers.ts'

/** A comment in the double. */
export interface CommentRecord {
  readonly id: number
  readonly author: string
  body: string
}

/** When a comment was written and last changed, and how. */
interface CommentTimes {
  readonly created: string
  readonly updated: string
  readonly by?: ActorOptions
}

interface CommentCall {
  readonly method: string
  /** Below `/repos/owner/name/`. */
  readonly rest: string
  readonly query: URLSearchParams
  readonly body: unknown
  /** The login of the token's owner. */
  readonly login: string
  /** The URL of the repository in the API. */
  readonly url: string
}

/** The default pull request of comments. */
const usual = 7

/** The comments of a repository: https://docs.github.com/en/rest/issues/comments */
export class Comments {
  readonly records: CommentRecord[]
  readonly #clock: GitHubClock
  readonly #repository: string
  readonly #times = new Map<number, CommentTimes>()
  /** The issue or pull request of each comment that is not on number 7. */
  readonly #elsewhere = new Map<number, number>()

  constructor(given: readonly Omit<CommentRecord, 'id'>[], repository: string, clock: GitHubClock) {
    this.records = given.map((comment, at) => ({ id: 1000 + at, ...comment }))
    this.#clock = clock
    this.#repository = repository
  }

  /** Adds a comment of an account to an issue or a pull request, by default to pull request 7. */
  add(author: string, body: string, { by, issue = usual }: { by?: ActorOptions; issue?: number } = {}): CommentRecord {
    const comment = { id: 1 + Math.max(1999, ...this.records.map(({ id }) => id)), author, body }
    this.records.push(comment)
    const now = this.#clock.tick()
    this.#times.set(comment.id, { created: now, updated: now, ...(by && { by }) })
    if (issue !== usual) this.#elsewhere.set(comment.id, issue)
    return comment
  }

  /** Changes a comment, as a person does on the page. */
  edit(comment: CommentRecord, body: string): void {
    comment.body = body
    this.#times.set(comment.id, { ...this.#getTimes(comment.id), updated: this.#clock.tick() })
  }

  /** The comments on an issue or a pull request, in order. */
  listOn(issue: number): readonly CommentRecord[] {
    return this.records.filter(({ id }) => (this.#elsewhere.get(id) ?? usual) === issue)
  }

  /** Undefined for a call about something else. */
  answer({ method, rest, query, body, login, url }: CommentCall): Answer | undefined {
    const text = String(Object(body).body ?? '')
    const [, issue] = /^issues\/(\d+)\/comments$/.exec(rest) ?? []
    if (issue !== undefined && method === 'GET')
      return answerPage(
        this.listOn(Number(issue)).map((comment) => this.#toJson(comment)),
        query,
        `${url}/${rest}`,
      )
    if (issue !== undefined && method === 'POST') {
      if (text.length > 65_536) return { status: 422, body: { message: 'Validation Failed' } }
      return { status: 201, body: this.#toJson(this.add(login, text, { issue: Number(issue) })) }
    }
    const [, id] = /^issues\/comments\/(\d+)$/.exec(rest) ?? []
    return id === undefined ? undefined : this.#change(method, Number(id), text)
  }

  #change(method: string, id: number, text: string): Answer {
    const comment = this.records.find((one) => one.id === id)
    if (comment === undefined) return notFound
    if (method === 'DELETE') {
      this.records.splice(this.records.indexOf(comment), 1)
      return { status: 204 }
    }
    if (method !== 'GET') this.edit(comment, text)
    return { status: 200, body: this.#toJson(comment) }
  }

  /** The comments that the double has from the beginning are as old as its clock. */
  #getTimes(id: number): CommentTimes {
    const known = this.#times.get(id) ?? { created: this.#clock.now(), updated: this.#clock.now() }
    this.#times.set(id, known)
    return known
  }

  #toJson({ id, author, body }: CommentRecord) {
    const { created, updated, by } = this.#getTimes(id)
    return {
      ...{ id, body, user: createAccount(author, by?.type), created_at: created, updated_at: updated },
      performed_via_github_app: by?.viaApp === true ? { slug: 'some-app' } : null,
      html_url: `https://github.com/${this.#repository}/pull/${this.#elsewhere.get(id) ?? usual}#issuecomment-${id}`,
    }
  }
}
