import { type Clock, systemClock } from '../lib/clock.ts'

/** An access key, long-lived (no session token) or temporary. */
export type S3Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** The source of the credentials of a store, and the region where the store looks for its bucket first. */
export interface S3Identity {
  readonly region: string
  /**
   * Resolves with credentials that are valid now. `refused` are credentials that S3 says have expired: the result
   * should then be other ones, if there can be any. The store rejects with what this rejects with.
   */
  credentials(refused?: S3Credentials): Promise<S3Credentials>
}

/** Credentials are renewed this long before they expire, in milliseconds, but no more often than `minRenewalMs`. */
const renewBeforeMs = 5 * 60_000
const minRenewalMs = 1_000

/**
 * How long credentials that just arrived are used. If they seem to have expired, the time of day of this machine is
 * wrong, and S3 says when they expire.
 */
function getUsableMs(expiration: Date, clock: Clock): number {
  const lifeMs = expiration.getTime() - clock.date().getTime()
  return lifeMs > 0 ? Math.max(lifeMs - renewBeforeMs, minRenewalMs) : renewBeforeMs
}

/**
 * The credentials of an identity, requested when they are needed and not for each request. Their life is counted from
 * their arrival on the clock that is never set: a later change of the time of day neither repeats nor delays a renewal.
 */
export class CredentialCache {
  readonly #identity: S3Identity
  readonly #clock: Clock
  #current: Promise<S3Credentials> | undefined
  /** On the clock that is never set. */
  #validUntil = Number.NEGATIVE_INFINITY

  constructor(identity: S3Identity, clock: Clock = systemClock) {
    this.#identity = identity
    this.#clock = clock
  }

  /** Rejects as the identity does; the next call asks the identity again. */
  async get(): Promise<S3Credentials> {
    if (this.#current === undefined || this.#clock.now() >= this.#validUntil) this.#current = this.#request()
    return await this.#current
  }

  /**
   * Replaces credentials that S3 says have expired, once for all requests that used them. False where the identity has
   * no others.
   */
  async replace(refused: S3Credentials): Promise<boolean> {
    const current = this.#current
    const isRefused = (await current)?.accessKeyId === refused.accessKeyId
    // Another request may have replaced them while this one waited.
    if (isRefused && this.#current === current) this.#current = this.#request(refused)
    return (await this.get()).accessKeyId !== refused.accessKeyId
  }

  async #request(refused?: S3Credentials): Promise<S3Credentials> {
    this.#validUntil = Number.POSITIVE_INFINITY
    try {
      const credentials = await this.#identity.credentials(refused)
      const { expiration } = credentials
      if (expiration !== undefined) {
        this.#validUntil = this.#clock.now() + getUsableMs(expiration, this.#clock)
      }
      return credentials
    } catch (error) {
      this.#validUntil = Number.NEGATIVE_INFINITY
      throw error
    }
  }
}
