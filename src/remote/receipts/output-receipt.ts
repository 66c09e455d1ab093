import { isUuid } from '../../disdat/bundle.ts'
import { getField, getNumber, parseJson } from '../../lib/json.ts'

/** What identifies the output of a run: runs with an equal key make versions of the same output. */
export type OutputKey = {
  /** `pkg.mod.Class` */
  readonly pipeClass: string
  /** The input `output-bundle`: a name, or `-` for the pipe's own. */
  readonly outputBundle: string
  /** The parameters that the run sets. */
  readonly params: ReadonlyMap<string, string>
}

/**
 * What a run recorded about its output, beside the bundle. Optional fields are undefined when they are not known. A
 * receipt is a hint: only the bundle is proved, and a reader compares the receipt with what the bundle itself records.
 */
export type OutputReceipt = OutputKey & {
  readonly remoteContext: string
  readonly bundle: {
    readonly uuid: string
    readonly name: string
    readonly processingName: string
    /** When the bundle was created, in Unix seconds. */
    readonly createdSeconds: number
  }
  /** The uuid of the input bundle. */
  readonly input?: string | undefined
  /** The image: pinned by its digest where a registry gave it one; and a hash of its layers and configuration. */
  readonly image?: { readonly reference: string; readonly fingerprint?: string | undefined } | undefined
  /** The commit that the bundle names. */
  readonly commit?: string | undefined
  readonly rows?: number | undefined
  readonly bytes?: number | undefined
  /** The number of missing values, by column. */
  readonly nulls?: ReadonlyMap<string, number> | undefined
  /** How long the pipe ran, in milliseconds. */
  readonly tookMs?: number | undefined
  readonly vcpuHours?: number | undefined
  /** The broken rules of `fail-on` that a person accepted in the pull request; undefined where no rule was broken. */
  readonly accepted?: readonly AcceptedBreach[] | undefined
  /** The workflow run that made the bundle, or that found it up to date. */
  readonly run?: { readonly url: string; readonly runNumber: number; readonly attempt: number } | undefined
  /** Where the bundle was copied from, when no run made it in this context. */
  readonly promoted?: PromotedFrom | undefined
  readonly finishedAt: Date
}

/** A broken rule that a person accepted in a pull request. */
export type AcceptedBreach = {
  readonly rule: string
  readonly evidence: string
  /** The login of the person. */
  readonly by: string
  readonly at: Date
  readonly how: 'label' | 'comment'
}

/** The sandbox from which an output was copied when its pull request was merged. */
export type PromotedFrom = {
  /** The remote context of the sandbox. */
  readonly context: string
  /** `owner/name` */
  readonly repository: string
  readonly pullRequest: number
  /** The newest commit of the pull request. */
  readonly head: string
  /** The commit of the base branch that the merge made. */
  readonly commit: string
  /** The commit that the image of the promoting step is built from: of the same code as that of the bundle. */
  readonly code?: string | undefined
}

/** The format of receipts. A receipt of another version counts as absent. */
const version = 1
/** The largest receipt, in bytes. */
export const maxReceiptBytes = 64 * 1024

/**
 * The JSON of a receipt; undefined for more than `maxReceiptBytes`. The missing values of columns are left out first,
 * because their number grows with the data.
 */
export function formatReceipt(receipt: OutputReceipt): Uint8Array | undefined {
  return [receipt, { ...receipt, nulls: undefined }].map(encode).find(({ length }) => length <= maxReceiptBytes)
}

/** Maps become lists of entries: an object has no place for the name `__proto__`. */
function encode({ params, nulls, ...rest }: OutputReceipt): Uint8Array {
  return Buffer.from(JSON.stringify({ version, ...rest, params: [...params], nulls: nulls && [...nulls] }))
}

/** Whether a receipt is about a bundle: what it says of the bundle is what the bundle says of itself. */
export const isReceiptFor = (
  receipt: Pick<OutputReceipt, 'bundle'>,
  { uuid, name, processingName, createdSeconds }: OutputReceipt['bundle'],
): boolean =>
  receipt.bundle.uuid === uuid &&
  receipt.bundle.name === name &&
  receipt.bundle.processingName === processingName &&
  receipt.bundle.createdSeconds === createdSeconds

class InvalidReceiptError extends Error {}

/** Parses a receipt, which is text from outside; undefined unless each of its fields is valid. */
export function parseReceipt(bytes: Uint8Array): OutputReceipt | undefined {
  const value = bytes.length > maxReceiptBytes ? undefined : parseJson(Buffer.from(bytes).toString())
  if (getNumber(value, 'version') !== version) return undefined
  try {
    return readFields(value)
  } catch (error) {
    if (error instanceof InvalidReceiptError) return undefined
    throw error
  }
}

