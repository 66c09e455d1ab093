import type { Bundle } from './bundle.ts'
import { parseLinkPath } from './bundle.ts'
import { BundleFormatError } from './format/format-error.ts'
import { countElements, countStatedValues, type FrameHead, getNumberLayout } from './format/frame.ts'
import type { FrameSummary } from './format/frame-summary.ts'

/**
 * What Disdat can load: `present_hfr` of disdat/data_context.py and `to_ndarray` of disdat/hyperframe.py. A bundle that
 * breaks these rules never reaches a local context: some kinds make every command of dsdt fail there, and
 * `api.search` fails for the whole context as soon as it meets one. A test compares the rules with the real dsdt.
 */

/** NumPy 1 has no more; NumPy 2 has 64. */
const maxArrayDimensions = 32
/** Python parses no longer integer: https://docs.python.org/3/library/stdtypes.html#int-max-str-digits */
const maxIntegerDigits = 4300
/** Disdat writes JSON for `None` alone. */
const maxJsonBytes = 1024 * 1024
/** Python stops at about 1,000 levels: https://docs.python.org/3/library/sys.html#sys.setrecursionlimit */
const maxJsonDepth = 500

/** In the names that Disdat gives to values without a name: `DEFAULT_FRAME_NAME` of disdat/common.py. */
const unnamed = 'unnamed'

/** The number of frames of each presentation; Disdat uses the last of several frames with one name. */
const frameCounts: ReadonlyMap<string, { readonly min: number; readonly max: number }> = new Map([
  ['HF', { min: 0, max: 1 }],
  ['DF', { min: 0, max: Number.POSITIVE_INFINITY }],
  ['SCALAR', { min: 1, max: 1 }],
  ['TENSOR', { min: 1, max: 1 }],
  ['ROW', { min: 1, max: Number.POSITIVE_INFINITY }],
  ['JSON', { min: 1, max: 1 }],
])

/** Throws BundleFormatError for a presentation, or a number of frames, that Disdat cannot load. */
export function assertPresentable({ presentation, frames }: Pick<Bundle, 'presentation' | 'frames'>): void {
  const allowed = frameCounts.get(presentation)
  if (allowed === undefined) throw new BundleFormatError(`Disdat cannot load the presentation ${presentation}`)
  const { size } = new Set(frames.map(({ name }) => name))
  if (size >= allowed.min && size <= allowed.max) return
  throw new BundleFormatError(`Disdat cannot load the presentation ${presentation} with ${size} frames`)
}

/** Throws BundleFormatError for a frame that Disdat cannot load in this bundle. */
export function assertFrameLoadable(bundle: Pick<Bundle, 'presentation' | 'frames'>, frame: FrameSummary): void {
  const problem = findTypeProblem(frame) ?? findPresentationProblem(bundle, frame)
  if (problem === undefined) return
  throw new BundleFormatError(
    `Disdat cannot load the frame ${JSON.stringify(frame.head.name.slice(0, 100))}: ${problem}`,
  )
}

/**
 * Throws BundleFormatError for the columns of a table that Disdat cannot load together: pandas fills a column that is
 * shorter than others, and fails at one of big-endian numbers.
 */
export function assertColumnsLoadable(
  { presentation }: Pick<Bundle, 'presentation'>,
  columns: readonly Pick<FrameSummary, 'head' | 'count'>[],
): void {
  if (presentation !== 'DF') return
  const lengths = new Set(columns.map(({ head, count }) => count ?? countStatedValues(head)))
  const isBigEndian = ({ type, byteOrder }: FrameHead) =>
    byteOrder === 'big' && (getNumberLayout(type)?.valueBytes ?? 1) > 1
  if (lengths.size < 2 || !columns.some(({ head }) => isBigEndian(head))) return
  throw new BundleFormatError('Disdat cannot load columns of different lengths that have big-endian numbers')
}

function findTypeProblem({ head: { type, shape }, links, startsWithDatabase }: FrameSummary): string | undefined {
  if (type === 'LINK') {
    const [first] = links
    if (first === undefined) return 'it has no links'
    if (!startsWithDatabase && parseLinkPath(first).kind === 'external')
      return 'its first link is not to a file of the bundle'
    return undefined
  }
  if (getNumberLayout(type) === undefined) return undefined
  if (shape.length > maxArrayDimensions) return `its shape has ${shape.length} dimensions`
  // NumPy multiplies the lengths even where one of them is 0.
  countElements(shape.filter((length) => length > 0))
  return undefined
}

function findPresentationProblem(
  { presentation, frames }: Pick<Bundle, 'presentation' | 'frames'>,
  frame: FrameSummary,
): string | undefined {
  const { type, shape } = frame.head
  const { count } = frame
  switch (presentation) {
    case 'HF':
      return type === 'HFRAME' ? undefined : `a bundle of bundles has a frame of type ${type}`
    case 'SCALAR':
      return count === undefined || count === 1 ? undefined : `a scalar has ${count} values`
    case 'JSON':
      return findJsonProblem(frame)
    case 'ROW':
      return findRowProblem(frame, new Set(frames.map(({ name }) => name)).size === 1)
    case 'DF':
      return getNumberLayout(type) !== undefined && shape.length > 1 ? `a column has the shape ${shape}` : undefined
    default:
      return undefined
  }
}

function findRowProblem({ head: { name, type, shape } }: FrameSummary, isOnly: boolean): string | undefined {
  if (type === 'LINK') return undefined
  if (shape.length === 0) return 'a value of a row has no shape'
  if (shape[0] !== 1) return undefined
  if (countElements(shape) !== 1) return `a value of a row has the shape ${shape}`
  // Disdat makes a tuple of the value itself: of a text, but not of a number.
  if (isOnly && name.includes(unnamed) && getNumberLayout(type) !== undefined)
    return 'a row has a single number, without a name'
  return undefined
}

function findJsonProblem({ head: { type }, count, firstText }: FrameSummary): string | undefined {
  if (type !== 'STRING') return `JSON has the type ${type}`
  if (count !== undefined && count !== 1) return `JSON has ${count} values`
  if (firstText === undefined) return undefined
  if (firstText.length > maxJsonBytes) return `its JSON has more than ${maxJsonBytes} bytes`
  return isPythonJson(Buffer.from(firstText).toString()) ? undefined : 'its text is not JSON'
}

/** A whole text, or a number, that Python also reads as JSON and JavaScript does not. Always matches a quote. */
const jsonTokens = /"(?:[^"\\]|\\.)*"?|(?<=^|[\s[,:])(?:NaN|-?Infinity)(?=$|[\s\],}])/gs

/** Whether Python's `json.loads` reads a text. */
function isPythonJson(text: string): boolean {
  const outside = text.replace(jsonTokens, '')
  if (new RegExp(`\\d{${maxIntegerDigits + 1}}`).test(outside)) return false
  let depth = 0
  for (const character of outside) {
    if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') depth -= 1
    if (depth > maxJsonDepth) return false
  }
  try {
    JSON.parse(text.replace(jsonTokens, (token) => (token.startsWith('"') ? token : '0')))
    return true
  } catch {
    return false
  }
}
