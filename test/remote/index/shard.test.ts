import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { Shard } from '../../../src/remote/index/shard.ts'
import { createNumberedBundle, formatLines } from './fixtures.ts'

describe('Shard', () => {
  test('keeps its lines when it is packed and unpacked', async () => {
    const lines = formatLines(...[5, 3, 9].map((n) => createNumberedBundle(n, `näme ${n}`)))
    const shard = await Shard.unpack(await Shard.fromLines(lines).pack())
    expect([...shard.lines()]).toStrictEqual([3, 5, 9].map((n) => lines.get(createNumberedBundle(n).uuid)))
    expect(shard.uuids).toStrictEqual(new Set([3, 5, 9].map((n) => createNumberedBundle(n).uuid)))
    for (const [uuid, line] of lines) expect(shard.get(uuid)).toBe(line)
    for (const n of [0, 4, 10]) expect(shard.get(createNumberedBundle(n).uuid)).toBeUndefined()
    expect([...shard.linesWith('"näme 5"')]).toStrictEqual([lines.get(createNumberedBundle(5).uuid)])
    expect([...shard.linesWith('run-action')]).toStrictEqual([])
    expect([...Shard.empty.lines()]).toStrictEqual([])
  })

  const good = [...formatLines(createNumberedBundle(1), createNumberedBundle(2)).values()]
  const header = 'disdat-run-action index 1\n'
  test.each([
    ['bytes that are not gzipped', Buffer.from('disdat')],
    ['an empty text', gzipSync('')],
    ['another version', gzipSync(`disdat-run-action index 2\n${good.join('\n')}\n`)],
    ['a line without its end', gzipSync(header + good.join('\n'))],
    ['lines out of order', gzipSync(`${header + good.toReversed().join('\n')}\n`)],
    ['a repeated line', gzipSync(`${header + [good[0], good[0]].join('\n')}\n`)],
    ['a line without a uuid', gzipSync(`${header}x${good[0]}\n`)],
    ['truncated bytes', gzipSync(`${header + good.join('\n')}\n`).subarray(0, -9)],
  ])('throws BundleFormatError for %s', async (_, bytes) => {
    await expect(Shard.unpack(bytes)).rejects.toThrow(BundleFormatError)
  })
})
