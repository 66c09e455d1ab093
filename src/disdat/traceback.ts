/** A line of the user's own code, as a traceback names it. Paths inside an installed package are given from that package on. */
export interface CodeLine {
  readonly file: string
  readonly line: number
}

/** A line of the user's own code that was being carried out, with its text where Python had it. */
export interface Frame extends CodeLine {
  readonly code: string | undefined
}

/** A Python traceback, read to its end. */
export interface ParsedTraceback {
  /** The last line: `KeyError: 'pear'`. */
  readonly exception: string
  /** The lines of the user's own code, the deepest last; of many, the last ones. */
  readonly frames: readonly Frame[]
  /** Whether it is told as a consequence or a cause of the one before it, or as a part of a group. */
  readonly isChained: boolean
  /** Whether it is of one of a group's exceptions. */
  readonly isNested: boolean
}

/** Longest piece of a line that is kept as evidence, in UTF-16 units. */
export const evidenceLimit = 500
/** Frames of a traceback that are kept: the deepest of a recursion. */
const maxFrames = 16

// In an exception group the lines of a traceback stand behind a margin, and the first one says what it is.
const head = /^( {2,}[|+] )?(?:Exception Group )?Traceback \(most recent call last\):/
// A syntax error's own line has no ", in function" behind it.
const frame = /^ {2}File "(.+)", line (\d+)/
/** https://docs.python.org/3/tutorial/errors.html#exception-chaining */
const link =
  /^(?: {2,}\| )?(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)$/

/** A traceback that has begun; `margin` is what stands before its lines in an exception group. */
interface Open {
  readonly margin: string
  readonly frames: Frame[]
  readonly isChained: boolean
}

/** Reads the tracebacks out of one stream, line by line, in flat memory. */
export class TracebackReader {
  readonly #isOwn: (file: string) => boolean
  #open: Open | undefined
  /** The deepest frame so far is one of the user's own, and its code may come with the next line. */
  #awaitsCode = false
  #isLinked = false

  /** @param isOwn whether a file, as Python names it, is the user's own */
  constructor(isOwn: (file: string) => boolean) {
    this.#isOwn = isOwn
  }

  /** The next line: undefined where it is none of a traceback's, `taken` where it is one of it, and the traceback with its last line. */
  read(line: string): ParsedTraceback | 'taken' | undefined {
    if (this.#open !== undefined) return this.#readInside(line, this.#open)
    const begun = head.exec(line)
    if (begun === null) {
      if (link.test(line)) this.#isLinked = true
      return undefined
    }
    const margin = begun[1]?.replace('+', '|') ?? ''
    // A group's own traceback begins with a `+`; one behind a bar is of something in it.
    this.#open = { margin, frames: [], isChained: this.#isLinked || begun[1]?.endsWith('| ') === true }
    this.#isLinked = false
    this.#awaitsCode = false
    return 'taken'
  }

  #readInside(line: string, open: Open): ParsedTraceback | 'taken' {
    const { margin, frames, isChained } = open
    const text = line.startsWith(margin) ? line.slice(margin.length) : line.trimStart()
    const [, file, number] = frame.exec(text) ?? []
    if (file !== undefined) {
      this.#awaitsCode = this.#isOwn(file)
      if (this.#awaitsCode) frames.push({ file: shortPath(file), line: Number(number), code: undefined })
      if (frames.length > maxFrames) frames.shift()
      return 'taken'
    }
    if (this.#awaitsCode && text.startsWith('    ')) this.#addCode(frames, text.trim())
    this.#awaitsCode = false
    if (text === '' || text.startsWith(' ')) return 'taken'
    this.#open = undefined
    const exception = text.slice(0, evidenceLimit).replace(/\.$/, '')
    return { exception, frames, isChained, isNested: margin.length > '  | '.length }
  }

  #addCode(frames: Frame[], code: string): void {
    const last = frames.pop()
    if (last !== undefined) frames.push({ ...last, code: code.slice(0, evidenceLimit) })
  }
}

/** Of a file in an installed package, its path from that package on. */
export const installedPath = (file: string) => /\/(?:site|dist)-packages\/(.+)$/.exec(file)?.[1]
const shortPath = (file: string) => (installedPath(file) ?? file).slice(0, evidenceLimit)
