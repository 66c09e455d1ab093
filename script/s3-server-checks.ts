import { createHash, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { getErrorCode } from '../src/s3/errors.ts'
import { openStore, type StoreOptions } from '../src/s3/open-store.ts'
import type { ObjectStore } from '../src/s3/store.ts'
import { bucket, createSdkClient, type MeasuredServer } from './s3-server-start.ts'

/** What a check gets. Every check uses keys of its own. */
interface CheckContext {
  readonly server: MeasuredServer
  /** A store that does not ask for encryption, so that each property is measured alone. */
  readonly store: ObjectStore
  readonly folder: string
  readonly signal: AbortSignal
}

interface Check {
  readonly name: string
  /** Whether the property holds, or words for the table. */
  readonly run: (context: CheckContext) => Promise<boolean | string>
}

const partBytes = 5 * 1024 * 1024
/** Small enough for several uploads at a time, large enough for two parts. */
const tuning = { wholeBytes: partBytes, partBytes }
const writers = 8
const rounds = 10
const largeBytes = 2 * partBytes + 12_345

/** Opens the bucket as the action does. */
export async function openMeasuredStore(
  server: MeasuredServer,
  more: Partial<StoreOptions> = {},
): Promise<ObjectStore> {
  const { endpoint, accessKeyId, secretAccessKey } = server
  const identity = { region: 'us-east-1', credentials: async () => ({ accessKeyId, secretAccessKey }) }
  return await openStore({
    bucket,
    identity,
    env: { AWS_ENDPOINT_URL: endpoint },
    tuning,
    encryption: { kind: 'none' },
    ...more,
  })
}

/** The properties, in the order of the table. */
export const checks: readonly Check[] = [
  {
    name: '`PutObject` does not overwrite',
    run: async ({ store, signal }) => {
      await store.putIfAbsent('put/once', Buffer.from('first'), { signal })
      const second = await store.putIfAbsent('put/once', Buffer.from('second'), { signal })
      return second === 'exists' && (await readText(store, 'put/once', signal)) === 'first'
    },
  },
  {
    name: `… with ${writers} writers at the same time`,
    run: async ({ store, signal }) =>
      await countWinners(
        async (round, writer) =>
          (await store.putIfAbsent(`put/race-${round}`, Buffer.from(`writer ${writer}`), { signal })) === 'created',
      ),
  },
  {
    name: 'An upload in parts does not overwrite',
    run: async ({ store, folder, signal }) => {
      const [first, second] = [await createFile(folder, 'first'), await createFile(folder, 'second')]
      await store.putIfAbsent('parts/once', first, { signal })
      const outcome = await store.putIfAbsent('parts/once', second, { signal })
      const back = join(folder, 'once')
      await store.getToFile('parts/once', back, { signal, size: largeBytes })
      return outcome === 'exists' && (await hashFile(back)) === (await hashFile(first.file))
    },
  },
  {
    name: '`CopyObject` does not overwrite',
    run: async ({ store, signal }) => {
      await store.putIfAbsent('copy/a', Buffer.from('a'), { signal })
      await store.putIfAbsent('copy/b', Buffer.from('b'), { signal })
      await store.copyIfAbsent('copy/a', 'copy/target', { signal, size: 1 })
      const second = await store.copyIfAbsent('copy/b', 'copy/target', { signal, size: 1 })
      return second === 'exists' && (await readText(store, 'copy/target', signal)) === 'a'
    },
  },
  {
    name: '`PutObject` replaces only the version that was read (index)',
    run: async ({ store, signal }) => {
      await store.putVersion('version/once', Buffer.from('1'), undefined, { signal })
      const before = await store.getVersion('version/once', { signal, maxBytes: 99 })
      const replaced = await store.putVersion('version/once', Buffer.from('22'), before?.etag, { signal })
      const stale = await store.putVersion('version/once', Buffer.from('333'), before?.etag, { signal })
      return replaced === 'stored' && stale === 'changed'
    },
  },
  {
    name: `… with ${writers} writers at the same time`,
    run: async ({ store, signal }) => {
      const prepare = async (round: number) => {
        const key = `version/race-${round}`
        await store.putVersion(key, Buffer.from('0'), undefined, { signal })
        return await store.getVersion(key, { signal, maxBytes: 99 })
      }
      const before = await Promise.all(Array.from({ length: rounds }, async (_, round) => await prepare(round)))
      return await countWinners(async (round, writer) => {
        const bytes = Buffer.from(`writer ${writer}`)
        return (await store.putVersion(`version/race-${round}`, bytes, before[round]?.etag, { signal })) === 'stored'
      })
    },
  },
  { name: '`sse: AES256` (and Disdat)', run: async (context) => await canWrite(context, { kind: 'AES256' }) },
  {
    name: '`sse: aws:kms`',
    run: async (context) => await canWrite(context, { kind: 'aws:kms', keyId: undefined }),
  },
  { name: '`sse: none`', run: async (context) => await canWrite(context, { kind: 'none' }) },
  {
    name: 'Rejects a body that was damaged on the way',
    run: async ({ server }) => {
      const client = createSdkClient(server)
      // The checksum of nine other bytes.
      const input = { Bucket: bucket, Key: 'damaged', Body: 'something', ChecksumCRC32: 'y/Q5Jg==' }
      const isRejected = await client.send(new PutObjectCommand(input)).then(
        () => false,
        () => true,
      )
      client.destroy()
      return isRejected
    },
  },
  {
    name: 'Returns the checksum that was stored',
    run: async ({ server, store, signal }) => {
      await store.putIfAbsent('checksum', Buffer.from('123456789'), { signal })
      const client = createSdkClient(server)
      const get = new GetObjectCommand({ Bucket: bucket, Key: 'checksum', ChecksumMode: 'ENABLED' })
      const { ChecksumCRC32 } = await client.send(get)
      client.destroy()
      return ChecksumCRC32 === 'y/Q5Jg=='
    },
  },
  {
    name: 'Large files: parts and ranges',
    run: async ({ store, folder, signal }) => {
      const file = await createFile(folder, 'large')
      await store.putIfAbsent('large', file, { signal })
      const back = join(folder, 'back')
      await store.getToFile('large', back, { signal, size: largeBytes })
      return (await hashFile(back)) === (await hashFile(file.file))
    },
  },
  {
    name: 'Listing of 1,100 keys, and their deletion',
    run: async ({ store, signal }) => {
      const keys = Array.from({ length: 1100 }, (_, nth) => `list/ü &+%41 ${String(nth).padStart(4, '0')}`)
      for (let at = 0; at < keys.length; at += 50)
        await Promise.all(keys.slice(at, at + 50).map((key) => store.putIfAbsent(key, Buffer.from('x'), { signal })))
      const listed = await listKeys(store, 'list/', signal)
      if (listed.toSorted().join('\n') !== keys.join('\n')) return `no: ${listed.length} keys`
      for (const batch of [keys.slice(0, 1000), keys.slice(1000)]) await store.deleteObjects(batch, { signal })
      const left = await listKeys(store, 'list/', signal)
      return left.length > 0 ? `no: ${left.length} left` : listed.join('\n') === keys.join('\n') || 'yes, unordered'
    },
  },
  {
    name: 'The action warns about',
    run: async ({ server, signal }) => {
      const ignored: string[] = []
      const store = await openMeasuredStore(server, {
        onConditionIgnored: (write) => void ignored.push(`\`${write}\``),
      })
      await store.putIfAbsent('warn/a', Buffer.from('a'), { signal })
      await store.copyIfAbsent('warn/a', 'warn/b', { signal, size: 1 })
      store.close()
      return ignored.join(', ') || '–'
    },
  },
]

async function canWrite({ server, signal }: CheckContext, encryption: NonNullable<StoreOptions['encryption']>) {
  const store = await openMeasuredStore(server, { encryption })
  try {
    return (await store.putIfAbsent(`sse/${encryption.kind}`, Buffer.from('x'), { signal })) === 'created'
  } catch (error) {
    return `no: ${getErrorCode(error)}`
  } finally {
    store.close()
  }
}

/** Lets all writers of a round write at the same time; words for the worst round, or true for one winner in each. */
async function countWinners(write: (round: number, writer: number) => Promise<boolean>): Promise<boolean | string> {
  let most = 1
  for (let round = 0; round < rounds; round++) {
    const results = await Promise.all(Array.from({ length: writers }, async (_, writer) => await write(round, writer)))
    const winners = results.filter((isWinner) => isWinner).length
    if (winners === 0) return 'no: 0 win'
    most = Math.max(most, winners)
  }
  return most === 1 || `no: up to ${most} win`
}

async function createFile(folder: string, name: string): Promise<{ readonly file: string; readonly size: number }> {
  const file = join(folder, name)
  await writeFile(file, randomBytes(largeBytes))
  return { file, size: largeBytes }
}

async function hashFile(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
}

async function readText(store: ObjectStore, key: string, signal: AbortSignal): Promise<string> {
  return Buffer.from((await store.get(key, { signal, maxBytes: 99 })) ?? []).toString()
}

async function listKeys(store: ObjectStore, prefix: string, signal: AbortSignal): Promise<readonly string[]> {
  const entries = await Array.fromAsync(store.list(prefix, { signal }))
  return entries.map((entry) => (entry.kind === 'object' ? entry.key : entry.prefix))
}
