import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import {
  type ComparedBundle,
  findOwnPart,
  findRefusalReason,
  getUnreadableReason,
  quoteForNote,
  ReadLimit,
  RefusedObjectError,
  readFactor,
  readObject,
} from '../../src/compare/compare-read.ts'
import { readBundle } from '../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { writeLinkBundle } from '../../src/disdat/format/link-bundle.ts'
import { Failure } from '../../src/errors.ts'
import { S3Error } from '../../src/s3/errors.ts'

describe('ReadLimit', () => {
  test('refuses a single object above the limit', () => {
    const reads = new ReadLimit(10)
    expect(reads.take(10)).toBeUndefined()
    expect(reads.take(11)).toBe('larger than `diff-max-bytes` (10 B)')
  })

  test('refuses objects above the limit of all of them together, which refused objects do not use up', () => {
    const reads = new ReadLimit(10)
    for (let count = 0; count < readFactor - 1; count++) expect(reads.take(10)).toBeUndefined()
    expect(reads.take(11)).toBeDefined()
    expect(reads.take(9)).toBeUndefined()
    expect(reads.take(2)).toBe('not read whole, because 16 times `diff-max-bytes` were read before')
    expect(reads.take(1)).toBeUndefined()
  })
})

const { signal } = new AbortController()

/** The failure of a store for a response of S3 with this code. */
const createRefusal = (code: string) =>
  new Failure('access-denied', 'refused', '', { cause: new S3Error(403, code, 'refused') })

/** A bundle that keeps the bytes of one frame; `get` receives all requests. */
function createBundle(get: ComparedBundle['remote']['store']['get']): ComparedBundle {
  const [uuid, frameUuid] = [crypto.randomUUID(), crypto.randomUUID()]
  const code = { method: 'add', repo: '', hash: '', branch: '' }
  const named = { uuid, frameUuid, name: 'orders', owner: 'ann', processingName: 'orders', code }
  const { hyperFrame } = writeLinkBundle({ ...named, tags: new Map(), createdSeconds: 1, links: ['bundle://a'] })
  const bundle = readBundle(hyperFrame.bytes)
  const part = { bundle, hyperFrame: new Uint8Array(), objects: [], missing: [], skipped: [], hashChecks: new Map() }
  const inner = { ...part, frameBytes: new Map() }
  const parts = [inner, inner, { ...part, frameBytes: new Map([['frame', Uint8Array.of(1, 2, 3)]]) }]
  const store = { get, list: async function* () {} }
  return { remote: { store, getKey: (of, path) => `${of}/${path}` }, proof: { bundle, bytes: 0, parts } }
}

type Range = Parameters<typeof readObject>[1]

const read = (bundle: ComparedBundle, path: string, range: Range) =>
  readObject({ bundle, side: 'now', path, size: 3 }, range, { signal })

test('ReadLimit holds 128 MiB in memory at a time', async () => {
  const { memory } = new ReadLimit(10)
  const mebibyte = 1024 * 1024
  const events: string[] = []
  const release = Promise.withResolvers<void>()
  const first = memory.hold(100 * mebibyte, signal, () => release.promise)
  await memory.hold(28 * mebibyte, signal, async () => void events.push('fits'))
  const large = memory.hold(28 * mebibyte + 1, signal, async () => void events.push('waits'))
  await setImmediate()
  expect(events).toStrictEqual(['fits'])
  release.resolve()
  await Promise.all([first, large])
  expect(events).toStrictEqual(['fits', 'waits'])
})

