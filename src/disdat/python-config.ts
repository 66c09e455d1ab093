/** A file that Python's configparser refuses. The message is a clause without a full stop. */
export class PythonConfigError extends Error {}

/** Sections and options of a configuration file. */
export interface PythonConfig {
  /**
   * The value of an option, in its section or else in `[DEFAULT]`, with `%(name)s` replaced; undefined when the section
   * or the option does not exist. Throws PythonConfigError for a `%` that Python refuses, and for a value of more than
   * 64 Ki characters.
   */
  get(section: string, option: string): string | undefined
}

/** One line of a value each. */
type Options = Map<string, string[]>

const defaultSection = 'DEFAULT'
/** Python's `MAX_INTERPOLATION_DEPTH`. */
const maxDepth = 10
/** Unlike Python: ten references to ten references, ten deep, would fill the memory. */
const maxValueLength = 64 * 1024

/** What Python's `str.strip` and `str.isspace` take for white space; JavaScript also takes U+FEFF, and not U+001C. */
const space = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const leadingSpace = new RegExp(`^[${space}]+`)
const isSpace = new RegExp(`[${space}]`)

/**
 * Reads an INI file as `configparser.ConfigParser()` of Python 3 does, by its rules for delimiters, comments, case,
 * continuation lines, `[DEFAULT]` and duplicates (https://docs.python.org/3/library/configparser.html). Throws
 * PythonConfigError where Python throws.
 */
export function parsePythonConfig(text: string): PythonConfig {
  const sections = new SectionReader()
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) sections.read(line, index + 1)
  return {
    get(section, option) {
      const own = sections.sections.get(section)
      if (own === undefined) return undefined
      const values = new Map([...sections.defaults, ...own].map(([name, lines]) => [name, joinLines(lines)]))
      const value = values.get(option)
      return value === undefined ? undefined : interpolate(value, { values, option: `[${section}] ${option}` })
    },
  }
}

/** Reads line after line, as `RawConfigParser._read` does. */
class SectionReader {
  readonly sections = new Map<string, Options>()
  readonly defaults: Options = new Map()
  readonly #added = new Set<string>()
  #section: { readonly name: string; readonly options: Options } | undefined
  /** The lines of the last option, which more indented lines continue. */
  #value: string[] | undefined
  #indent = 0

  read(line: string, number: number): void {
    const indent = leadingSpace.exec(line)?.[0].length ?? 0
    const text = stripEnd(line.slice(indent))
    if (/^[#;]/.test(text)) return
    if (text === '') {
      this.#value?.push('')
      return
    }
    if (this.#value !== undefined && indent > this.#indent) {
      this.#value.push(text)
      return
    }
    this.#indent = indent
    const end = text.lastIndexOf(']')
    if (text.startsWith('[') && end > 1) this.#openSection(text.slice(1, end), number)
    else this.#addOption(text, number)
  }

  #openSection(name: string, number: number): void {
    if (this.sections.has(name)) throw new PythonConfigError(`line ${number} repeats the section [${name}]`)
    const options: Options = name === defaultSection ? this.defaults : new Map()
    if (name !== defaultSection) this.sections.set(name, options)
    this.#section = { name, options }
    this.#value = undefined
  }

  #addOption(text: string, number: number): void {
    if (this.#section === undefined) throw new PythonConfigError(`line ${number} comes before the first section`)
    const delimiter = text.search(/[=:]/)
    const option = stripEnd(text.slice(0, Math.max(delimiter, 0))).toLowerCase()
    if (option === '') throw new PythonConfigError(`line ${number} is not \`name = value\``)
    const key = JSON.stringify([this.#section.name, option])
    if (this.#added.has(key)) throw new PythonConfigError(`line ${number} repeats ${option} of [${this.#section.name}]`)
    this.#added.add(key)
    this.#value = [text.slice(delimiter + 1).replace(leadingSpace, '')]
    this.#section.options.set(option, this.#value)
  }
}

const joinLines = (lines: readonly string[]) => stripEnd(lines.join('\n'))

function stripEnd(text: string): string {
  let end = text.length
  while (isSpace.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** What a value refers to: the options of its section, and the option itself for messages. */
interface InterpolationContext {
  readonly values: ReadonlyMap<string, string>
  readonly option: string
}

/** `BasicInterpolation`: `%%` is a percent sign, and `%(name)s` another option of the section or of `[DEFAULT]`. */
function interpolate(text: string, context: InterpolationContext, depth = 1): string {
  const { values, option } = context
  if (depth > maxDepth)
    throw new PythonConfigError(`${option} refers to itself, or to options more than ${maxDepth} deep`)
  let result = ''
  let start = 0
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', start)) {
    result += text.slice(start, at)
    const isPercent = text.startsWith('%%', at)
    const end = isPercent ? at + 2 : text.startsWith('%(', at) ? text.indexOf(')', at) + 2 : 0
    const name = text.slice(at + 2, end - 2)
    if (!isPercent && (name === '' || !text.startsWith(')s', end - 2)))
      throw new PythonConfigError(`${option} has a \`%\` that is neither \`%%\` nor the start of \`%(name)s\``)
    const value = isPercent ? '%' : values.get(name.toLowerCase())
    if (value === undefined) throw new PythonConfigError(`${option} refers to ${name}, which does not exist`)
    result += !isPercent && value.includes('%') ? interpolate(value, context, depth + 1) : value
    if (result.length > maxValueLength)
      throw new PythonConfigError(`${option} has more than ${maxValueLength} characters`)
    start = end
  }
  return result + text.slice(start)
}
