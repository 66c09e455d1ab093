/**
 * One piece of the action's work with a remote, in a process of its own, timed from the opening of the remote: the
 * loading of the SDK is in it, the start of node is not. Prints a JSON line.
 *
 *     node bench/ours.ts find <remote url> <context> <bundle name> [index]
 *     node bench/ours.ts list <remote url> <context>
 *     node bench/ours.ts push|pull <remote url> <context> <home>
 *     node bench/ours.ts put|get <remote url> <context> <number of objects>
 *
 * push takes every bundle of the home's local context, pull every bundle of the remote; both are what a step does with
 * one bundle, several at a time. put stores so many objects of 2 KiB, get fetches them: the client alone.
 * What find adds to an index is stored before it ends, and not timed.
 */
import { readdir } from 'node:fs/promises'
import { createAmbientIdentity } from '../src/aws/ambient-identity.ts'
import { isUuid } from '../src/disdat/bundle.ts'
import { forEachBounded, maxInFlight } from '../src/lib/for-each-bounded.ts'
import { ensureContext } from '../src/local/context.ts'
import { findBundle } from '../src/remote/find.ts'
import { listBundleUuids } from '../src/remote/listing.ts'
import { proveBundle } from '../src/remote/prove.ts'
import { pullBundle } from '../src/remote/pull.ts'
import { pushBundle } from '../src/remote/push.ts'
import { openRemote, type Remote } from '../src/remote/remote.ts'

const [what = '', url = '', context = '', argument = '', index = ''] = process.argv.slice(2)
const { signal } = new AbortController()
const small = Buffer.alloc(2048, 'data')

const identity = await createAmbientIdentity({ env: process.env })
const startedAt = performance.now()
const before = process.cpuUsage()
const useIndex = index === 'index' ? { signal, debug: console.error } : undefined
const remote = await openRemote({ url, context, identity, env: process.env, useIndex })
try {
  const done = await work(remote)
  const { user, system } = process.cpuUsage(before)
  const seconds = (performance.now() - startedAt) / 1000
  await remote.index?.waitForSave()
  console.log(JSON.stringify({ ...done, seconds, cpuSeconds: (user + system) / 1e6 }))
} finally {
  remote.store.close()
}

async function work(from: Remote): Promise<Readonly<Record<string, string | number>>> {
  switch (what) {
    case 'find': {
      const bundle = await findBundle(from, { kind: 'newest', name: argument }, { signal })
      return { uuid: bundle?.uuid ?? '' }
    }
    case 'list':
      return { bundles: (await listBundleUuids(from, { signal })).size }
    case 'push':
      return await push(from)
    case 'pull':
      return await pull(from)
    case 'put':
      return await each(from, async (key, heard) => void (await from.store.putIfAbsent(key, small, { signal: heard })))
    case 'get':
      return await each(from, async (key, heard) => {
        const bytes = await from.store.get(key, { signal: heard, maxBytes: small.length })
        if (bytes?.length !== small.length) throw new Error(`${key} did not come back`)
      })
    default:
      throw new Error(`${what} is no work`)
  }
}

async function each(of: Remote, work: (key: string, signal: AbortSignal) => Promise<void>) {
  const numbers = Array.from({ length: Number(argument) }).keys()
  await forEachBounded(numbers, (nth, heard) => work(`${of.objects}small/${nth}`, heard), { signal })
  return { objects: Number(argument) }
}

async function push(to: Remote): Promise<{ readonly objects: number; readonly bytes: number }> {
  const local = await ensureContext({ home: argument, name: 'local' }, { url, context })
  const total = { objects: 0, bytes: 0 }
  const one = async (uuid: string, heard: AbortSignal) => {
    const pushed = await pushBundle(local, uuid, to, { signal: heard })
    total.objects += pushed?.objects ?? 0
    total.bytes += pushed?.bytes ?? 0
  }
  await forEachBounded((await readdir(local.objects)).filter(isUuid), one, { limit: maxInFlight, signal })
  return total
}

async function pull(from: Remote): Promise<{ readonly objects: number; readonly bytes: number }> {
  const local = await ensureContext({ home: argument, name: 'local' }, { url, context })
  const total = { objects: 0, bytes: 0 }
  const one = async (uuid: string, heard: AbortSignal) => {
    const proof = await proveBundle(from, uuid, { signal: heard })
    if (proof === undefined) return
    const pulled = await pullBundle(from, proof, local, { signal: heard, runId: 'bench' })
    total.objects += pulled.objects
    total.bytes += pulled.bytes
  }
  await forEachBounded(await listBundleUuids(from, { signal }), one, { limit: maxInFlight, signal })
  return total
}