describe('readObject', () => {
  test.each<[Range, readonly number[]]>([
    [{ firstBytes: 2 }, [1, 2]],
    [{ lastBytes: 2 }, [2, 3]],
    [{ offset: 1, length: 1 }, [2]],
    [{ offset: 1, length: 9 }, [2, 3]],
  ])('does not read a frame again that the proof keeps in memory: %j', async (range, bytes) => {
    const bundle = createBundle(() => Promise.reject(new Error('a request')))
    expect(await read(bundle, 'frame', range)).toStrictEqual(Uint8Array.from(bytes))
    await expect(read(bundle, 'other', range)).rejects.toThrow('a request')
  })

  test.each<[Range, number]>([
    [{ firstBytes: 2 }, 2],
    [{ lastBytes: 4 }, 4],
    [{ offset: 5, length: 3 }, 3],
  ])('asks the store for no more than the range: %j', async (range, maxBytes) => {
    const requests: unknown[] = []
    const bundle = createBundle(async (...request) => {
      requests.push(request)
      return Uint8Array.of(7)
    })
    expect(await read(bundle, 'other', range)).toStrictEqual(Uint8Array.of(7))
    expect(requests).toStrictEqual([[`${bundle.proof.bundle.uuid}/other`, { ...range, maxBytes, signal }]])
  })

  test.each<Range>([{ firstBytes: 0 }, { lastBytes: 0 }, { offset: 5, length: 0 }])(
    'asks for no empty range: %j',
    async (range) => {
      const bundle = createBundle(() => Promise.reject(new Error('a request')))
      expect(await read(bundle, 'frame', range)).toStrictEqual(new Uint8Array())
    },
  )

  test('asks the store where the proof has no parts', async () => {
    const bundle = createBundle(async () => Uint8Array.of(7))
    const unlisted = { ...bundle, proof: { ...bundle.proof, parts: [] } }
    expect(await read(unlisted, 'frame', { firstBytes: 1 })).toStrictEqual(Uint8Array.of(7))
  })

  test('returns undefined for an object that no longer exists', async () => {
    expect(
      await read(
        createBundle(async () => undefined),
        'other',
        { firstBytes: 1 },
      ),
    ).toBeUndefined()
  })

  test('throws the reason for an object that is refused on its own, and any other failure as it is', async () => {
    const refused = createBundle(() => Promise.reject(createRefusal('AccessDenied')))
    await expect(read(refused, 'other', { firstBytes: 1 })).rejects.toThrow(
      expect.objectContaining({ name: 'RefusedObjectError', message: 'S3 refuses it: AccessDenied' }),
    )
    const failure = createRefusal('InvalidAccessKeyId')
    const failing = createBundle(() => Promise.reject(failure))
    await expect(read(failing, 'other', { firstBytes: 1 })).rejects.toBe(failure)
  })
})

test('findOwnPart returns the last part, behind the nested bundles', () => {
  const bundle = createBundle(async () => undefined)
  expect(findOwnPart(bundle)).toBe(bundle.proof.parts[2])
})

describe('findRefusalReason', () => {
  test.each([
    [createRefusal('AccessDenied'), 'S3 refuses it: AccessDenied'],
    [createRefusal('KMS.DisabledException'), 'S3 refuses it: KMS.DisabledException'],
    [createRefusal('kms:Decrypt'), 'S3 refuses it: kms:Decrypt'],
    [createRefusal('AccessDeniedByProxy'), undefined],
    [createRefusal('NotAccessDenied'), undefined],
    [createRefusal('KMSError'), undefined],
    [createRefusal('InvalidAccessKeyId'), undefined],
    [new Failure('object-archived', 'archived', ''), 'it is archived, and must be restored first'],
    [new Failure('remote-unreachable', 'AccessDenied', ''), undefined],
    [new S3Error(403, 'AccessDenied', 'refused'), undefined],
    [new Error('refused', { cause: new S3Error(403, 'AccessDenied', 'refused') }), undefined],
  ])('returns for %o: %j', (error, expected) => {
    expect(findRefusalReason(error)).toBe(expected)
  })
})

describe('getUnreadableReason', () => {
  test.each([new RefusedObjectError('refused'), new BundleFormatError('refused')])(
    'returns the message: %o',
    (error) => {
      expect(getUnreadableReason(error)).toBe('refused')
    },
  )

  test('throws any other error', () => {
    const error = new Error('no connection')
    expect(() => getUnreadableReason(error)).toThrow(error)
  })
})

describe('quoteForNote', () => {
  test('quotes, shortens, and names the base', () => {
    expect(quoteForNote('a\n"b"', 'now')).toBe('`a\\n\\"b\\"`')
    expect(quoteForNote('x'.repeat(100), 'now')).toBe(`\`${'x'.repeat(100)}\``)
    expect(quoteForNote('x'.repeat(101), 'base')).toBe(`\`${'x'.repeat(100)}…\` of the base`)
  })
})
