import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import type { ContainerCreateOptions } from 'dockerode'
import type { ImageRequest } from '../image.ts'
import { createUnknownDialectFailure } from '../image-failures.ts'
import { runIdLabel, unansweredFields } from './container.ts'
import { demux } from './demux.ts'
import { callEngine, ignoreMissing, toEngineError } from './engine.ts'

/** How long an image may take to print its help: an old Disdat imports pandas first. */
const helpTimeoutMs = 60_000
/** How long the engine may take to start a container. */
const startTimeoutMs = 60_000
/** The help of the longest command line has 4 KiB. */
const helpLimitBytes = 64 * 1024

/** The help by the id of its image: it is read once in a step. */
const helpTexts = new Map<string, Promise<string>>()

/**
 * What an image prints for `--help` within 60 s, at most 64 KiB. Starts a container without network, and removes it,
 * also when the signal aborts. Throws Failure `invalid-input` for an image that does not start.
 */
export async function readHelp(
  docker: Docker,
  id: string,
  request: ImageRequest,
  signal: AbortSignal,
  timeoutMs = helpTimeoutMs,
): Promise<string> {
  const known = helpTexts.get(id)
  if (known !== undefined) return await known
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const run = () => runHelp(docker, id, request, { limit, timeoutMs })
  const { trackContainer } = request
  const reading = trackContainer ? trackContainer({ backend: 'Local', fields: unansweredFields }, run) : run()
  helpTexts.set(id, reading)
  try {
    const help = await reading
    signal.throwIfAborted()
    return help
  } catch (error) {
    helpTexts.delete(id)
    signal.throwIfAborted()
    throw error
  }
}

async function runHelp(
  docker: Docker,
  id: string,
  request: ImageRequest,
  { limit, timeoutMs }: { readonly limit: AbortSignal; readonly timeoutMs: number },
): Promise<string> {
  const explain = ({ message }: { readonly message: string }) =>
    createUnknownDialectFailure(request.reference, `cannot print its help (${message})`)
  const container = await callEngine(() => docker.createContainer(createHelpRequest(id, request)), explain)
  try {
    const print = async () => {
      limit.throwIfAborted()
      const output = await container.attach({ stream: true, stdout: true, stderr: true })
      if (!(output instanceof Readable)) throw new Error('The engine returned no stream of the container.')
      await container.start()
      return await readText(output, limit)
    }
    return await callEngine(print, explain, undefined, timeoutMs + startTimeoutMs)
  } finally {
    await callEngine(
      () => removeContainer(container),
      () => undefined,
    )
  }
}

/** The engine removes the container when it ends. Post removes it when the step is killed before it starts. */
function createHelpRequest(id: string, { platform, runId }: ImageRequest): ContainerCreateOptions {
  return {
    Image: id,
    ...(platform && { platform }),
    Cmd: ['--help'],
    Labels: { [runIdLabel]: runId },
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: { Init: true, AutoRemove: true, NetworkMode: 'none', LogConfig: { Type: 'none', Config: {} } },
  }
}

async function readText(output: Readable, limit: AbortSignal): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  const stop = () => output.destroy()
  limit.addEventListener('abort', stop, { once: true })
  if (limit.aborted) stop()
  try {
    for await (const chunks of demux(output)) {
      for (const chunk of chunks) {
        parts.push(chunk.bytes)
        bytes += chunk.bytes.length
      }
      if (bytes >= helpLimitBytes) break
    }
  } catch (error) {
    if (!limit.aborted) throw error
  } finally {
    limit.removeEventListener('abort', stop)
    output.destroy()
  }
  return Buffer.concat(parts).subarray(0, helpLimitBytes).toString()
}

/** Resolves when the container is gone. The engine may be removing it already, because it has ended. */
async function removeContainer(container: Docker.Container): Promise<void> {
  try {
    await container.remove({ force: true, v: true })
  } catch (error) {
    if (toEngineError(error).status === 409) await container.wait({ condition: 'removed' }).catch(ignoreMissing)
    else ignoreMissing(error)
  }
}
