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
/** Limit of other lines between two lines of a traceback, such as those of another thread. */
const maxForeignLines = 50

// A logger, Spark or Ray writes a prefix before the first line, and some write it before each line.
const headerLine = /(?:Exception Group )?Traceback \(most recent call last\):\s*$/
// The entry of a syntax error ends without ", in function".
const frameLine = /^ {2}File "(.+)", line (\d+)/
/** The type of an exception, with its module, and its message: https://docs.python.org/3/library/traceback.html */
const exceptionLine = /^[\p{L}_][\p{L}\p{N}_]*(?:\.(?:[\p{L}_][\p{L}\p{N}_]*|<locals>))*(?::(?:\s.*)?)?$/u
const levelWord = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)(?::|$)/
/** https://docs.python.org/3/tutorial/errors.html#exception-chaining */
const chainLine =
  /(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)\s*$/
/** The box that Rich draws: https://rich.readthedocs.io/en/stable/traceback.html */
const richHeader = /[╭┌+][─-]+ Traceback \(most recent call last\) [─-]+[╮┐+]\s*$/
const richFrame = /^[│|] (\S.*?):(\d+) in /
const richCode = /^[│|] [❱>] +\d+ (.*?)\s*[│|]$/

/** How a traceback is printed. */
interface Style {
  readonly frame: RegExp
  /** The text of a line of code; undefined for other lines. */
  readonly readCode: (text: string) => string | undefined
}

const pythonStyle: Style = {
  frame: frameLine,
  readCode: (text) => (text.startsWith('    ') ? text.trim() : undefined),
}
const richStyle: Style = {
  frame: richFrame,
  // Rich draws a line for each level of indentation.
  readCode: (text) => richCode.exec(text)?.[1]?.replace(/^(?:[│|] *)+/, ''),
}

/** A frame whose code may follow. */
type OpenFrame = CodeLine & { code: string | undefined }

/** An incomplete traceback. */
interface OpenTraceback {
  readonly style: Style
  /** What stands before each line, or before the first line only. */
  readonly prefix: string
  readonly frames: OpenFrame[]
  /** The frame whose code the next lines may show. */
  lastFrame: OpenFrame | undefined
  readonly isChained: boolean
  readonly isNested: boolean
  foreignLines: number
}

/** Extracts the tracebacks of one stream, line by line. Memory use does not grow with the stream. */
export class TracebackReader {
  readonly #isUserFile: (file: string) => boolean
  #open: OpenTraceback | undefined
  #isChained = false
  /** Whether the last traceback was that of an exception group or of a member. */
  #isInGroup = false

  /** @param isUserFile whether a file, as Python names it, holds the user's code */
  constructor(isUserFile: (file: string) => boolean) {
    this.#isUserFile = isUserFile
  }

  /**
   * Takes the next line. Returns undefined where it does not belong to a traceback, `consumed` where it does, and the
   * traceback with its last line.
   */
  readLine(line: string): ParsedTraceback | 'consumed' | undefined {
    const header = headerLine.exec(line)
    if (header !== null) return this.#start(pythonStyle, line.slice(0, header.index))
    const box = richHeader.exec(line)
    if (box !== null) return this.#start(richStyle, line.slice(0, box.index))
    if (this.#open !== undefined) return this.#readInside(line, this.#open)
    if (chainLine.test(line)) this.#isChained = true
    return undefined
  }

  #start(style: Style, text: string): 'consumed' {
    // The traceback of a group itself has the margin `+`; those of its members have the margin `|`, further in.
    const isGroup = text.endsWith('  + ')
    const isNested = this.#isInGroup && text.endsWith('    | ')
    this.#open = {
      style,
      prefix: isGroup ? `${text.slice(0, -2)}| ` : text,
      frames: [],
      lastFrame: undefined,
      isChained: this.#isChained || isNested,
      isNested,
      foreignLines: 0,
    }
    this.#isInGroup = isGroup || isNested
    this.#isChained = false
    return 'consumed'
  }

  #readInside(line: string, open: OpenTraceback): ParsedTraceback | 'consumed' | undefined {
    const text = removePrefix(line, open)
    const frame = open.style.frame.exec(text)
    if (frame !== null) return this.#addFrame(open, frame)
    const code = open.style.readCode(text)
    if (open.lastFrame !== undefined && code !== undefined) {
      open.lastFrame.code = code.slice(0, evidenceLimit)
      open.lastFrame = undefined
      return 'consumed'
    }
    if (/^(?:[\s│|╰└+]|$)/.test(text)) return 'consumed'
    if (!exceptionLine.test(text) || levelWord.test(text)) return this.#skipForeignLine(open)
    this.#open = undefined
    const { frames, isChained, isNested } = open
    return { exception: text.slice(0, evidenceLimit).replace(/\.$/, ''), frames, isChained, isNested }
  }

  #addFrame(open: OpenTraceback, [, file = '', line]: RegExpExecArray): 'consumed' {
    open.lastFrame = this.#isUserFile(file)
      ? { file: shortenPath(file), line: Number(line), code: undefined }
      : undefined
    if (open.lastFrame !== undefined) open.frames.push(open.lastFrame)
    if (open.frames.length > maxFrames) open.frames.shift()
    return 'consumed'
  }

  /** A line of another thread or process can stand between two lines of a traceback. */
  #skipForeignLine(open: OpenTraceback): undefined {
    open.foreignLines += 1
    if (open.foreignLines > maxForeignLines) this.#open = undefined
  }
}

/**
 * Digits may differ: a logger puts the time before each line. Where the first line alone has a prefix, the margin of an
 * exception group is left.
 */
function removePrefix(line: string, { prefix }: OpenTraceback): string {
  const start = line.slice(0, prefix.length)
  if (maskDigits(start) === maskDigits(prefix)) return line.slice(prefix.length)
  return line.replace(/^ +\| /, '')
}

const maskDigits = (text: string) => text.replace(/\d/g, '0')

const installedFile = /(?:\/(?:site|dist)-packages\/(?:[^/]+\.egg\/)?|(?:^|\/)build\/bdist\.[^/]+\/egg\/)(.+)/

/**
 * The path of an installed file, from its package on; undefined for other files. The images of Disdat 0.7 and 0.8
 * install pipes as eggs, whose tracebacks name the folder in which setuptools built them.
 */
export const findInstalledPath = (file: string) => installedFile.exec(file)?.[1]
const shortenPath = (file: string) => (findInstalledPath(file) ?? file).slice(0, evidenceLimit)
