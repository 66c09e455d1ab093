import type Docker from 'dockerode'
import type { ImageInspectInfo } from 'dockerode'
import { recognizeHelp } from '../../disdat/recognize-image.ts'
import { Failure } from '../../errors.ts'
import { parseImageReference } from '../../lib/image-reference.ts'
import type { Image, ImageRequest } from '../backend.ts'
import { chooseDialect } from '../choose-dialect.ts'
import { buildAdvice } from '../image-failure-rules.ts'
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
  const existing = pullPolicy === 'always' ? undefined : await inspectImage(docker, request, signal)
  if (existing !== undefined) return existing
  if (pullPolicy === 'never') {
    throw new Failure(
      'image-not-found',
      `The image ${reference} is not on this engine, and pull-policy is \`never\`.`,
      buildAdvice,
    )
  }
  await pullImage(docker, request, findLogin, signal, { say })
  const pulled = await inspectImage(docker, request, signal)
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

async function inspectImage(docker: Docker, request: ImageRequest, signal: AbortSignal): Promise<Image | undefined> {
  const { reference, platform } = request
  const info = await callEngine(
    () => docker.getImage(reference).inspect().catch(ignoreMissing),
    () => undefined,
    signal,
  )
  if (info === undefined) return undefined
  const { Config: config } = info
  if (typeof info.Id !== 'string' || typeof config !== 'object') throw createNoEngineFailure()
  if (platform !== undefined && !isForPlatform(info, platform)) return undefined
  const env = new Map(
    toList(config.Env).map((line) => {
      const end = line.indexOf('=')
      return [line.slice(0, end), line.slice(end + 1)] as const
    }),
  )
  const command = { entrypoint: toList(config.Entrypoint), command: toList(config.Cmd), env }
  const dialect = await chooseDialect(request, command, async (program) => {
    const help = await readHelp(docker, info.Id, request, signal)
    return recognizeHelp(help, program)?.dialect
  })
  return {
    reference,
    pinned: pinReference(reference, toList(info.RepoDigests)) ?? info.Id,
    id: info.Id,
    dialect,
    env,
    user: config.User,
    entrypoint: command.entrypoint,
    architecture: info.Architecture,
  }
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
