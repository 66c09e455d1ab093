/** A line of the user's code, as a traceback names it. The path of an installed file starts at its package. */
export interface CodeLine {
  readonly file: string
  readonly line: number
}

/** A traceback entry in the user's code, with the text of the line if Python printed it. */
export interface TracebackFrame extends CodeLine {
  readonly code: string | undefined
}

/** A complete Python traceback. */
export interface ParsedTraceback {
  /** The last line: `KeyError: 'pear'`. */
  readonly exception: string
  /** The lines of the user's code, the deepest last; at most the last 16. */
  readonly frames: readonly TracebackFrame[]
  /** Whether Python printed it as a consequence of the traceback before it, or as a part of an exception group. */
  readonly isChained: boolean
  /** Whether the exception is a member of an exception group. */
  readonly isNested: boolean
}

/** Limit of the part of a line that is kept as evidence, in UTF-16 units. */
export const evidenceLimit = 500
/** Limit of the frames that are kept of a traceback: of a recursion, the deepest ones. */
const maxFrames = 16

// In an exception group, the lines of a traceback have a margin, and the first line says what the traceback is.
const headerLine = /^( {2,}[|+] )?(?:Exception Group )?Traceback \(most recent call last\):/
// The entry of a syntax error ends without ", in function".
const frameLine = /^ {2}File "(.+)", line (\d+)/
/** https://docs.python.org/3/tutorial/errors.html#exception-chaining */
const chainLine =
  /^(?: {2,}\| )?(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)$/

/** An incomplete traceback; `margin` is the prefix of its lines in an exception group. */
interface OpenTraceback {
  readonly margin: string
  readonly frames: TracebackFrame[]
  readonly isChained: boolean
}

/** Extracts the tracebacks of one stream, line by line. Memory use does not grow with the stream. */
export class TracebackReader {
  readonly #isUserFile: (file: string) => boolean
  #open: OpenTraceback | undefined
  /** Whether the last frame is in the user's code, so that the next line may be its text. */
  #expectsCode = false
  #isChained = false

  /** @param isUserFile whether a file, as Python names it, holds the user's code */
  constructor(isUserFile: (file: string) => boolean) {
    this.#isUserFile = isUserFile
  }

  /**
   * Takes the next line. Returns undefined where it does not belong to a traceback, `consumed` where it does, and the
   * traceback with its last line.
   */
  readLine(line: string): ParsedTraceback | 'consumed' | undefined {
    if (this.#open !== undefined) return this.#readInside(line, this.#open)
    const header = headerLine.exec(line)
    if (header === null) {
      if (chainLine.test(line)) this.#isChained = true
      return undefined
    }
    const margin = header[1]?.replace('+', '|') ?? ''
    // The traceback of the group itself has the margin `+`; those of its members have the margin `|`.
    this.#open = { margin, frames: [], isChained: this.#isChained || header[1]?.endsWith('| ') === true }
    this.#isChained = false
    this.#expectsCode = false
    return 'consumed'
  }

  #readInside(line: string, open: OpenTraceback): ParsedTraceback | 'consumed' {
    const { margin, frames, isChained } = open
    const text = line.startsWith(margin) ? line.slice(margin.length) : line.trimStart()
    const [, file, number] = frameLine.exec(text) ?? []
    if (file !== undefined) {
      this.#expectsCode = this.#isUserFile(file)
      if (this.#expectsCode) frames.push({ file: shortenPath(file), line: Number(number), code: undefined })
      if (frames.length > maxFrames) frames.shift()
      return 'consumed'
    }
    if (this.#expectsCode && text.startsWith('    ')) this.#addCode(frames, text.trim())
    this.#expectsCode = false
    if (text === '' || text.startsWith(' ')) return 'consumed'
    this.#open = undefined
    const exception = text.slice(0, evidenceLimit).replace(/\.$/, '')
    return { exception, frames, isChained, isNested: margin.length > '  | '.length }
  }

  #addCode(frames: TracebackFrame[], code: string): void {
    const last = frames.pop()
    if (last !== undefined) frames.push({ ...last, code: code.slice(0, evidenceLimit) })
  }
}

/** The path of a file in site-packages, from its package on; undefined for other files. */
export const findInstalledPath = (file: string) => /\/(?:site|dist)-packages\/(.+)$/.exec(file)?.[1]
const shortenPath = (file: string) => (findInstalledPath(file) ?? file).slice(0, evidenceLimit)
