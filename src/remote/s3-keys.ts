import type { Credentials, Identity } from '../aws/identity.ts'

/** Credentials are asked for again so long before they end, in milliseconds, and no more often than `leastMs`. */
const aheadMs = 5 * 60_000
const leastMs = 1_000

/** The credentials of an identity, asked for when they are needed and not for each request. */
export class Keys {
  readonly #identity: Identity
  #current: Promise<Credentials> | undefined
  #until = 0

  constructor(identity: Identity) {
    this.#identity = identity
  }

  /** Throws Failure as the identity does; the next who asks makes it try again. */
  async current(): Promise<Credentials> {
    if (this.#current === undefined || Date.now() >= this.#until) this.#current = this.#ask()
    return await this.#current
  }

  async #ask(): Promise<Credentials> {
    this.#until = Number.POSITIVE_INFINITY
    try {
      const credentials = await this.#identity.credentials()
      const { expiration } = credentials
      if (expiration !== undefined) this.#until = Math.max(expiration.getTime() - aheadMs, Date.now() + leastMs)
      return credentials
    } catch (error) {
      this.#until = 0
      throw error
    }
  }
}
