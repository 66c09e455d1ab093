import { createHash } from 'node:crypto'
import {
  type CompareContext,
  type ComparedBundle,
  ReadLimit,
  type UncertainTable,
} from '../../src/compare/compare-read.ts'
import { ComparisonNotes } from '../../src/compare/comparison-notes.ts'
import { readBundle } from '../../src/disdat/bundle.ts'
import { type BundleDraft, type PresentedFrames, writeBundle } from '../disdat/format/fixtures/write-bundle.ts'

/** A bundle whose objects are in memory. */
export type MemoryBundle = ComparedBundle & {
  /** The objects by path, which tests may change. */
  readonly objects: Map<string, Uint8Array>
  /** The ETags by path, MD5s at first, which tests may change. */
  readonly etags: Map<string, string>
  /** The requests: `list`, or `get`, the path and the range. */
  readonly requests: string[]
}

export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

const uuidPattern = /^[^/]+\//

/** Creates a bundle of these frames and files, on a remote of its own. */
export function createMemoryBundle(
  content: PresentedFrames,
  files: Readonly<Record<string, string | Uint8Array>> = {},
  more: Partial<Pick<BundleDraft, 'tags' | 'startSeconds' | 'stopSeconds'>> = {},
): MemoryBundle {
  const uuid = crypto.randomUUID()
  const { hyperFrame, frames } = writeBundle({
    ...{ uuid, name: 'orders', owner: 'ann', processingName: 'orders', tags: new Map(), createdSeconds: 1 },
    ...{ startSeconds: 0, stopSeconds: 0, dependsOn: [], content },
    code: { method: 'add', repo: '', hash: '', branch: '' },
    ...more,
  })
  const objects = new Map<string, Uint8Array>(
    Object.entries(files).map(([path, file]) => [path, Uint8Array.from(Buffer.from(file))]),
  )
  for (const { name, bytes } of frames) objects.set(name, bytes)
  const sizes = [...objects].map(([path, bytes]) => ({ path, size: bytes.length }))
  const etags = new Map(
    [...objects, [hyperFrame.name, hyperFrame.bytes] as const].map(([path, bytes]) => [path, md5(bytes)]),
  )
  const bundle = readBundle(hyperFrame.bytes, uuid)
  const part = { bundle, hyperFrame: hyperFrame.bytes, objects: sizes, missing: [], skipped: [] }
  const requests: string[] = []
  return {
    ...{ objects, etags, requests },
    remote: {
      getKey: (of, path) => `${of}/${path}`,
      store: {
        get: async (key, { firstBytes, lastBytes, offset, length, maxBytes, signal }) => {
          signal.throwIfAborted()
          const path = key.replace(uuidPattern, '')
          if (maxBytes !== (firstBytes ?? lastBytes ?? length)) throw new Error('another limit than the range')
          const bytes = objects.get(path)
          if (offset !== undefined && length !== undefined) {
            requests.push(`get ${path} ${length} from ${offset}`)
            return bytes?.slice(offset, offset + length)
          }
          requests.push(`get ${path} ${lastBytes === undefined ? `first ${firstBytes}` : `last ${lastBytes}`}`)
          return lastBytes === undefined ? bytes?.slice(0, firstBytes) : bytes?.slice(-lastBytes)
        },
        list: async function* (prefix, { signal }) {
          signal.throwIfAborted()
          requests.push('list')
          yield { kind: 'folder', prefix: `${prefix}a.txt` }
          for (const [path, etag] of etags) {
            const key = `${uuid}/${path}`
            if (key.startsWith(prefix)) yield { kind: 'object', key, size: objects.get(path)?.length ?? 0, etag }
          }
        },
      },
    },
    proof: { bundle, bytes: 1000, parts: [{ ...part, hashChecks: new Map(), frameBytes: new Map() }] },
  }
}

/** What the parts of a comparison share, with the limit of one frame or file. */
export function createCompareContext(
  maxBytes = 1024 * 1024,
): CompareContext & { readonly uncertainTables: UncertainTable[] } {
  return {
    signal: new AbortController().signal,
    samples: false,
    reads: new ReadLimit(maxBytes),
    notes: new ComparisonNotes(),
    uncertainTables: [],
  }
}
