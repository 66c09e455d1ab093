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
/** Limit of the text before a traceback that is recognized on its later lines, in UTF-16 units. */
const maxPrefix = 200
/** Limit of other lines between two lines of a traceback, such as those of another thread. */
const maxForeignLines = 50

// A logger, Spark or Ray writes a prefix before the first line, and some write it before each line.
const headerLine = /^(.*?)(?:Exception Group )?Traceback \(most recent call last\):\s*$/
// The entry of a syntax error ends without ", in function".
const frameLine = /^ {2}File "(.+)", line (\d+)/
/** The type of an exception, with its module, and its message: https://docs.python.org/3/library/traceback.html */
const exceptionLine = /^[\p{L}_][\p{L}\p{N}_]*(?:\.(?:[\p{L}_][\p{L}\p{N}_]*|<locals>))*(?::(?:\s.*)?)?$/u
const levelWord = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)(?::|$)/
/** https://docs.python.org/3/tutorial/errors.html#exception-chaining */
const chainLine =
  /(?:^|\s)(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)\s*$/
/** The box that Rich draws: https://rich.readthedocs.io/en/stable/traceback.html */
const richHeader = /^(.*?)[╭┌+][─-]+ Traceback \(most recent call last\) [─-]+[╮┐+]\s*$/
const richFrame = /^[│|] (\S.*?):(\d+) in \S+\s*[│|]?$/
const richCode = /^[│|] [❱>] +\d+ (.*?)\s*[│|]?$/

/** An incomplete traceback. */
interface OpenTraceback {
  readonly style: 'python' | 'rich'
  /** What stands before each line, or before the first line only. In an exception group it ends with the margin. */
  readonly prefix: string
  /** The end of the prefix in an exception group, such as `  | `. */
  readonly margin: string
  readonly frames: TracebackFrame[]
  readonly isChained: boolean
  foreignLines: number
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
    const [, prefix] = headerLine.exec(line) ?? []
    if (prefix !== undefined) return this.#start('python', prefix)
    const [, richPrefix] = richHeader.exec(line) ?? []
    if (richPrefix !== undefined) return this.#start('rich', richPrefix)
    if (this.#open !== undefined) return this.#readInside(line, this.#open)
    if (chainLine.test(line)) this.#isChained = true
    return undefined
  }

  #start(style: OpenTraceback['style'], text: string): 'consumed' {
    // The traceback of a group itself has the margin `+`; those of its members have the margin `|`.
    const prefix = text.length > maxPrefix ? '' : text.replace(/\+ $/, '| ')
    const [margin = ''] = /(?:^| ) *\| $/.exec(prefix) ?? []
    this.#open = {
      style,
      prefix,
      margin,
      frames: [],
      isChained: this.#isChained || (margin !== '' && text.endsWith('| ')),
      foreignLines: 0,
    }
    this.#isChained = false
    this.#expectsCode = false
    return 'consumed'
  }

  #readInside(line: string, open: OpenTraceback): ParsedTraceback | 'consumed' | undefined {
    const text = removePrefix(line, open)
    const frame = (open.style === 'rich' ? richFrame : frameLine).exec(text)
    if (frame !== null) return this.#addFrame(open, frame)
    const code = open.style === 'rich' ? readRichCode(text) : readCode(text)
    if (this.#expectsCode && code !== undefined) {
      addCode(open.frames, code)
      this.#expectsCode = false
      return 'consumed'
    }
    if (text === '' || /^[\s│|╰└+]/.test(text)) {
      if (open.style === 'python') this.#expectsCode = false
      return 'consumed'
    }
    if (!exceptionLine.test(text) || levelWord.test(text)) return this.#skipForeignLine(open)
    this.#open = undefined
    const exception = text.slice(0, evidenceLimit).replace(/\.$/, '')
    const isNested = open.margin.length > '  | '.length
    return { exception, frames: open.frames, isChained: open.isChained, isNested }
  }

  #addFrame({ frames }: OpenTraceback, [, file = '', line]: RegExpExecArray): 'consumed' {
    this.#expectsCode = this.#isUserFile(file)
    if (this.#expectsCode) frames.push({ file: shortenPath(file), line: Number(line), code: undefined })
    if (frames.length > maxFrames) frames.shift()
    return 'consumed'
  }

  /** A line of another thread or process can stand between two lines of a traceback. */
  #skipForeignLine(open: OpenTraceback): undefined {
    open.foreignLines += 1
    if (open.foreignLines > maxForeignLines) this.#open = undefined
  }
}

/** Digits may differ: a logger puts the time before each line. */
function removePrefix(line: string, { prefix, margin }: OpenTraceback): string {
  const start = line.slice(0, prefix.length)
  if (maskDigits(start) === maskDigits(prefix)) return line.slice(prefix.length)
  return margin === '' ? line : line.trimStart()
}

const maskDigits = (text: string) => text.replace(/\d/g, '0')

const readCode = (text: string) => (text.startsWith('    ') ? text.trim() : undefined)

/** Rich draws a line for each level of indentation. */
const readRichCode = (text: string) => richCode.exec(text)?.[1]?.replace(/^(?:[│|] *)+/, '')

function addCode(frames: TracebackFrame[], code: string): void {
  const last = frames.pop()
  if (last !== undefined) frames.push({ ...last, code: code.slice(0, evidenceLimit) })
}

const installedFile = /(?:\/(?:site|dist)-packages\/(?:[^/]+\.egg\/)?|(?:^|\/)build\/bdist\.[^/]+\/egg\/)(.+)$/

/**
 * The path of an installed file, from its package on; undefined for other files. The images of Disdat 0.7 and 0.8
 * install pipes as eggs, whose tracebacks name the folder in which setuptools built them.
 */
export const findInstalledPath = (file: string) => installedFile.exec(file)?.[1]
const shortenPath = (file: string) => (findInstalledPath(file) ?? file).slice(0, evidenceLimit)
