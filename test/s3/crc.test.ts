import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Crc, crc32, crc32c, crc64Nvme, encodeCrc } from '../../src/s3/crc.ts'

/** The check values of https://reveng.sourceforge.io/crc-catalogue/all.htm: the checksums of the text `123456789`. */
const kinds: readonly (readonly [string, Crc, bigint])[] = [
  ['CRC-32', crc32, 0xcbf43926n],
  ['CRC-32C', crc32c, 0xe3069283n],
  ['CRC-64/NVME', crc64Nvme, 0xae8b14860a799888n],
]

describe.each(kinds)('%s', (_, crc, check) => {
  const bytes = randomBytes(100_003)

  test('has the check value of the catalogue, and is 0 without bytes', () => {
    expect(crc.add(0n, Buffer.from('123456789'))).toBe(check)
    expect(crc.add(0n, Buffer.from(''))).toBe(0n)
    expect(Buffer.from(encodeCrc(crc, 1n), 'base64')).toStrictEqual(
      Buffer.concat([Buffer.alloc(crc.width - 1), Buffer.of(1)]),
    )
  })

  test.each([0, 1, 7, 8, 9, 65_536, 100_003])('of two pieces, cut at %i, is that of the whole', (at) => {
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
    const whole = crc.add(0n, bytes)
    expect(crc.add(crc.add(0n, before), after)).toBe(whole)
    const pieces = [before, after].map((piece) => ({ bytes: piece.length, crc: crc.add(0n, piece) }))
    expect(crc.combine(pieces)).toBe(whole)
    expect(crc.combine(pieces.toReversed())).toBe(crc.add(crc.add(0n, after), before))
  })
})
