import { describe, expect, test } from 'vitest'
import { quoteForNote, ReadLimit, readFactor, readObject } from '../../src/compare/compare-read.ts'
import { readBundle } from '../../src/disdat/bundle.ts'
import { writeLinkBundle } from '../../src/disdat/format/link-bundle.ts'

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

describe('readObject', () => {
  test('does not read a frame again that the proof keeps in memory', async () => {
    const [uuid, frameUuid] = [crypto.randomUUID(), crypto.randomUUID()]
    const code = { method: 'add', repo: '', hash: '', branch: '' }
    const named = { uuid, frameUuid, name: 'orders', owner: 'ann', processingName: 'orders', code }
    const { hyperFrame } = writeLinkBundle({ ...named, tags: new Map(), createdSeconds: 1, links: ['bundle://a'] })
    const bundle = readBundle(hyperFrame.bytes)
    const part = { bundle, hyperFrame: new Uint8Array(), objects: [], missing: [], skipped: [], hashChecks: new Map() }
    const parts = [{ ...part, frameBytes: new Map([['frame', Uint8Array.of(1, 2, 3)]]) }]
    const list = async function* () {}
    const store = { get: () => Promise.reject(new Error('a request')), list }
    const compared = { remote: { store, getKey: () => 'key' }, proof: { bundle, bytes: 0, parts } }
    const read = (path: string, range: { firstBytes: number } | { lastBytes: number }) =>
      readObject({ bundle: compared, side: 'now', path, size: 3 }, range, { signal: new AbortController().signal })
    expect(await read('frame', { firstBytes: 2 })).toStrictEqual(Uint8Array.of(1, 2))
    expect(await read('frame', { lastBytes: 2 })).toStrictEqual(Uint8Array.of(2, 3))
    await expect(read('other', { firstBytes: 2 })).rejects.toThrow('a request')
  })
})

describe('quoteForNote', () => {
  test('quotes, shortens, and names the base', () => {
    expect(quoteForNote('a\n"b"', 'now')).toBe('`a\\n\\"b\\"`')
    expect(quoteForNote('x'.repeat(101), 'base')).toBe(`\`${'x'.repeat(100)}…\` of the base`)
  })
})
