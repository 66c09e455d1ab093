import { type Answer, answerPage, notFound } from './github-answers.ts'

/** An event of a pull request in the double of GitHub: https://docs.github.com/en/rest/issues/events */
interface EventRecord {
  readonly id: number
  readonly event: string
  readonly label: { readonly name: string }
  readonly actor: { readonly login: string; readonly type: string } | null
  readonly created_at: string
  readonly performed_via_github_app: object | null
}

/** Who does something in the double. */
export interface ActorOptions {
  /** `User` unless the login ends with `[bot]`. */
  readonly type?: string
  /** Whether an app does it on behalf of the account. */
  readonly viaApp?: boolean
}

/** The clock of the double: whole seconds, one more with every change. */
export class GitHubClock {
  #seconds = Date.parse('2026-07-01T09:00:00Z') / 1000

  /** The time of a change. */
  tick(): string {
    this.#seconds += 1
    return this.now()
  }

  now(): string {
    return new Date(this.#seconds * 1000).toISOString().replace('.000Z', 'Z')
  }

  /** The next change takes place in the same second as the last. */
  hold(): void {
    this.#seconds -= 1
  }
}

export const createAccount = (login: string, type = login.endsWith('[bot]') ? 'Bot' : 'User') =>
  login === '' ? null : { login, type }

/** The labels of pull requests, who added them, and the permissions of accounts. */
export class LabelledPullRequests {
  readonly events: EventRecord[] = []
  /** The labels of each pull request. */
  readonly #labels = new Map<number, readonly string[]>()
  readonly #clock: GitHubClock

  constructor(clock: GitHubClock) {
    this.#clock = clock
  }

  list(pullRequest: number): readonly { readonly name: string }[] {
    return (this.#labels.get(pullRequest) ?? []).map((name) => ({ name }))
  }

  add(pullRequest: number, label: string, by: string, options: ActorOptions = {}): void {
    this.#labels.set(pullRequest, [...this.#without(pullRequest, label), label])
    this.#record('labeled', label, by, options)
  }

  remove(pullRequest: number, label: string, by: string): void {
    this.#labels.set(pullRequest, this.#without(pullRequest, label))
    this.#record('unlabeled', label, by, {})
  }

  /** GitHub has no event for a renamed label, and earlier events keep the old name. */
  rename(pullRequest: number, from: string, to: string): void {
    const labels = this.#labels.get(pullRequest) ?? []
    this.#labels.set(
      pullRequest,
      labels.map((label) => (label === from ? to : label)),
    )
  }

  /** Undefined for other requests. */
  answer(rest: string, query: URLSearchParams, url: string): Answer | undefined {
    if (!/^issues\/\d+\/events$/.test(rest)) return undefined
    return answerPage(this.events, query, url)
  }

  #without(pullRequest: number, label: string): readonly string[] {
    return (this.#labels.get(pullRequest) ?? []).filter((each) => each !== label)
  }

  #record(event: string, label: string, by: string, { type, viaApp = false }: ActorOptions): void {
    this.events.push({
      ...{ id: 9000 + this.events.length, event, label: { name: label }, actor: createAccount(by, type) },
      ...{ created_at: this.#clock.tick(), performed_via_github_app: viaApp ? { slug: 'some-app' } : null },
    })
  }
}

/** Undefined for other requests: https://docs.github.com/en/rest/collaborators/collaborators */
export function answerAboutPermission(
  rest: string,
  permissions: Readonly<Record<string, string>> | undefined,
): Answer | undefined {
  const [, login] = /^collaborators\/([^/]+)\/permission$/.exec(decodeURIComponent(rest)) ?? []
  if (login === undefined) return undefined
  const permission = permissions?.[login]
  if (permission === undefined) return notFound
  return { status: 200, body: { permission, role_name: permission, user: { login } } }
}
