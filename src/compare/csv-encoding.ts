import { TextDecoder } from 'node:util'
import { BundleFormatError } from '../disdat/format/format-error.ts'

/** `unknown`: an encoding with the characters of ASCII, such as Latin-1. */
export type CsvEncoding = KnownEncoding | 'unknown'
type KnownEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** The least share of the characters of UTF-16 text without a byte order mark that are ASCII. */
const minAsciiShare = 0.1
/** The least ratio of NUL bytes in ASCII characters of UTF-16 text to NUL bytes in other characters. */
const minNulRatio = 4

/** https://encoding.spec.whatwg.org/#bom-sniff; UTF-32, whose mark begins as that of UTF-16, is not supported. */
const byteOrderMarks = [
  ['unsupported', [0xff, 0xfe, 0, 0]],
  ['unsupported', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
] as const

/**
 * The encoding of a file from its first bytes: its byte order mark; without one, UTF-16 where nearly all NUL bytes are
 * at even or at odd offsets, and UTF-8 where the bytes are valid. Throws BundleFormatError for UTF-32 and binary files.
 *
 * @param isWhole Whether these are all bytes, so that the last character must be complete.
 */
export function detectCsvEncoding(bytes: Uint8Array, isWhole: boolean): CsvEncoding {
  const mark = byteOrderMarks.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0]
  if (mark === 'unsupported') throw new BundleFormatError('a text in UTF-32')
  const encoding = mark ?? detectWithoutMark(bytes)
  if (isValid(bytes, encoding, isWhole)) return encoding
  if (encoding === 'utf-8' && mark === undefined) return 'unknown'
  throw new BundleFormatError(`not a text in ${encoding.toUpperCase()}`)
}

function detectWithoutMark(bytes: Uint8Array): KnownEncoding {
  const nuls: number[] = []
  for (const [index, byte] of bytes.entries()) if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = nuls
  if (even === 0 && odd === 0) return 'utf-8'
  const [most, least] = [Math.max(even, odd), Math.min(even, odd)]
  if (least * minNulRatio > most || most < (bytes.length / 2) * minAsciiShare)
    throw new BundleFormatError('a file with NUL bytes')
  return even > odd ? 'utf-16be' : 'utf-16le'
}

function isValid(bytes: Uint8Array, encoding: KnownEncoding, isWhole: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isWhole })
    return true
  } catch {
    return false
  }
}

/** Decodes text piece by piece, without its byte order mark. Characters of an unknown encoding are replaced. */
export function createCsvDecoder(encoding: CsvEncoding): TextDecoder {
  return new TextDecoder(encoding === 'unknown' ? 'windows-1252' : encoding)
}
