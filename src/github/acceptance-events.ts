import { getField, getNumber, getString } from '../lib/json.ts'
import { GitHubError } from './errors.ts'
import { allowMissing, type Octokit, pageSize, type RepositoryName, readPages, type SendCall } from './rest-calls.ts'

/** An account that did something on GitHub. */
export interface Actor {
  /** Empty for a deleted account, and where the name is not that of an account. */
  readonly login: string
  /** Whether a person did it: neither a bot nor an app on behalf of a person. */
  readonly isPerson: boolean
}

/** A label that was added to a pull request, or removed from it. */
export interface LabelEvent {
  readonly kind: 'labeled' | 'unlabeled'
  /** The name of the label. */
  readonly label: string
  readonly actor: Actor
  /** By GitHub's clock, in whole seconds. */
  readonly at: Date
}

/** Who may accept a change, and which labels were added. All calls have a time limit and throw GitHubError. */
export interface AcceptanceEvents {
  /** The events of all labels of a pull request, the oldest first. */
  listLabelEvents(pullRequest: number): Promise<readonly LabelEvent[]>
  /**
   * The permission of an account for the repository: `admin`, `write`, `read` or `none`, or the name of a role with at
   * least that permission, such as `maintain`. Undefined for an account that the repository does not know.
   */
  getPermission(login: string): Promise<string | undefined>
}

/** More events than a pull request has labels; the events beyond are the newest, so that reading fails. */
const maxPages = 100

export class OctokitAcceptanceEvents implements AcceptanceEvents {
  readonly #octokit: Octokit
  readonly #name: RepositoryName
  readonly #retry: SendCall

  constructor(octokit: Octokit, name: RepositoryName, retry: SendCall) {
    this.#octokit = octokit
    this.#name = name
    this.#retry = retry
  }

  /** https://docs.github.com/en/rest/issues/events#list-issue-events-for-an-issue */
  async listLabelEvents(pullRequest: number): Promise<readonly LabelEvent[]> {
    return await this.#retry(async (request) => {
      const query = { ...this.#name, issue_number: pullRequest, per_page: pageSize, request }
      const events: readonly unknown[] = await readPages(
        (page) => this.#octokit.rest.issues.listEvents({ ...query, page }),
        maxPages,
      )
      if (events.length === maxPages * pageSize) throw createRefusal('the pull request has too many events')
      return events.flatMap(parseLabelEvent).toSorted((one, other) => one.id - other.id)
    })
  }

  /** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
  async getPermission(login: string): Promise<string | undefined> {
    return await allowMissing(
      this.#retry(async (request) => {
        const query = { ...this.#name, username: login, request }
        const { data }: { readonly data: unknown } =
          await this.#octokit.rest.repos.getCollaboratorPermissionLevel(query)
        const permission = getString(data, 'permission')
        if (permission === undefined || getString(data, 'user', 'login')?.toLowerCase() !== login.toLowerCase())
          throw createRefusal('the response is not about this account')
        return permission
      }),
    )
  }
}

const createRefusal = (text: string) => new GitHubError('refused', new Error(text), undefined)

function parseLabelEvent(event: unknown): readonly (LabelEvent & { readonly id: number })[] {
  const kind = getString(event, 'event')
  if (kind !== 'labeled' && kind !== 'unlabeled') return []
  const [id, label, at] = [getNumber(event, 'id'), getString(event, 'label', 'name'), getTime(event, 'created_at')]
  // An event that cannot be read may be the removal of the label.
  if (id === undefined || label === undefined || at === undefined)
    throw createRefusal('an event of a label is not valid')
  return [{ id, kind, label, actor: parseActor(event, 'actor'), at }]
}

/** Logins of people, of enterprise accounts and of apps. */
const validLogin = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/

/** Reads who caused an event, or who wrote a comment. */
export function parseActor(value: unknown, field: 'actor' | 'user'): Actor {
  const login = getString(value, field, 'login') ?? ''
  const isByApp = (getField(value, 'performed_via_github_app') ?? null) !== null
  const isPerson = getString(value, field, 'type') === 'User' && !login.endsWith('[bot]') && !isByApp
  return { login: validLogin.test(login) ? login : '', isPerson }
}

/** A time of GitHub; undefined when the field is not one. */
export function getTime(value: unknown, field: string): Date | undefined {
  const time = new Date(getString(value, field) ?? '')
  return Number.isNaN(time.getTime()) ? undefined : time
}
