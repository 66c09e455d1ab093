import { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type Docker from 'dockerode'
import { extract } from 'tar-stream'
import { getNumber, parseJson } from '../../lib/json.ts'
import { toEngineError } from './engine.ts'

/** The most bytes of a configuration file that is read out of a container. */
const maxTextBytes = 1024 * 1024

/** Go's bits for the kind of a file: https://pkg.go.dev/io/fs#FileMode */
const [directoryBit, otherBits] = [2 ** 31, [2 ** 27, 2 ** 26, 2 ** 25, 2 ** 24, 2 ** 21, 2 ** 19]]

/** The kind of what is at a path of a container. Links on the way to it are followed, a link at the path is `other`. */
export type PathKind = 'folder' | 'file' | 'other' | 'missing'

/** Looks at a path of a container, which need not run. Throws the error of the engine. */
export async function inspectPath(container: Docker.Container, path: string): Promise<PathKind> {
  const response: unknown = await container.infoArchive({ path }).catch(ignoreNotFound)
  if (response === undefined) return 'missing'
  if (!(response instanceof IncomingMessage)) return 'other'
  response.resume()
  const stat = response.headers['x-docker-container-path-stat']
  const mode = getNumber(parseJson(Buffer.from(String(stat), 'base64').toString()), 'mode')
  if (mode === undefined) return 'other'
  if (hasBit(mode, directoryBit)) return 'folder'
  return otherBits.some((bit) => hasBit(mode, bit)) ? 'other' : 'file'
}

const hasBit = (mode: number, bit: number) => Math.floor(mode / bit) % 2 === 1

/**
 * Reads a small text file of a container, which need not run. Undefined for a missing file, for a link and for more
 * than 1 MiB. Throws the error of the engine.
 */
export async function readTextFile(
  container: Docker.Container,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const stream: unknown = await container.getArchive({ path }).catch(ignoreNotFound)
  if (!(stream instanceof Readable)) return undefined
  const entries = extract()
  // The error of the stream ends the loop.
  stream.on('error', (error) => entries.destroy(error))
  stream.pipe(entries)
  try {
    for await (const entry of entries) {
      signal.throwIfAborted()
      const { type, size = 0 } = entry.header
      if (type !== 'file' || size > maxTextBytes) return undefined
      return await text(Readable.from(entry))
    }
    return undefined
  } finally {
    stream.destroy()
  }
}

function ignoreNotFound(error: unknown): undefined {
  if (toEngineError(error).status !== 404) throw error
}
