import { once } from 'node:events'
import type { Readable } from 'node:stream'

/** What `unpack_seed.py` prints before it becomes the command. */
const doneLine = 'disdat/run-action: unpacked the seed'
/** More output than this without a line is not that of the program. */
const maxBytes = 64 * 1024
/** The longest reason that is quoted, in characters. */
const maxReasonLength = 200
const headerLength = 8
const stdout = 1

/**
 * Waits until the program in a started container has unpacked the seed. Resolves with undefined then, and leaves in
 * the container's multiplexed output what the command prints; otherwise with the reason that the program printed.
 * Throws the reason of the signal.
 */
export async function waitForUnpacking(output: Readable, signal: AbortSignal): Promise<string | undefined> {
  let received = Buffer.alloc(0)
  for (;;) {
    const found = takeFirstLine(received)
    if (found !== undefined) {
      if (found.line !== doneLine) return found.line.slice(0, maxReasonLength)
      if (found.rest.length > 0) output.unshift(found.rest)
      return undefined
    }
    if (received.length > maxBytes) return 'the program that unpacks it printed too much'
    const chunk: unknown = output.read()
    if (chunk instanceof Uint8Array) received = Buffer.concat([received, chunk])
    else if (output.readableEnded || output.destroyed) return 'the program that unpacks it ended'
    else await waitForMore(output, signal)
  }
}

async function waitForMore(output: Readable, signal: AbortSignal): Promise<void> {
  const ended = new AbortController()
  const options = { signal: AbortSignal.any([signal, ended.signal]) }
  const events = ['readable', 'end', 'close'].map((name) => once(output, name, options))
  try {
    await Promise.race(events)
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    ended.abort()
    await Promise.allSettled(events)
  }
}

/** The first line of the standard output, and all other output: see `demux` for the format. */
function takeFirstLine(output: Buffer): { readonly line: string; readonly rest: Buffer } | undefined {
  const others: Buffer[] = []
  const texts: Buffer[] = []
  let offset = 0
  while (offset + headerLength <= output.length) {
    const end = offset + headerLength + output.readUInt32BE(offset + 4)
    if (end > output.length) return undefined
    const payload = output.subarray(offset + headerLength, end)
    if (output[offset] !== stdout) others.push(output.subarray(offset, end))
    else {
      const lineEnd = payload.indexOf('\n')
      texts.push(lineEnd < 0 ? payload : payload.subarray(0, lineEnd))
      if (lineEnd >= 0) {
        const rest = [...others, createFrame(payload.subarray(lineEnd + 1)), output.subarray(end)]
        return { line: Buffer.concat(texts).toString(), rest: Buffer.concat(rest) }
      }
    }
    offset = end
  }
  return undefined
}

function createFrame(payload: Buffer): Buffer {
  if (payload.length === 0) return payload
  const header = Buffer.alloc(headerLength)
  header[0] = stdout
  header.writeUInt32BE(payload.length, 4)
  return Buffer.concat([header, payload])
}
