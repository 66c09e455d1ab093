import { setImmediate } from 'node:timers/promises'
import type Docker from 'dockerode'
import { describeError, Failure } from '../../errors.ts'
import { limitTime } from '../../lib/abort.ts'
import { getNumber, getString } from '../../lib/json.ts'

/** An error response of the engine, or an error of its connection. */
export interface EngineError {
  /** The HTTP status; undefined without a response. */
  readonly status: number | undefined
  readonly code: string | undefined
  readonly message: string
}

let engine: Promise<Docker> | undefined

/**
 * The engine that `DOCKER_HOST` names, or the one at the default socket; always the same object. Sends no request.
 * Throws Failure `docker-unavailable` for an invalid DOCKER_HOST.
 */
export function connectEngine(): Promise<Docker> {
  engine ??= createEngine()
  return engine
}

async function createEngine(): Promise<Docker> {
  const { default: Engine } = await import('dockerode')
  let docker: Docker
  try {
    docker = new Engine()
  } catch (error) {
    const evidence = `DOCKER_HOST is not usable: ${describeError(error)}.`
    throw new Failure('docker-unavailable', evidence, 'Correct or unset DOCKER_HOST.', { cause: error })
  }
  // docker-modem would open a connection of its own for each call, without a check of the server's key.
  if (getString(docker, 'modem', 'protocol') === 'ssh')
    throw new Failure('docker-unavailable', 'DOCKER_HOST is an ssh:// address, which is not supported.', sshAdvice)
  return docker
}

const sshAdvice =
  'Set it to `unix:///path` or `tcp://host:port`. To reach an engine by SSH, forward its socket in a step before this one: `ssh -fnNT -L "$RUNNER_TEMP/docker.sock:/var/run/docker.sock" host`.'

/**
 * Sends a first request to the engine and does not wait for the response, so that the connection opens while the rest
 * of the program loads. The first real call reports an engine that does not respond.
 */
export async function warmUp(): Promise<void> {
  connectEngine()
    .then((docker) => docker.ping())
    .catch(() => undefined)
  await connectEngine().catch(() => undefined)
  // One turn of the event loop to connect and one to send: nothing else runs while a module loads.
  await setImmediate()
  await setImmediate()
}

/** What docker-modem puts before the engine's message. */
const modemPrefix = /^\(HTTP code \d+\) [\w ]+ - /

/** The parts of an error that dockerode threw. */
export function toEngineError(error: unknown): EngineError {
  const message = getString(error, 'json', 'message') || describeError(error)
  return {
    status: getNumber(error, 'statusCode'),
    code: getString(error, 'code'),
    message: message.replace(modemPrefix, '').trim(),
  }
}

/** Resolves with undefined when the engine does not have the container or image; throws other errors. */
export function ignoreMissing(error: unknown): undefined {
  if (toEngineError(error).status !== 404) throw error
}

const adviceByCode: Readonly<Record<string, string>> = {
  ENOENT: 'Start the Docker engine, or set DOCKER_HOST. Among hosted runners, only Linux has an engine.',
  ECONNREFUSED: 'Start the Docker engine, or set DOCKER_HOST.',
  ENOTFOUND: 'Check DOCKER_HOST: its host name does not exist.',
  HPE_INVALID_CONSTANT: 'Check DOCKER_HOST: the server there is not a Docker engine.',
  EACCES: "Allow the runner's user to use the Docker socket (the group `docker`).",
}

/** The failure for an engine that cannot be reached or was lost; undefined when the engine responded. */
export function explainEngineLoss(error: unknown, summary = 'The Docker engine does not respond'): Failure | undefined {
  const { status, code, message } = toEngineError(error)
  if (status !== undefined || error instanceof Failure) return undefined
  const isLost =
    code !== undefined || /socket hang up|aborted|ECONNRESET|Unable to determine the domain name/.test(message)
  if (!isLost) return undefined
  const advice = adviceByCode[code ?? ''] ?? 'Find out why the Docker engine stopped responding, then run it again.'
  return new Failure('docker-unavailable', `${summary}: ${message}.`, advice, { cause: error })
}

/** The longest wait for one response of the engine, except for pulls. */
const responseTimeoutMs = 60_000

/**
 * Calls the engine, with a limit of 60 s unless given. A lost or silent engine becomes `docker-unavailable`;
 * `explainError` returns the failure for an error response, if it knows the reason. Throws the signal's reason on
 * abort.
 */
export async function callEngine<T>(
  call: () => Promise<T>,
  explainError: (error: EngineError) => Failure | undefined,
  signal?: AbortSignal,
  timeoutMs = responseTimeoutMs,
): Promise<T> {
  try {
    return await limitTime(call, { ms: timeoutMs, signal, createError: () => createSilenceFailure(timeoutMs) })
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof Failure) throw error
    const { message } = toEngineError(error)
    throw (
      explainEngineLoss(error) ??
      explainError(toEngineError(error)) ??
      new Failure('docker-unavailable', `The Docker engine refused the request: ${message}.`, "See the engine's log.", {
        cause: error,
      })
    )
  }
}

function createSilenceFailure(timeoutMs: number): Failure {
  const evidence = `The Docker engine did not respond within ${timeoutMs / 1000} s.`
  return new Failure('docker-unavailable', evidence, "See the engine's log: it may be overloaded.")
}
