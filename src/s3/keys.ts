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

  /** Asks for others than those that S3 says have ended, once for all who had them; false where there are none. */
  async replace(refused: Credentials): Promise<boolean> {
    const current = this.#current
    const isRefused = (await current)?.accessKeyId === refused.accessKeyId
    // Whoever came first has asked for others already.
    if (isRefused && this.#current === current) this.#current = this.#ask(refused)
    return (await this.current()).accessKeyId !== refused.accessKeyId
  }

  async #ask(refused?: Credentials): Promise<Credentials> {
    this.#until = Number.POSITIVE_INFINITY
    try {
      const credentials = await this.#identity.credentials(refused)
      const { expiration } = credentials
      if (expiration !== undefined) this.#until = Math.max(expiration.getTime() - aheadMs, Date.now() + leastMs)
      return credentials
    } catch (error) {
      this.#until = 0
      throw error
    }
  }
}