function readFields(value: unknown): OutputReceipt {
  const read = <T>(name: string, readValue: (value: unknown) => T) => readValue(getField(value, name))
  const readIfThere = <T>(name: string, readValue: (value: unknown) => T) =>
    getField(value, name) === undefined ? undefined : read(name, readValue)
  return {
    remoteContext: read('remoteContext', readText),
    pipeClass: read('pipeClass', readText),
    outputBundle: read('outputBundle', readText),
    params: read('params', (params) => readMap(params, readText)),
    bundle: read('bundle', readBundleFields),
    input: readIfThere('input', readUuid),
    image: readIfThere('image', readImage),
    commit: readIfThere('commit', readText),
    rows: readIfThere('rows', readCount),
    bytes: readIfThere('bytes', readCount),
    nulls: readIfThere('nulls', (nulls) => readMap(nulls, readCount)),
    tookMs: readIfThere('tookMs', readAmount),
    vcpuHours: readIfThere('vcpuHours', readAmount),
    accepted: readIfThere('accepted', readAccepted),
    run: readIfThere('run', readRun),
    promoted: readIfThere('promoted', readPromoted),
    finishedAt: read('finishedAt', readDate),
  }
}

function readBundleFields(value: unknown): OutputReceipt['bundle'] {
  return {
    uuid: readUuid(getField(value, 'uuid')),
    name: readText(getField(value, 'name')),
    processingName: readText(getField(value, 'processingName')),
    createdSeconds: readNumber(getField(value, 'createdSeconds')),
  }
}

function readImage(value: unknown): OutputReceipt['image'] {
  const fingerprint = getField(value, 'fingerprint')
  return {
    reference: readText(getField(value, 'reference')),
    fingerprint: fingerprint === undefined ? undefined : readText(fingerprint),
  }
}

function readAccepted(value: unknown): readonly AcceptedBreach[] {
  return readList(value).map((each) => {
    const by = readText(getField(each, 'by'))
    const how = getField(each, 'how')
    assertValid(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(by))
    assertValid(how === 'label' || how === 'comment')
    return {
      ...{ rule: readText(getField(each, 'rule')), evidence: readText(getField(each, 'evidence')), by, how },
      at: readDate(getField(each, 'at')),
    }
  })
}

function readPromoted(value: unknown): PromotedFrom {
  const read = (name: string) => readText(getField(value, name))
  const code = getField(value, 'code')
  return {
    ...{ context: read('context'), repository: read('repository'), head: read('head'), commit: read('commit') },
    pullRequest: readCount(getField(value, 'pullRequest')),
    code: code === undefined ? undefined : readText(code),
  }
}

function readRun(value: unknown): OutputReceipt['run'] {
  const url = readText(getField(value, 'url'))
  // Reports link to it.
  assertValid(/^https?:\/\/[\w.:-]+\/[\w./-]*$/.test(url))
  return { url, runNumber: readCount(getField(value, 'runNumber')), attempt: readCount(getField(value, 'attempt')) }
}

/** Reads entries with different names. */
function readMap<T>(value: unknown, readValue: (value: unknown) => T): ReadonlyMap<string, T> {
  const entries = readList(value).map((entry) => {
    const [name, inner, ...more] = readList(entry)
    assertValid(more.length === 0)
    return [readText(name), readValue(inner)] as const
  })
  const map = new Map(entries)
  assertValid(map.size === entries.length)
  return map
}

function assertValid(isValid: boolean): asserts isValid {
  if (!isValid) throw new InvalidReceiptError()
}

function readList(value: unknown): readonly unknown[] {
  assertValid(Array.isArray(value))
  return value
}

function readText(value: unknown): string {
  assertValid(typeof value === 'string')
  return value
}

function readUuid(value: unknown): string {
  const text = readText(value)
  assertValid(isUuid(text))
  return text
}

function readNumber(value: unknown): number {
  assertValid(typeof value === 'number' && Number.isFinite(value))
  return value
}

function readAmount(value: unknown): number {
  const amount = readNumber(value)
  assertValid(amount >= 0)
  return amount
}

function readCount(value: unknown): number {
  const count = readAmount(value)
  assertValid(Number.isSafeInteger(count))
  return count
}

function readDate(value: unknown): Date {
  const date = new Date(readText(value))
  assertValid(!Number.isNaN(date.getTime()))
  return date
}
