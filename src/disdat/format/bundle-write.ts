import { createHash } from 'node:crypto'
import { create } from '@bufbuild/protobuf'
import { frameName, hyperFrameName, isUuid, readBundle } from '../bundle.ts'
import { throwFormatError } from './frame.ts'
import { type FrameDraft, makeFrame, valuesIn, wellFormed } from './frame-write.ts'
import { writeHyperFrame } from './hyperframe.ts'
import { HyperFrameSchema, LineageSchema, Presentation } from './proto/hyperframe_pb.ts'

/** A frame that has no name of its own. */
export type Unnamed = Omit<FrameDraft, 'name'>

/** What a bundle is to those who read it: in brackets what Disdat makes so, and gives back. */
export type Presented =
  | {
      /**
       * HF: bundles (a bundle). SCALAR: one value, or a link (a scalar, a file). TENSOR: an array of any shape (a list, an
       * ndarray, several files, several bundles). ROW: an array of two values or more (a tuple). JSON: one text (None).
       */
      readonly presentation: 'HF' | 'SCALAR' | 'TENSOR' | 'ROW' | 'JSON'
      readonly frame: Unnamed
    }
  /** A frame a column, all as long as each other and of different names (a DataFrame). */
  | { readonly presentation: 'DF'; readonly columns: readonly FrameDraft[] }
  /** Arrays of any lengths by different names (a dict). */
  | { readonly presentation: 'ROW'; readonly fields: readonly FrameDraft[] }
  /** Frames that present as nothing: Disdat's API makes none and reads none, its HyperFrame records do. */
  | { readonly presentation: 'DEFAULT'; readonly frames: readonly FrameDraft[] }

/** A bundle to be made. Times are Unix seconds. */
export type BundleDraft = {
  readonly uuid: string
  readonly name: string
  readonly owner: string
  readonly processingName: string
  /** `committed` is one of them, in its place, and parameters are. */
  readonly tags: ReadonlyMap<string, string>
  readonly createdSeconds: number
  /** Of the code that made it; 0 where nobody measured. */
  readonly startSeconds: number
  readonly stopSeconds: number
  /** Empty where it is not known. */
  readonly code: { readonly method: string; readonly repo: string; readonly hash: string; readonly branch: string }
  readonly dependsOn: readonly { readonly uuid: string; readonly processingName: string; readonly argument: string }[]
  readonly content: Presented
}

/** A file of a bundle's folder. */
export type BundleFile = { readonly name: string; readonly bytes: Uint8Array }

/** What frames without a name are called. */
const unnamed = 'unnamed'

/**
 * The files of a bundle but for those that it links to: the very bytes that Disdat would write. The HyperFrame is the
 * one to be stored last. Throws BundleFormatError for what Disdat could not read back, and for uuids that are none.
 */
export function writeBundle(draft: BundleDraft): {
  readonly hyperFrame: BundleFile
  readonly frames: readonly BundleFile[]
} {
  const { uuid, content, code } = draft
  if (!isUuid(uuid)) throwFormatError(`a bundle whose uuid is ${JSON.stringify(uuid)}`)
  const frames = framesOf(content)
  const pair = ([k, v]: readonly [string, string]) => ({ k: wellFormed(k), v: wellFormed(v) })
  const hyperFrame = create(HyperFrameSchema, {
    owner: wellFormed(draft.owner),
    humanName: wellFormed(draft.name),
    processingName: wellFormed(draft.processingName),
    uuid,
    frames: frames.map((frame) => pair([frame.name, frame.uuid])),
    lineage: create(LineageSchema, {
      hframeProcName: draft.processingName,
      hframeUuid: uuid,
      codeRepo: wellFormed(code.repo),
      codeHash: wellFormed(code.hash),
      codeBranch: wellFormed(code.branch),
      creationDate: draft.createdSeconds,
      dependsOn: draft.dependsOn.map((dependency) => ({
        hframeProcName: wellFormed(dependency.processingName),
        hframeUuid: wellFormed(dependency.uuid),
        argName: wellFormed(dependency.argument),
      })),
      startTime: draft.startSeconds,
      stopTime: draft.stopSeconds,
      codeMethod: wellFormed(code.method),
    }),
    tags: [...draft.tags].map(pair),
    presentation: Presentation[content.presentation],
  })
  const bytes = writeHyperFrame(hyperFrame)
  // What we could not read back nobody should have to.
  readBundle(bytes, uuid)
  return {
    hyperFrame: { name: hyperFrameName(uuid), bytes },
    frames: frames.map((frame) => ({ name: frameName(frame.uuid), bytes: makeFrame(frame) })),
  }
}

