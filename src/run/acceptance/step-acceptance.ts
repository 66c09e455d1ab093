import { describeError } from '../../errors.ts'
import type { Actor } from '../../github/acceptance-events.ts'
import { GitHubError } from '../../github/errors.ts'
import type { GitHub } from '../../github/github.ts'
import { memoize } from '../../lib/memo.ts'
import type { AcceptanceInputs } from '../../plan/acceptance-inputs.ts'
import type { AcceptanceReport, Breach } from '../../report/accepted-change.ts'

import { type GitHubAccess, openGitHubFor } from '../github-access.ts'
import type { RunIdentity } from './collect-shown-rules.ts'
import { type AcceptanceContext, decideAcceptance } from './decide-acceptance.ts'
import { type AcceptancePlace, readAcceptance } from './read-acceptance.ts'

/** What the acceptance of a step needs. */
interface AcceptanceOptions {
  readonly access: GitHubAccess
  readonly inputs: AcceptanceInputs
  readonly cancelled: AbortSignal
  /** Hides secrets as in the report that the comment is made of. */
  readonly redact: (text: string) => string
  /** The pull request; undefined when the workflow runs for none. Asked when the first rule is broken. */
  readonly findPlace: () => AcceptancePlace | undefined
}

/** How long GitHub may take to say who accepted something, and for each permission, in milliseconds. */
const limitMs = 60_000
/** The most accounts whose permission is asked: everyone can comment on a public pull request. */
const maxAccounts = 20
/** `maintain` counts as `write`, and custom roles as the permission that they extend. */
const writePermissions: ReadonlySet<string> = new Set(['write', 'maintain', 'admin'])

/**
 * Decides for the runs of a step which broken rules are accepted. GitHub is asked once, when the first rule is broken,
 * again for each person who accepted something, and again for the next broken rule if it did not answer.
 */
export class StepAcceptance {
  readonly #options: AcceptanceOptions
  readonly #getContext = memoize(() => this.#open())

  constructor(options: AcceptanceOptions) {
    this.#options = options
  }

  /** Throws only when the workflow is cancelled: what GitHub does not answer is not accepted, with the reason. */
  async decide(run: RunIdentity, breaches: readonly Breach[]): Promise<AcceptanceReport> {
    try {
      const context = await this.#getContext()
      return typeof context === 'string' ? refuseAll(breaches, context) : await decideAcceptance(run, breaches, context)
    } catch (error) {
      this.#options.cancelled.throwIfAborted()
      if (!(error instanceof GitHubError) || error.kind !== 'refused')
        return refuseAll(breaches, `GitHub does not answer who accepted it: ${describeError(error)}.`)
      const advice = 'Give the job `permissions: pull-requests: write`.'
      return refuseAll(
        breaches,
        `GitHub does not let this token read who accepted it: ${describeError(error)}. ${advice}`,
      )
    }
  }

  async #open(): Promise<AcceptanceContext | string> {
    const { inputs, redact, findPlace } = this.#options
    const place = findPlace()
    if (place === undefined) return '`accept` has no effect: this workflow run does not belong to a pull request.'
    const github = await this.#openGitHub()
    if (github === undefined) return '`accept` needs `github-token`.'
    const facts = await readAcceptance(github, place, inputs)
    if (typeof facts === 'string') return facts
    // Another run can break a rule hours later.
    const getPermission = async (login: string) => (await this.#openGitHub())?.acceptanceEvents.getPermission(login)
    return { facts, inputs, redact, findObjection: createObjections(getPermission, facts.author, inputs) }
  }

  async #openGitHub(): Promise<GitHub | undefined> {
    const { access, cancelled } = this.#options
    return await openGitHubFor(access, AbortSignal.any([cancelled, AbortSignal.timeout(limitMs)]))
  }
}

/** Creates the acceptance of a step; undefined without `accept`. */
export function createStepAcceptance(
  inputs: AcceptanceInputs,
  options: Omit<AcceptanceOptions, 'inputs'>,
): StepAcceptance | undefined {
  return inputs.ways.length === 0 ? undefined : new StepAcceptance({ inputs, ...options })
}

const refuseAll = (breaches: readonly Breach[], why: string): AcceptanceReport => ({
  accepted: [],
  refused: breaches.map(({ rule }) => ({ rule, why })),
})

/** Asks for the permission of each account once. */
function createObjections(
  getPermission: (login: string) => Promise<string | undefined>,
  author: string,
  { acceptBy }: AcceptanceInputs,
): AcceptanceContext['findObjection'] {
  const asked = new Map<string, Promise<string | undefined>>()
  const askPermission = async (login: string) => {
    const permission = await getPermission(login)
    return permission !== undefined && writePermissions.has(permission)
      ? undefined
      : `@${login} accepted it, and has no write access to the repository.`
  }
  return async ({ login, isPerson }: Actor) => {
    if (login === '') return 'An unknown account accepted it.'
    if (!isPerson) return `@${login} accepted it, and is not a person: bots and apps cannot accept a change.`
    const key = login.toLowerCase()
    if (acceptBy === 'other' && key === author.toLowerCase())
      return `@${login} accepted it, and is the author of the pull request, who may not with \`accept-by: other\`.`
    if (!asked.has(key) && asked.size >= maxAccounts) return `More than ${maxAccounts} accounts accepted it.`
    const objection = asked.get(key) ?? askPermission(login)
    asked.set(key, objection)
    return await objection
  }
}
