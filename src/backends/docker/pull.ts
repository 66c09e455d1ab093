import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { Failure } from '../../errors.ts'
import { limitTime, raceSignal } from '../../lib/abort.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { type Clock, systemClock } from '../../lib/clock.ts'
import { parseImageReference } from '../../lib/image-reference.ts'
import { getString, parseJson } from '../../lib/json.ts'
import { withProgress } from '../../lib/progress.ts'
import { jitteredPause, retry } from '../../lib/retry.ts'
import type { ImageRequest } from '../image.ts'
import { findImageFailure, type ImageFailureRule, pullFailureRules } from '../image-failure-rules.ts'
import { LineSplitter } from '../line-splitter.ts'
import { callEngine, type EngineError, toEngineError } from './engine.ts'
import { PullProgress } from './pull-progress.ts'
import type { RegistryLogin } from './registry-login.ts'

/** Finds the login for a reference's registry; undefined without one. */
export type FindLogin = (reference: string, signal: AbortSignal) => Promise<RegistryLogin | undefined>

/** The longest pull, with its attempts. */
const pullTimeoutMs = 60 * 60_000
/** The longest time without progress; the engine checks a large layer silently for some minutes. */
const pullIdleMs = 15 * 60_000
interface PullOptions {
  /** Receives a line before the pull, and every 10 s how far it is. */
  readonly say?: (text: string) => void
  readonly clock?: Clock
}

interface ReadOptions {
  readonly idleMs?: number
  readonly onMessage?: (message: unknown) => void
}

/** How often a pull is tried when its registry fails or the connection breaks. */
const maxAttempts = 3
const backoff = { firstMs: 2_000, maxMs: 10_000 }

/**
 * Pulls the image, up to three times where a failure may pass. Throws Failure `image-not-found`, `image-pull-denied`,
 * `image-architecture`, `throttled`, `disk-full`, `remote-unreachable` or `docker-unavailable`.
 */
export async function pullImage(
  docker: Docker,
  request: ImageRequest,
  findLogin: FindLogin,
  signal: AbortSignal,
  { say = () => undefined, clock = systemClock }: PullOptions = {},
): Promise<void> {
  const { reference } = request
  const login = await raceSignal(findLogin(reference, signal), signal)
  const pauseMs = (error: unknown, attempt: number) => {
    const isTransient = findPullFailure(reference, toEngineError(error))?.isTransient === true
    return isTransient && attempt < maxAttempts ? jitteredPause(attempt, backoff, clock.random) : undefined
  }
  await callEngine(
    () => retry(() => reportPull(docker, request, login, { signal, say }), { pauseMs, signal, clock }),
    (error) => explainPullFailure(reference, error, login !== undefined),
    signal,
    pullTimeoutMs,
  )
}

async function reportPull(
  docker: Docker,
  request: ImageRequest,
  login: RegistryLogin | undefined,
  { signal, say }: Cancellable & { readonly say: (text: string) => void },
): Promise<void> {
  const progress = new PullProgress()
  const begin = `Pulling the image ${request.reference}.`
  await withProgress({ begin, describe: (ms) => progress.describe(ms), say }, () =>
    pullOnce(docker, request, login, { signal, progress }),
  )
}

async function pullOnce(
  docker: Docker,
  { reference, platform }: ImageRequest,
  login: RegistryLogin | undefined,
  { signal, progress }: Cancellable & { readonly progress: PullProgress },
): Promise<void> {
  const { name = reference, tag = 'latest', digest } = parseImageReference(reference) ?? {}
  const image = { fromImage: name, tag: digest ?? tag, ...(platform && { platform }) }
  const options = { ...image, abortSignal: signal, ...(login && { authconfig: login }) }
  const messages = await limitTime(() => docker.createImage(options), { ms: pullIdleMs, signal })
  await readProgress(Readable.from(messages), { onMessage: (message) => progress.add(message) })
}

/**
 * Reads the progress of a pull to its end: JSON values, one a line. The engine has answered with 200 when a pull fails
 * midway, so the failure is one of them. Throws it as an error response, and TimeLimitError after `idleMs` without
 * progress.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image/operation/ImageCreate
 */
export async function readProgress(
  progress: AsyncIterable<Uint8Array | string>,
  { idleMs = pullIdleMs, onMessage = () => undefined }: ReadOptions = {},
): Promise<void> {
  const splitter = new LineSplitter()
  const check = (lines: readonly string[]) => {
    for (const line of lines) {
      const value = parseJson(line)
      onMessage(value)
      const message = getString(value, 'errorDetail', 'message') ?? getString(value, 'error')
      if (message !== undefined) throw Object.assign(new Error(message), { statusCode: 500 })
    }
  }
  const chunks = progress[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await limitTime(() => chunks.next(), { ms: idleMs })
    if (done === true) break
    check(splitter.push(Buffer.from(value)))
  }
  check(splitter.end())
}

/** Names of images are no evidence: an image may be named `denied`. */
function findPullFailure(text: string, { status, message }: EngineError): ImageFailureRule | undefined {
  if (status === undefined) return undefined
  const { path = '', tag = 'latest', digest = '' } = parseImageReference(text) ?? {}
  const names = [text, `${path}:${tag}`, `${path}@${digest}`, path].filter((name) => name !== '')
  return findImageFailure(
    pullFailureRules,
    names.reduce((rest, name) => rest.replaceAll(name, ''), message),
  )
}

/** The failure for an engine's error during a pull. */
export function explainPullFailure(reference: string, error: EngineError, hasLogin: boolean): Failure {
  const rule = findPullFailure(reference, error)
  const start = `The image ${reference} could not be pulled`
  if (rule === undefined)
    return new Failure(
      'docker-unavailable',
      `${start}: ${error.message}.`,
      'See the engine’s log, and try `docker pull` on this machine.',
    )
  const evidence = `${start}, because ${rule.clause}: ${error.message}.`
  if (rule.verdict !== 'image-pull-denied') return new Failure(rule.verdict, evidence, rule.runnerAdvice)
  const registry = parseImageReference(reference)?.host
  const reason = hasLogin
    ? `The login for ${registry} was refused or may not pull this image`
    : `There is no login for ${registry} on this runner`
  return new Failure('image-pull-denied', evidence, `${reason}. ${rule.runnerAdvice}`)
}
