import type Docker from 'dockerode'
import { Failure } from '../../errors.ts'
import type { ImageRequest } from '../backend.ts'
import { callEngine, type EngineError } from './engine.ts'
import { parseRegistryHost, type RegistryLogin } from './registry-login.ts'

/** Finds the login for a reference's registry; undefined without one. */
export type FindLogin = (reference: string) => Promise<RegistryLogin | undefined>

/** The longest pull. */
const pullTimeoutMs = 60 * 60_000

/** Advice for an image that is neither on the engine nor in the registry. */
export const buildAdvice =
  'Build the image with `dsdt dockerize`, or set `image`, `registry` or `repository-prefix` so that the name is right.'

/** Pulls the image. Throws Failure `image-not-found`, `image-pull-denied`, `docker-unavailable`. */
export async function pullImage(
  docker: Docker,
  { reference, platform }: ImageRequest,
  findLogin: FindLogin,
  signal: AbortSignal,
): Promise<void> {
  const authconfig = await findLogin(reference)
  const options = { ...(authconfig && { authconfig }), ...(platform && { platform }), abortSignal: signal }
  await callEngine(
    async () => {
      const progress = await docker.pull(reference, options)
      await new Promise<void>((resolve, reject) => {
        docker.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()))
      })
    },
    (error) => explainPullFailure(reference, error, authconfig !== undefined),
    signal,
    pullTimeoutMs,
  )
}

/** The failure for an engine's error during a pull. */
export function explainPullFailure(reference: string, { message }: EngineError, hasLogin: boolean): Failure {
  const registry = parseRegistryHost(reference)
  const evidence = `The image ${reference} could not be pulled: ${message}.`
  if (/denied|unauthorized|authentication required|no basic auth|forbidden/i.test(message)) {
    const reason = hasLogin
      ? `The login for ${registry} was refused or may not pull this image`
      : `There is no login for ${registry} on this runner`
    return new Failure(
      'image-pull-denied',
      evidence,
      `${reason}. Log in before this step (docker/login-action, or amazon-ecr-login), and check the name.`,
    )
  }
  if (/not found|manifest unknown|does not exist|no matching manifest|invalid reference/i.test(message))
    return new Failure('image-not-found', evidence, buildAdvice)
  return new Failure(
    'image-not-found',
    evidence,
    `Check that the runner can reach ${registry}, or set \`pull-policy: never\` for an image that is built on this runner.`,
  )
}
