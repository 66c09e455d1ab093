import type Docker from 'dockerode'
import { parseImageReference } from '../../lib/image-reference.ts'
import type { ImageIdentity, ImageRequest } from '../image.ts'
import { parseImageContent, readImageVariables } from '../image-content.ts'
import { computeImageFingerprint } from '../image-fingerprint.ts'
import { callEngine } from './engine.ts'
import { inspectImage } from './image.ts'
import type { FindLogin } from './pull.ts'
import { type BasicLogin, type ImagePlatform, type RegistryAccess, readRegistryImage } from './registry-image.ts'
import type { RegistryLogin } from './registry-login.ts'

/** What looking up an image needs. */
interface IdentifyServices extends Pick<RegistryAccess, 'env' | 'signal'> {
  readonly findLogin: FindLogin
}

/**
 * The image that a run would use, by the engine's own copy, or by its registry's description where the run would pull.
 * Pulls nothing. Throws an Error with the reason where neither has it.
 */
export async function identifyDockerImage(
  docker: Docker,
  request: ImageRequest,
  { env, signal, findLogin }: IdentifyServices,
): Promise<ImageIdentity> {
  const { reference, pullPolicy } = request
  const existing = pullPolicy === 'always' ? undefined : await inspectImage(docker, request, signal)
  if (existing !== undefined) return existing
  if (pullPolicy === 'never') throw new Error('it is not on this engine, and `pull-policy` is `never`')
  const platform = await choosePlatform(docker, request, signal)
  const login = toBasicLogin(await findLogin(reference, signal))
  const { digest, content } = await readRegistryImage(reference, { env, signal, platform, login })
  const image = parseImageContent(content)
  return {
    pinned: `${parseImageReference(reference)?.name}@${digest}`,
    fingerprint: computeImageFingerprint(image),
    env: readImageVariables(image.config),
  }
}

async function choosePlatform(docker: Docker, request: ImageRequest, signal: AbortSignal): Promise<ImagePlatform> {
  const [os, architecture] = request.platform?.split('/') ?? []
  if (os !== undefined && architecture !== undefined) return { os, architecture }
  const engine = await callEngine(
    () => docker.version(),
    () => undefined,
    signal,
  )
  return { os: engine.Os, architecture: engine.Arch }
}

/** The engine can exchange tokens at a registry, which is not worth it for a description. */
function toBasicLogin(login: RegistryLogin | undefined): BasicLogin | undefined {
  if (login === undefined) return undefined
  const { username, password } = login
  if (username === undefined || password === undefined) throw new Error('its registry has a login by a token')
  return { username, password }
}
