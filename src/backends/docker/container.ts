import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ContainerCreateOptions } from 'dockerode'
import { pack } from 'tar-stream'
import { Failure } from '../../errors.ts'
import type { ContainerFile, Image, Task } from '../backend.ts'
import type { EngineError } from './engine.ts'

/** The label that every container of ours carries; its value is the run's id. */
export const runLabel = 'disdat.run-action.run-id'

const mib = 1024 * 1024

/** The engine's request for a task's container. */
export function createContainerRequest(task: Task): ContainerCreateOptions {
  return {
    name: task.name,
    Image: task.image.id,
    ...(task.platform && { platform: task.platform }),
    Cmd: [...task.argv],
    // A name without a value is taken out of the image's environment (https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerCreate).
    Env: [...task.env].map(([name, value]) => (value === undefined ? name : `${name}=${value}`)),
    Labels: { [runLabel]: task.runId },
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      // Python does not reap what it did not start, and does not end on SIGTERM as process 1.
      Init: true,
      // We read the streams directly: a copy in the engine's log would only fill the runner's disk.
      LogConfig: { Type: 'none', Config: {} },
      ...(task.network && { NetworkMode: task.network }),
      ...(task.vcpus !== undefined && { NanoCpus: Math.round(task.vcpus * 1e9) }),
      // Equal limits mean no swap: a pipe that needs more memory ends now, not after an hour of thrashing.
      ...(task.memoryMib !== undefined && { Memory: task.memoryMib * mib, MemorySwap: task.memoryMib * mib }),
      ...(task.shmSizeMib !== undefined && { ShmSize: task.shmSizeMib * mib }),
      ...(task.gpus !== undefined && { DeviceRequests: [{ Count: task.gpus, Capabilities: [['gpu']] }] }),
    },
  }
}

/** The files as a tar archive for the container's root. Only the container's user can read them, unless it is known by name alone. */
export async function createArchive(files: readonly ContainerFile[], image: Image): Promise<Buffer> {
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

/** What the engine's refusal to create or start a container means. */
export function explainLaunchFailure(task: Task, { message }: EngineError): Failure | undefined {
  const invalid = (evidence: string, advice: string) => new Failure('invalid-input', evidence, advice)
  if (/network .*not found/i.test(message)) {
    return invalid(
      `network: the engine has no network ${task.network}.`,
      '`docker network ls` lists them; `host` is always there on Linux.',
    )
  }
  if (/device driver|capabilities: \[\[gpu/i.test(message)) {
    return invalid(
      `gpus: the engine cannot give GPUs (${message}).`,
      'Use a runner with GPUs and the NVIDIA container toolkit, or leave `gpus` out.',
    )
  }
  if (/CPUs? (available|is from)|Range of CPUs/i.test(message)) {
    return invalid(`vcpus: the engine refuses ${task.vcpus} (${message}).`, 'Ask for no more CPUs than the runner has.')
  }
  if (/executable file not found|no such file or directory/i.test(message)) {
    return invalid(
      `The image ${task.image.reference} has no ${task.argv[0]} (${message}).`,
      'Is it a Disdat pipeline image of this dialect? See `image` and `dialect`.',
    )
  }
  if (/exec format error/i.test(message)) {
    return new Failure(
      'image-architecture',
      `The image ${task.image.reference} is for another kind of processor than this runner’s (${message}).`,
      'Set `platform`, or build the image for this runner.',
    )
  }
  return undefined
}
