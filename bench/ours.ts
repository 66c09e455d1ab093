/**
 * Runs one operation of the action on a remote in a separate process, and times it from the opening of the remote: with the
 * loading of the SDK, without the start of node. Prints a JSON line.
 *
 *     node bench/ours.ts find <remote url> <context> <bundle name> [index]
 *     node bench/ours.ts list <remote url> <context>
 *     node bench/ours.ts push|pull <remote url> <context> <home>
 *     node bench/ours.ts put|get <remote url> <context> <number of objects>
 *
 * push pushes every bundle of the local context, pull pulls every bundle of the remote, several at a time; for each bundle they
 * do the work of a step. put stores so many objects of 2 KiB, get fetches them: these measure the client alone. find saves its
 * additions to the index before it ends; this is not timed.
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
  const done = await runWork(remote)
  const { user, system } = process.cpuUsage(before)
  const seconds = (performance.now() - startedAt) / 1000
  await remote.index?.waitForSave()
  console.log(JSON.stringify({ ...done, seconds, cpuSeconds: (user + system) / 1e6 }))
} finally {
  remote.store.close()
}

async function runWork(from: Remote): Promise<Readonly<Record<string, string | number>>> {
  switch (what) {
    case 'find': {
      const bundle = await findBundle(from, { kind: 'newest', name: argument }, { signal })
      return { uuid: bundle?.uuid ?? '' }
    }
    case 'list':
      return { bundles: (await listBundleUuids(from, { signal })).size }
    case 'push':
      return await pushAll(from)
    case 'pull':
      return await pullAll(from)
    case 'put':
      return await runForEach(
        from,
        async (key, cancelSignal) => void (await from.store.putIfAbsent(key, small, { signal: cancelSignal })),
      )
    case 'get':
      return await runForEach(from, async (key, cancelSignal) => {
        const bytes = await from.store.get(key, { signal: cancelSignal, maxBytes: small.length })
        if (bytes?.length !== small.length) throw new Error(`${key} does not have the stored length`)
      })
    default:
      throw new Error(`unknown operation ${what}`)
  }
}

async function runForEach(of: Remote, runWork: (key: string, signal: AbortSignal) => Promise<void>) {
  const numbers = Array.from({ length: Number(argument) }).keys()
  await forEachBounded(numbers, (nth, cancelSignal) => runWork(`${of.objects}small/${nth}`, cancelSignal), { signal })
  return { objects: Number(argument) }
}

async function pushAll(to: Remote): Promise<{ readonly objects: number; readonly bytes: number }> {
  const local = await ensureContext({ home: argument, name: 'local' }, { url, context })
  const total = { objects: 0, bytes: 0 }
  const one = async (uuid: string, cancelSignal: AbortSignal) => {
    const pushed = await pushBundle(local, uuid, to, { signal: cancelSignal })
    total.objects += pushed?.objects ?? 0
    total.bytes += pushed?.bytes ?? 0
  }
  await forEachBounded((await readdir(local.objects)).filter(isUuid), one, { limit: maxInFlight, signal })
  return total
}

async function pullAll(from: Remote): Promise<{ readonly objects: number; readonly bytes: number }> {
  const local = await ensureContext({ home: argument, name: 'local' }, { url, context })
  const total = { objects: 0, bytes: 0 }
  const one = async (uuid: string, cancelSignal: AbortSignal) => {
    const proof = await proveBundle(from, uuid, { signal: cancelSignal })
    if (proof === undefined) return
    const pulled = await pullBundle(from, proof, local, { signal: cancelSignal, runId: 'bench' })
    total.objects += pulled.objects
    total.bytes += pulled.bytes
  }
  await forEachBounded(await listBundleUuids(from, { signal }), one, { limit: maxInFlight, signal })
  return total
}
