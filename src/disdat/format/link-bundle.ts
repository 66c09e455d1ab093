import { createHash } from 'node:crypto'
import { create, toBinary } from '@bufbuild/protobuf'
import { formatFrameName, formatHyperFrameName, isUuid, readBundle } from '../bundle.ts'
import { BundleFormatError, throwFormatError } from './format-error.ts'
import { writeFrame, writeHyperFrame } from './hyperframe.ts'
import {
  FrameSchema,
  HyperFrameSchema,
  LineageSchema,
  type Link,
  LinkSchema,
  LocalLinkSchema,
  Presentation,
  Type,
} from './proto/hyperframe_pb.ts'

/** A bundle of files. Times are Unix seconds. */
export type LinkBundle = {
  readonly uuid: string
  readonly frameUuid: string
  readonly name: string
  readonly owner: string
  readonly processingName: string
  /** All tags in their order, `committed` and parameters included. */
  readonly tags: ReadonlyMap<string, string>
  readonly createdSeconds: number
  /** Empty texts where it is unknown. */
  readonly code: { readonly method: string; readonly repo: string; readonly hash: string; readonly branch: string }
  /** The URLs of the files, `bundle://<path>`. */
  readonly links: readonly string[]
}

/** A file of a bundle's folder. */
export type BundleFile = { readonly name: string; readonly bytes: Uint8Array }

/** The name of a frame of a bundle that is not a table. */
const frameLabel = 'unnamed:0'

/**
 * Encodes the HyperFrame and the frame of a bundle of files, byte for byte as Disdat does: one file as a scalar,
 * several as a list. Store the HyperFrame last. Throws BundleFormatError for what Disdat could not read back: text that
 * is not Unicode, a uuid or a time that is not one.
 */
export function writeLinkBundle(bundle: LinkBundle): { readonly hyperFrame: BundleFile; readonly frame: BundleFile } {
  const { uuid, frameUuid } = bundle
  for (const id of [uuid, frameUuid]) if (!isUuid(id)) throwFormatError(`${JSON.stringify(id)} is not a uuid`)
  const hyperFrame = encodeHyperFrame(bundle)
  // Fails here rather than in every later reader.
  readBundle(hyperFrame, uuid)
  return {
    hyperFrame: { name: formatHyperFrameName(uuid), bytes: hyperFrame },
    frame: { name: formatFrameName(frameUuid), bytes: encodeLinkFrame(frameUuid, bundle.links) },
  }
}

function encodeHyperFrame({ uuid, frameUuid, code, ...bundle }: LinkBundle): Uint8Array {
  const processingName = requireUnicode(bundle.processingName)
  return writeHyperFrame(
    create(HyperFrameSchema, {
      owner: requireUnicode(bundle.owner),
      humanName: requireUnicode(bundle.name),
      processingName,
      uuid,
      frames: [{ k: frameLabel, v: frameUuid }],
      lineage: create(LineageSchema, {
        hframeProcName: processingName,
        hframeUuid: uuid,
        codeRepo: requireUnicode(code.repo),
        codeHash: requireUnicode(code.hash),
        codeBranch: requireUnicode(code.branch),
        creationDate: bundle.createdSeconds,
        codeMethod: requireUnicode(code.method),
      }),
      tags: Array.from(bundle.tags, ([k, v]) => ({ k: requireUnicode(k), v: requireUnicode(v) })),
      presentation: bundle.links.length === 1 ? Presentation.SCALAR : Presentation.TENSOR,
    }),
  )
}

function encodeLinkFrame(uuid: string, links: readonly string[]): Uint8Array {
  return writeFrame(
    create(FrameSchema, {
      name: frameLabel,
      uuid,
      type: Type.LINK,
      shape: [links.length],
      links: links.map((url) => createLink(uuid, url)),
    }),
  )
}

function createLink(frameUuid: string, url: string): Link {
  const link = create(LinkSchema, {
    frameUuid,
    link: { case: 'local', value: create(LocalLinkSchema, { path: requireUnicode(url) }) },
  })
  link.hash = createHash('md5').update(toBinary(LinkSchema, link)).digest('hex')
  return link
}

/** The text. Throws BundleFormatError for an unpaired surrogate, which UTF-8 cannot encode. */
function requireUnicode(text: string): string {
  if (text.isWellFormed()) return text
  throw new BundleFormatError(`text that is not Unicode: ${JSON.stringify(text.slice(0, 100))}`)
}

/**
 * The name that Disdat gives to all bundles made in the same way, unless the pipe sets one: the code, and hashes of the
 * parameters and of the processing names of the upstream bundles, by argument.
 */
export function createProcessingName(
  codeMethod: string,
  params: ReadonlyMap<string, string>,
  upstream: ReadonlyMap<string, string>,
): string {
  return `${codeMethod}_${hashValues(params)}_${hashValues(upstream)}`
}

/** Disdat's PROC_ID_TRUNCATE_HASH. */
const shortHashLength = 10

function hashValues(values: ReadonlyMap<string, string>): string {
  const inOrder = [...values].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const text = inOrder.map(([, value]) => value).join('.')
  return createHash('md5').update(text).digest('hex').slice(0, shortHashLength)
}
