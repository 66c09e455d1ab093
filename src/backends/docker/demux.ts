import type { OutputStream } from '../backend.ts'

/** A piece of one of a container's streams. */
export interface Chunk {
  readonly stream: OutputStream
  readonly bytes: Uint8Array
}

const headerLength = 8

/**
 * Takes Docker's multiplexed stream apart (https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach).
 * Payloads are passed on in whatever pieces they come, so a frame of any claimed length needs no memory; dockerode's own demultiplexer
 * gathers each frame, calls itself for every one, and knows no backpressure.
 */
export async function* demux(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Chunk[]> {
  const header = Buffer.alloc(headerLength)
  let headerFilled = 0
  let remaining = 0
  let stream: OutputStream = 'stdout'
  for await (const data of source) {
    const chunks: Chunk[] = []
    let at = 0
    while (at < data.length) {
      if (remaining > 0) {
        const bytes = data.subarray(at, at + remaining)
        chunks.push({ stream, bytes })
        at += bytes.length
        remaining -= bytes.length
        continue
      }
      const part = data.subarray(at, at + headerLength - headerFilled)
      header.set(part, headerFilled)
      headerFilled += part.length
      at += part.length
      if (headerFilled < headerLength) continue
      headerFilled = 0
      stream = header[0] === 2 ? 'stderr' : 'stdout'
      remaining = header.readUInt32BE(4)
    }
    if (chunks.length > 0) yield chunks
  }
}
