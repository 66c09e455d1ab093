import { once } from 'node:events'
import { Duplex } from 'node:stream'
import type Docker from 'dockerode'
import { limitTime, raceSignal } from '../../../lib/abort.ts'
import type { CollectedSeed, ContextSeed } from '../../context-seed.ts'
import { copyLines } from '../copy-lines.ts'
import { formatPackEnd, packFiles } from './pack-files.ts'

/** What `unpack_seed.py` prints at its end. */
const doneLine = 'disdat/run-action: unpacked the seed'
/** The longest reason that is quoted, in characters. */
const maxReasonLength = 200
/** The longest wait for the connection, which a proxy that does not know `Upgrade` never gives. */
const maxAttachMs = 10_000

/**
 * Starts a created container whose command is `unpack_seed.py`, and passes the files of a seed on to it while they are
 * collected. Resolves when they are unpacked; with undefined when there is no seed. Throws an Error with the reason
 * that the program printed, the error of the engine, or the reason of the signal.
 */
export async function unpackSeed(
  container: Docker.Container,
  seed: ContextSeed,
  signal: AbortSignal,
  attachLimitMs = maxAttachMs,
): Promise<CollectedSeed | undefined> {
  const attach = () => container.attach({ stream: true, hijack: true, stdin: true, stdout: true, stderr: true })
  const createError = () => new Error('the engine, or a proxy before it, gives no connection to its input')
  const stream = await limitTime(attach, { ms: attachLimitMs, signal, createError })
  if (!(stream instanceof Duplex)) throw new Error('The engine returned no stream of the container.')
  const ended = new AbortController()
  try {
    await container.start()
    const answer = readAnswer(stream)
    const sending = send(stream, seed, AbortSignal.any([signal, ended.signal]))
    for (const work of [answer, sending]) work.catch(() => undefined)
    const unpack = async () => {
      // A program that ends early says why, and the collection of the rest may take minutes.
      const collected = await Promise.race([sending, answer.then(() => sending)])
      if (collected !== undefined) await answer
      return collected
    }
    return await raceSignal(unpack(), signal)
  } finally {
    ended.abort()
    stream.destroy()
  }
}

async function send(stream: Duplex, seed: ContextSeed, signal: AbortSignal): Promise<CollectedSeed | undefined> {
  const write = async (chunk: Uint8Array) => {
    signal.throwIfAborted()
    if (!stream.write(chunk)) await once(stream, 'drain', { signal })
  }
  for await (const chunk of packFiles(seed.files())) await write(chunk)
  const collected = await seed.collect()
  if (collected !== undefined) await write(formatPackEnd(collected.dropped))
  return collected
}

/** Resolves when the program has unpacked everything. Throws an Error with what it prints instead. */
async function readAnswer(stream: Duplex): Promise<void> {
  let answer = 'the program that unpacks it ended'
  let isFirst = true
  await copyLines(stream, async (name, [line = '']) => {
    if (name === 'stdout' && isFirst) {
      answer = line.slice(0, maxReasonLength)
      isFirst = false
    }
  })
  if (answer !== doneLine) throw new Error(answer)
}
