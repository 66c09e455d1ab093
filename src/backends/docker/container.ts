import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ContainerCreateOptions } from 'dockerode'
import { pack } from 'tar-stream'
import { Failure } from '../../errors.ts'
import type { ContainerFile, Task } from '../backend.ts'
import type { Image } from '../image.ts'
import { findImageFailure, startFailureRules } from '../image-failure-rules.ts'
import { toResourceName } from '../resource-name.ts'
import type { EngineError } from './engine.ts'

/** The label of every container of this action; its value is the run's id. */
export const runIdLabel = 'disdat.run-action.run-id'

/** The fields of an orphan whose creation the engine has not answered: the container may still appear. */
export const unansweredFields = { created: 'unknown' } as const

const mib = 1024 * 1024

/** The request to create a task's container, with the volumes of another container if there is one. */
export function createContainerRequest(task: Task, volumesFrom?: string): ContainerCreateOptions {
  return {
    ...createCommonRequest(task),
    name: toResourceName(task.name),
    Cmd: [...task.argv],
    // A name without a value removes the image's variable:
    // https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerCreate
    Env: [...task.env].map(([name, value]) => (value === undefined ? name : `${name}=${value}`)),
    HostConfig: {
      ...commonHostConfig,
      ...(volumesFrom !== undefined && { VolumesFrom: [volumesFrom] }),
      ...(task.network && { NetworkMode: task.network }),
      ...(task.vcpus !== undefined && { NanoCpus: Math.round(task.vcpus * 1e9) }),
      // Equal limits mean no swap: a pipe that needs more memory ends now, not after an hour of thrashing.
      ...(task.memoryMib !== undefined && { Memory: task.memoryMib * mib, MemorySwap: task.memoryMib * mib }),
      ...(task.shmSizeMib !== undefined && { ShmSize: task.shmSizeMib * mib }),
      ...(task.gpus !== undefined && { DeviceRequests: [{ Count: task.gpus, Capabilities: [['gpu']] }] }),
    },
  }
}

/**
 * The request to create a container of a task's image that fills an anonymous volume: it runs a program of the image on
 * its standard input, without a network. The engine removes the volume with the last container that has it.
 */
export function createFillerRequest(
  task: Task,
  { volume, argv: [program = '', ...argv] }: { readonly volume: string; readonly argv: readonly string[] },
): ContainerCreateOptions {
  return {
    ...createCommonRequest(task),
    name: toResourceName(`${task.name}-seed`),
    Entrypoint: [program],
    Cmd: argv,
    AttachStdin: true,
    OpenStdin: true,
    StdinOnce: true,
    Volumes: { [volume]: {} },
    HostConfig: { ...commonHostConfig, NetworkMode: 'none' },
  }
}

const createCommonRequest = ({ image, platform, runId }: Task): ContainerCreateOptions => ({
  Image: image.id,
  ...(platform && { platform }),
  Labels: { [runIdLabel]: runId },
  AttachStdout: true,
  AttachStderr: true,
})

const commonHostConfig = {
  // As process 1, Python does not reap other processes and ignores SIGTERM.
  Init: true,
  // We read the streams directly. A copy in the engine's log would only fill the runner's disk.
  LogConfig: { Type: 'none', Config: {} },
} as const

/** The files as a tar archive for the container's root. Only the image's user can read them, if it has a number. */
export async function createFileArchive(files: readonly ContainerFile[], image: Image): Promise<Buffer> {
  const [uid = '', gid = uid] = (image.user === '' || image.user === 'root' ? '0' : image.user).split(':')
  const owner = /^\d+$/.test(uid)
    ? { uid: Number(uid), gid: /^\d+$/.test(gid) ? Number(gid) : 0, mode: 0o600 }
    : { mode: 0o644 }
  const archive = pack()
  const folders = new Set(files.map((file) => file.path.slice(1, file.path.lastIndexOf('/'))))
  for (const name of folders) archive.entry({ name, type: 'directory', mode: 0o755 })
  for (const { path, content } of files) archive.entry({ name: path.slice(1), ...owner }, content)
  archive.finalize()
  return buffer(Readable.from(archive))
}

/** The failure for the engine's refusal to create or start a container; undefined for an unknown reason. */
export function explainLaunchFailure(task: Task, { message }: EngineError): Failure | undefined {
  const { reference } = task.image
  if (/network .*not found/i.test(message))
    return new Failure(
      'invalid-input',
      `network: the engine has no network ${task.network}.`,
      'Name a network that `docker network ls` lists. On Linux, `host` always exists.',
    )
  if (/CPUs? (available|is from)|Range of CPUs/i.test(message))
    return new Failure(
      'invalid-input',
      `vcpus: the engine refuses ${task.vcpus} (${message}).`,
      'Request at most as many CPUs as the runner has.',
    )
  const rule = findImageFailure(startFailureRules, message)
  return (
    rule &&
    new Failure(
      rule.verdict,
      `The image ${reference} could not be started, because ${rule.clause}: ${message}.`,
      rule.runnerAdvice,
    )
  )
}
