import type Docker from 'dockerode'
import type { ImageInspectInfo } from 'dockerode'
import { recognizeHelp } from '../../disdat/recognize-image.ts'
import { Failure } from '../../errors.ts'
import { parseImageReference } from '../../lib/image-reference.ts'
import { chooseDialect } from '../choose-dialect.ts'
import type { Image, ImageRequest } from '../image.ts'
import { readImageVariables } from '../image-content.ts'
import { buildAdvice } from '../image-failure-rules.ts'
import { computeImageFingerprint } from '../image-fingerprint.ts'
import { callEngine, connectEngine, ignoreMissing } from './engine.ts'
import { type FindLogin, pullImage } from './pull.ts'
import { readHelp } from './read-help.ts'

interface PullServices {
  readonly findLogin: FindLogin
  /** Receives the progress of a pull, a line at a time. */
  readonly say: (text: string) => void
}

/** Finds the image on the engine, or pulls it as the policy says. Throws the failures of `Backend.image`. */
export async function resolveDockerImage(
  docker: Docker,
  request: ImageRequest,
  { findLogin, say }: PullServices,
  signal: AbortSignal,
): Promise<Image> {
  const { reference, pullPolicy } = request
  const existing = pullPolicy === 'always' ? undefined : await recognizeImage(docker, request, signal)
  if (existing !== undefined) return existing
  if (pullPolicy === 'never') {
    throw new Failure(
      'image-not-found',
      `The image ${reference} is not on this engine, and pull-policy is \`never\`.`,
      buildAdvice,
    )
  }
  await pullImage(docker, request, findLogin, signal, { say })
  const pulled = await recognizeImage(docker, request, signal)
  if (pulled === undefined) {
    throw new Failure(
      'image-not-found',
      `The engine pulled ${reference} but does not have it.`,
      'Check `platform`, and the engine’s log.',
    )
  }
  return pulled
}

/** Finds an image on the engine, without pulling it. Throws the failures of `Backend.image`. */
export async function findLocalImage(request: ImageRequest, signal: AbortSignal): Promise<Image> {
  const docker = await connectEngine()
  const services = { findLogin: async () => undefined, say: () => undefined }
  return await resolveDockerImage(docker, { ...request, pullPolicy: 'never' }, services, signal)
}

/** An image of the engine as it describes it. */
type InspectedImage = Omit<Image, 'dialect'> & {
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
}

/**
 * The engine's copy of an image, for the platform of the request if it has one; undefined without it. Starts nothing.
 * Throws Failure `docker-unavailable`.
 */
export async function inspectImage(
  docker: Docker,
  { reference, platform }: ImageRequest,
  signal: AbortSignal,
): Promise<InspectedImage | undefined> {
  const info = await callEngine(
    () => docker.getImage(reference).inspect().catch(ignoreMissing),
    () => undefined,
    signal,
  )
  if (info === undefined) return undefined
  const { Config: config, RootFS: files, Os: os, Architecture: architecture } = info
  if (typeof info.Id !== 'string' || typeof config !== 'object') throw createNoEngineFailure()
  if (platform !== undefined && !isForPlatform(info, platform)) return undefined
  return {
    reference,
    pinned: pinReference(reference, toList(info.RepoDigests)) ?? info.Id,
    id: info.Id,
    env: readImageVariables(config),
    user: config.User,
    entrypoint: toList(config.Entrypoint),
    command: toList(config.Cmd),
    architecture,
    fingerprint: computeImageFingerprint({ layers: toList(files?.Layers), os, architecture, config }),
  }
}

/** The image with its dialect, for which a container may have to start. */
async function recognizeImage(docker: Docker, request: ImageRequest, signal: AbortSignal): Promise<Image | undefined> {
  const inspected = await inspectImage(docker, request, signal)
  if (inspected === undefined) return undefined
  const { command, ...image } = inspected
  const dialect = await chooseDialect(request, { ...image, command }, async (program) => {
    const help = await readHelp(docker, image.id, request, signal)
    return recognizeHelp(help, program)?.dialect
  })
  return { ...image, dialect }
}

/** `name@sha256:…` with the name of the reference; undefined for an image that its registry did not give a digest. */
function pinReference(reference: string, repoDigests: readonly string[]): string | undefined {
  const wanted = parseImageReference(reference)
  const known = repoDigests
    .map(parseImageReference)
    .find((repository) => repository?.host === wanted?.host && repository?.path === wanted?.path)
  const digest = wanted?.digest ?? known?.digest
  return wanted && digest && `${wanted.name}@${digest}`
}

function createNoEngineFailure(): Failure {
  return new Failure(
    'docker-unavailable',
    'The server at DOCKER_HOST did not answer like a Docker engine.',
    'Check DOCKER_HOST.',
  )
}

const toList = (value: readonly string[] | string | null | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? [])

function isForPlatform({ Os, Architecture }: Pick<ImageInspectInfo, 'Os' | 'Architecture'>, platform: string): boolean {
  return platform.split('/').slice(0, 2).join('/') === `${Os}/${Architecture}`
}
