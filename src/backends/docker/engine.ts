import { setImmediate } from 'node:timers/promises'
import type Docker from 'dockerode'
import { describeError, Failure } from '../../errors.ts'

/** An answer of the engine that is an error, as docker-modem gives it. */
export interface EngineError {
  readonly status: number | undefined
  readonly code: string | undefined
  readonly message: string
}

let engine: Promise<Docker> | undefined

/**
 * The engine that `DOCKER_HOST` names, or the one at the default socket; always the same object. Nothing is called yet. Throws Failure
 * `docker-unavailable` for a DOCKER_HOST that is none.
 */
export function connect(): Promise<Docker> {
  engine ??= open()
  return engine
}

async function open(): Promise<Docker> {
  const { default: Engine } = await import('dockerode')
  try {
    return new Engine()
  } catch (error) {
    throw new Failure(
      'docker-unavailable',
      `DOCKER_HOST is not usable: ${describeError(error)}.`,
      'Mend or unset it.',
      {
        cause: error,
      },
    )
  }
}

/**
 * Sends the engine a first request, and does not wait for the answer: connection and engine warm up while the rest of the program is loaded,
 * which takes longer. Whether there is an engine, the first real call tells.
 */
export async function warmUp(): Promise<void> {
  connect()
    .then((docker) => docker.ping())
    .catch(() => undefined)
  await connect().catch(() => undefined)
  // A turn of the event loop for the connection, and one for the request: loading a module lets nothing else happen.
  await setImmediate()
  await setImmediate()
}

/** Docker-modem's own words before what the engine said. */
const modemPrefix = /^\(HTTP code \d+\) [\w ]+ - /

/** What is known of an error that dockerode threw. */
export function toEngineError(error: unknown): EngineError {
  const fields: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {}
  const { statusCode, code, json } = fields
  const said = typeof json === 'object' && json !== null && 'message' in json ? json.message : undefined
  return {
    status: typeof statusCode === 'number' ? statusCode : undefined,
    code: typeof code === 'string' ? code : undefined,
    message: (typeof said === 'string' && said !== '' ? said : describeError(error)).replace(modemPrefix, '').trim(),
  }
}

const socketErrors: Readonly<Record<string, string>> = {
  ENOENT: 'Start the Docker engine, or point DOCKER_HOST to one. Hosted runners have it on Linux only.',
  ECONNREFUSED: 'Start the Docker engine, or point DOCKER_HOST to one.',
  ENOTFOUND: 'Check DOCKER_HOST: there is no machine of that name.',
  HPE_INVALID_CONSTANT: 'Check DOCKER_HOST: what answers there is no Docker engine.',
  EACCES: "Let the runner's user use the Docker socket (the group `docker`).",
}

/** The failure for an engine that cannot be reached or went away; undefined where the engine did answer. */
export function explainEngineLoss(error: unknown, seen = 'The Docker engine does not answer'): Failure | undefined {
  const { status, code, message } = toEngineError(error)
  if (status !== undefined || error instanceof Failure) return undefined
  const lost =
    code !== undefined || /socket hang up|aborted|ECONNRESET|Unable to determine the domain name/.test(message)
  if (!lost) return undefined
  const advice = socketErrors[code ?? ''] ?? 'See why the Docker engine stopped answering, and run the step again.'
  return new Failure('docker-unavailable', `${seen}: ${message}.`, advice, { cause: error })
}

/** The longest that we wait for one answer of the engine, pulls apart. */
const answerLimitMs = 60_000

/**
 * Runs a call to the engine, for 60 s at most unless told otherwise. The engine's loss or silence becomes `docker-unavailable`; an answer
 * that is an error is `otherwise`'s to name. Throws the signal's reason where that has been aborted.
 */
export async function callEngine<T>(
  call: () => Promise<T>,
  otherwise: (error: EngineError) => Failure | undefined,
  signal?: AbortSignal,
  limitMs = answerLimitMs,
): Promise<T> {
  try {
    return await within(call(), limitMs, signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof Failure) throw error
    const { message } = toEngineError(error)
    throw (
      explainEngineLoss(error) ??
      otherwise(toEngineError(error)) ??
      new Failure('docker-unavailable', `The Docker engine refused: ${message}.`, "See the engine's log.", {
        cause: error,
      })
    )
  }
}

function within<T>(work: Promise<T>, limitMs: number, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      const evidence = `The Docker engine did not answer within ${limitMs / 1000} s.`
      reject(new Failure('docker-unavailable', evidence, "See the engine's log: it may be overloaded."))
    }, limitMs)
    const abort = () => reject(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => {
      clearTimeout(limit)
      signal?.removeEventListener('abort', abort)
    })
  })
}
