import { throwFormatError } from './format-error.ts'
import type { FrameHead } from './frame.ts'
import { readFrame, readFrameHead } from './frame-reader.ts'
import { isDatabaseLink } from './hyperframe.ts'

/** What a frame refers to, and what decides whether Disdat can load it. */
export type FrameSummary = {
  /** The shape is as written. */
  readonly head: FrameHead
  /** The number of values; undefined where only the beginning of the frame was read. */
  readonly count: number | undefined
  /** The URLs of its links, as written, for `parseLinkPath`. */
  readonly links: readonly string[]
  /** Whether its first link is to a database, which Disdat returns as it is. */
  readonly startsWithDatabase: boolean
  /** The uuids of nested bundles. */
  readonly nested: readonly string[]
  /** The first value of a STRING frame; undefined where it was not read. */
  readonly firstText: Uint8Array | undefined
}

/**
 * Reads what a whole frame refers to. Memory grows with the references that the frame holds, not with lengths that it
 * claims. Throws BundleFormatError as `readFrame` does.
 */
export function summarizeFrame(bytes: Uint8Array): FrameSummary {
  const links: string[] = []
  const nested: string[] = []
  let startsWithDatabase = false
  let firstText: Uint8Array | undefined
  const { count } = readFrame(bytes, {
    data: () => {},
    text: (text) => {
      firstText ??= text
    },
    link: (url, encoded) => {
      if (links.length === 0) startsWithDatabase = isDatabaseLink(encoded)
      links.push(url)
    },
    bundle: ({ uuid }) => nested.push(uuid),
  })
  const head = readFrameHead(bytes) ?? throwFormatError('a frame without values and hash')
  return { head, count, links, startsWithDatabase, nested, firstText }
}

/** Summarizes a frame of values of which only the beginning was read. */
export function summarizeFrameHead(head: FrameHead): FrameSummary {
  return { head, count: undefined, links: [], startsWithDatabase: false, nested: [], firstText: undefined }
}
