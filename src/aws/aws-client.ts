import { describeError, Failure } from '../errors.ts'
import { delayAbort, limitTime, raceSignal } from '../lib/abort.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import type { Environment } from '../lib/environment.ts'
import { jitteredPause, type RetryPolicy, retry } from '../lib/retry.ts'
import { type ClientConfig, createClientConfig } from './client-config.ts'
import type { Identity } from './credentials.ts'
import { isConnectionError, isCorrectedClockSkew, isThrottling, isUnsent } from './errors.ts'

/** The limits of one call. */
export interface CallLimits {
  /** One attempt, from the request to the last byte of the response, in milliseconds. */
  readonly attemptMs: number
  /** Attempts without a readable response, or with a 5xx status. A refusal is never retried. */
  readonly maxAttempts: number
  /** How long throttling is waited out, in milliseconds. */
  readonly throttledMs: number
  /** Whether a request may be sent again that AWS may have carried out. */
  readonly isRepeatable: boolean
  /** How long a request in flight may still get its response after the signal aborted, in milliseconds. */
  readonly responseGraceMs: number
}

/** For calls whose failure ends the step. */
export const patientLimits: CallLimits = {
  attemptMs: 20_000,
  maxAttempts: 6,
  throttledMs: 5 * 60_000,
  isRepeatable: true,
  responseGraceMs: 0,
}
/** For calls that the caller repeats. */
export const singleAttempt: Partial<CallLimits> = { maxAttempts: 1, throttledMs: 0 }
/** Limits the attempts of a throttled call when all jittered pauses happen to be short. */
export const maxThrottledAttempts = 60

const backoff = { firstMs: 500, maxMs: 20_000 }
/** A call that waits longer than this is reported. */
const reportAfterMs = 10_000

/** What a client is opened with. */
export interface AwsClientOptions {
  readonly env: Environment
  /** By default the region of the identity. */
  readonly region?: string | undefined
  /** By default the one of AWS_ENDPOINT_URL, or of AWS. */
  readonly endpoint?: string | undefined
  /** Selects the service's FIPS endpoint; without it, the SDK's own settings decide. */
  readonly useFipsEndpoint?: boolean | undefined
  readonly limits?: Partial<CallLimits> | undefined
  readonly clock?: Clock | undefined
  /** Receives a sentence when a call waits for AWS longer than usual; at most one for each call. */
  readonly onWait?: ((text: string) => void) | undefined
}

/** A client of an SDK. */
interface SdkClient {
  destroy(): void
}

/** The options that a call passes to `send` of its client. */
interface SendOptions {
  readonly abortSignal: AbortSignal
}

/**
 * A client of one AWS service, which can be used only within limits: `requestTimeout` of the SDK is only a warning
 * unless `throwOnRequestTimeout` is set, and ends with the response's headers. Nothing else creates a client of an SDK,
 * except the S3 room (test/aws/aws-client.test.ts). docs/limits.md lists all calls.
 */
export class AwsClient<C extends SdkClient> {
  readonly #client: C
  readonly #identity: Identity
  readonly #options: AwsClientOptions
  readonly #clock: Clock

  /** `create` receives the configuration for the constructor of the SDK's client. AWS is not called yet. */
  constructor(create: (config: ClientConfig) => C, identity: Identity, options: AwsClientOptions) {
    const { env, region, endpoint, useFipsEndpoint, clock = systemClock } = options
    this.#client = create({
      ...createClientConfig(identity, env, region),
      ...(endpoint && { endpoint }),
      ...(useFipsEndpoint && { useFipsEndpoint }),
    })
    this.#identity = identity
    this.#options = options
    this.#clock = clock
  }

  /**
   * Makes a call: `send` passes its options to the client's `send`. Each attempt has a time limit. Throttling, 5xx,
   * broken connections and unreadable responses are retried with jittered pauses, refusals are not. Throws the SDK's
   * error of the last attempt, TimeLimitError, the Failure of an identity without credentials, or the signal's reason
   * at once when it aborts.
   */
  async call<T>(
    signal: AbortSignal,
    send: (client: C, options: SendOptions) => Promise<T>,
    limits: Partial<CallLimits> = {},
  ): Promise<T> {
    const own = { ...patientLimits, ...this.#options.limits, ...limits }
    // A session that must be renewed has limits of its own, and an error of its own.
    await raceSignal(this.#identity.credentials(), signal)
    const sendSignal = own.responseGraceMs > 0 ? delayAbort(signal, own.responseGraceMs) : signal
    const attempt = () =>
      limitTime((abortSignal) => send(this.#client, { abortSignal }), { ms: own.attemptMs, signal: sendSignal })
    return await retry(attempt, { signal, clock: this.#clock, pauseMs: this.#createPolicy(own, signal) })
  }

  #createPolicy(limits: CallLimits, signal: AbortSignal): RetryPolicy['pauseMs'] {
    const startMs = this.#clock.now()
    let isReported = false
    return (error, attempt) => {
      if (signal.aborted) return undefined
      const waitedMs = this.#clock.now() - startMs
      const pauseMs = jitteredPause(attempt, backoff, () => this.#clock.random())
      const canRetry = isThrottling(error)
        ? waitedMs + pauseMs < limits.throttledMs && attempt < maxThrottledAttempts
        : attempt < limits.maxAttempts && isRetryable(error, limits)
      if (!canRetry) return undefined
      if (!isReported && waitedMs >= reportAfterMs) {
        isReported = true
        this.#options.onWait?.(describeWait(error, limits))
      }
      return pauseMs
    }
  }

  /** Closes the connections. */
  destroy(): void {
    this.#client.destroy()
  }
}

const isRetryable = (error: unknown, { isRepeatable }: CallLimits) =>
  !(error instanceof Failure) &&
  (isUnsent(error) || isCorrectedClockSkew(error) || (isRepeatable && isConnectionError(error)))

const describeWait = (error: unknown, { throttledMs }: CallLimits) =>
  isThrottling(error)
    ? `AWS is throttling requests. The step retries for up to ${Math.round(throttledMs / 60_000)} minutes: ${describeError(error)}`
    : `AWS does not respond. The step retries: ${describeError(error)}`
