import type { OutputStream } from '../backend.ts'

/** A part of one of a container's streams. */
export interface StreamChunk {
  readonly stream: OutputStream
  readonly bytes: Uint8Array
}

const headerLength = 8

/**
 * Splits Docker's multiplexed stream:
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 * Passes on payloads as they arrive, so a frame of any claimed length needs no memory. dockerode's demultiplexer
 * buffers whole frames, recurses for each of them and has no backpressure.
 */
export async function* demux(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly StreamChunk[]> {
  const header = Buffer.alloc(headerLength)
  let headerBytes = 0
  let payloadLeft = 0
  let stream: OutputStream = 'stdout'
  for await (const data of source) {
    const chunks: StreamChunk[] = []
    let offset = 0
    while (offset < data.length) {
      if (payloadLeft > 0) {
        const bytes = data.subarray(offset, offset + payloadLeft)
        chunks.push({ stream, bytes })
        offset += bytes.length
        payloadLeft -= bytes.length
        continue
      }
      const part = data.subarray(offset, offset + headerLength - headerBytes)
      header.set(part, headerBytes)
      headerBytes += part.length
      offset += part.length
      if (headerBytes < headerLength) continue
      headerBytes = 0
      stream = header[0] === 2 ? 'stderr' : 'stdout'
      payloadLeft = header.readUInt32BE(4)
    }
    if (chunks.length > 0) yield chunks
  }
}