/**
 * What Disdat calls bundles that were made the same way, where the pipe does not say: the code, and hashes of the
 * parameters and of the processing names of what it was made from, by argument.
 */
export function defaultProcessingName(
  codeMethod: string,
  params: ReadonlyMap<string, string>,
  upstream: ReadonlyMap<string, string>,
): string {
  return `${codeMethod}_${shortHash(params)}_${shortHash(upstream)}`
}

/** Disdat's PROC_ID_TRUNCATE_HASH. */
const shortHashLength = 10

function shortHash(values: ReadonlyMap<string, string>): string {
  const inOrder = [...values].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const text = inOrder.map(([, value]) => value).join('.')
  return createHash('md5').update(text).digest('hex').slice(0, shortHashLength)
}

function framesOf(content: Presented): readonly FrameDraft[] {
  if ('columns' in content) return table(content.columns)
  if ('fields' in content) return row(content.fields)
  if ('frames' in content) return namedApart(content.frames)
  const reason = reasonAgainst(content.presentation, content.frame)
  if (reason !== undefined) throwFormatError(reason)
  return [{ ...content.frame, name: `${unnamed}:0` }]
}

function reasonAgainst(
  presentation: 'HF' | 'SCALAR' | 'TENSOR' | 'ROW' | 'JSON',
  { content }: Unnamed,
): string | undefined {
  const values = valuesIn(content)
  switch (presentation) {
    case 'HF':
      return content.kind === 'bundles' ? undefined : 'an HF of other than bundles'
    case 'SCALAR':
      return values === 1 ? undefined : `a scalar of ${values} values`
    case 'ROW':
      return values === 1 ? 'a tuple of one value, which Disdat cannot read' : undefined
    case 'JSON':
      return content.kind === 'strings' && values === 1 ? undefined : 'JSON that is not one text'
    case 'TENSOR':
      return undefined
  }
}

function row(fields: readonly FrameDraft[]): readonly FrameDraft[] {
  const [first] = fields
  if (first === undefined) return throwFormatError('a row of nothing, which Disdat cannot read')
  if (first.name.includes(unnamed))
    throwFormatError(`a row whose first name, ${first.name}, tells Disdat that there are no names`)
  if (fields.some(({ shape }) => shape?.length === 0)) throwFormatError('a row that holds a value without a dimension')
  return namedApart(fields)
}

function table(columns: readonly FrameDraft[]): readonly FrameDraft[] {
  const lengths = new Set(columns.map(({ content }) => valuesIn(content)))
  if (lengths.size > 1) throwFormatError(`a table whose columns have ${[...lengths].join(' and ')} rows`)
  if (columns.some(({ shape }) => shape !== undefined && shape.length !== 1))
    throwFormatError('a column of other than one dimension')
  return namedApart(columns)
}

/** Disdat finds frames by name, and their files by uuid. */
function namedApart(frames: readonly FrameDraft[]): readonly FrameDraft[] {
  if (new Set(frames.map(({ name }) => name)).size < frames.length) throwFormatError('two frames of the same name')
  if (new Set(frames.map(({ uuid }) => uuid)).size < frames.length) throwFormatError('two frames of the same uuid')
  return frames
}
