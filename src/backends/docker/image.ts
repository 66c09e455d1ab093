import type Docker from 'dockerode'
import { type Dialect, detectDialect } from '../../disdat/command-line.ts'
import { Failure } from '../../errors.ts'
import type { Image, ImageRequest } from '../backend.ts'
import { callEngine, type EngineError, toEngineError } from './engine.ts'
import { parseRegistryHost, type RegistryLogin } from './registry-login.ts'

/** Gives the login for a reference's registry, if there is one. */
export type FindLogin = (reference: string) => Promise<RegistryLogin | undefined>

/** Finds the image on the engine, or pulls it as the policy says. Throws as Backend.image does. */
export async function resolveImage(
  docker: Docker,
  request: ImageRequest,
  loginFor: FindLogin,
  signal: AbortSignal,
): Promise<Image> {
  const present = request.pullPolicy === 'always' ? undefined : await inspect(docker, request, signal)
  if (present !== undefined) return present
  if (request.pullPolicy === 'never') {
    throw new Failure(
      'image-not-found',
      `The image ${request.reference} is not on this engine, and pull-policy is \`never\`.`,
      buildAdvice,
    )
  }
  await pull(docker, request, loginFor, signal)
  const pulled = await inspect(docker, request, signal)
  if (pulled === undefined) {
    throw new Failure(
      'image-not-found',
      `The engine pulled ${request.reference} but does not have it.`,
      'Check `platform`, and the engine’s log.',
    )
  }
  return pulled
}

/** The longest pull that we wait for. */
const pullLimitMs = 60 * 60_000

const buildAdvice =
  'Build the image with `dsdt dockerize`, or give `image`, `registry` or `repository-prefix` so that the name is right.'

async function inspect(docker: Docker, request: ImageRequest, signal: AbortSignal): Promise<Image | undefined> {
  const found = await callEngine(
    () => docker.getImage(request.reference).inspect().catch(absent),
    () => undefined,
    signal,
  )
  if (found === undefined) return undefined
  const config = found.Config
  if (typeof found.Id !== 'string' || typeof config !== 'object') throw noEngine()
  if (request.platform !== undefined && !runsOn(found, request.platform)) return undefined
  const shown = detectDialect(list(config.Entrypoint), list(config.Cmd))
  const dialect = request.dialect ?? shown
  if (dialect === undefined) throw unknownDialect(request.reference)
  // An image with an entry point of its own may pass on what we do not see; one without takes the command line as it is.
  const isWrapped = shown === 'luigi' && list(config.Entrypoint).length > 0
  if (shown !== undefined && shown !== dialect && !isWrapped) throw otherDialect(request.reference, shown)
  const repository = request.reference.replace(/(@sha256:.*|:[^/:]+)$/, '')
  const digest =
    list(found.RepoDigests).find((pinned) => pinned.startsWith(`${repository}@`)) ?? list(found.RepoDigests)[0]
  return {
    reference: request.reference,
    pinned: digest ?? found.Id,
    id: found.Id,
    dialect,
    env: new Map(list(config.Env).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
    user: config.User,
    architecture: found.Architecture,
  }
}

function noEngine(): Failure {
  return new Failure(
    'docker-unavailable',
    'Something answers where the Docker engine should, but it is no Docker engine.',
    'Check DOCKER_HOST.',
  )
}

function absent(error: unknown): undefined {
  if (toEngineError(error).status !== 404) throw error
}

function unknownDialect(reference: string): Failure {
  return new Failure(
    'invalid-input',
    `The image ${reference} has neither the entry point of a classic pipeline image (/opt/bin/entrypoint.py) nor the command of a luigi one (dsdt_docker).`,
    `Set \`dialect: classic\` or \`dialect: luigi\` if it is a Disdat pipeline image all the same.`,
  )
}

function otherDialect(reference: string, shown: Dialect): Failure {
  return new Failure(
    'invalid-input',
    `dialect: the image ${reference} is a ${shown} one, as its own configuration shows.`,
    'Leave `dialect` out, or name the other image in `image`.',
  )
}

const list = (value: readonly string[] | string | null | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? [])

function runsOn(image: { readonly Os: string; readonly Architecture: string }, platform: string): boolean {
  return platform.split('/').slice(0, 2).join('/') === `${image.Os}/${image.Architecture}`
}

async function pull(docker: Docker, request: ImageRequest, loginFor: FindLogin, signal: AbortSignal): Promise<void> {
  const authconfig = await loginFor(request.reference)
  const options = {
    ...(authconfig && { authconfig }),
    ...(request.platform && { platform: request.platform }),
    abortSignal: signal,
  }
  await callEngine(
    async () => {
      const progress = await docker.pull(request.reference, options)
      await new Promise<void>((resolve, reject) => {
        docker.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()))
      })
    },
    (error) => pullFailure(request.reference, error, authconfig !== undefined),
    signal,
    pullLimitMs,
  )
}

function pullFailure(reference: string, { message }: EngineError, loggedIn: boolean): Failure {
  const registry = parseRegistryHost(reference)
  const evidence = `The image ${reference} could not be pulled: ${message}.`
  if (/denied|unauthorized|authentication required|no basic auth|forbidden/i.test(message)) {
    const login = loggedIn
      ? `The login for ${registry} was refused or may not pull this image`
      : `There is no login for ${registry} on this runner`
    return new Failure(
      'image-pull-denied',
      evidence,
      `${login}. Log in before this step (docker/login-action, or amazon-ecr-login), and check the name.`,
    )
  }
  if (/not found|manifest unknown|does not exist|no matching manifest|invalid reference/i.test(message)) {
    return new Failure('image-not-found', evidence, buildAdvice)
  }
  return new Failure(
    'image-not-found',
    evidence,
    `See whether the runner reaches ${registry}, or set \`pull-policy: never\` for an image that is built on this runner.`,
  )
}
