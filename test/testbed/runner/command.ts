/** A workflow command, parsed from a line. */
export interface Command {
  /** Lower case. */
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
  /** 2 for `::name::data`, 1 for `##[name]data`. */
  readonly syntax: 1 | 2
}

/**
 * Parses a line as one of the `registered` commands (lower case), like the runner.
 *
 * `::name key=value,…::data` counts after leading white space only; the older `##[name key=value;…]data` counts
 * anywhere in a line. Names are compared without case.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function parseCommand(line: string, registered: ReadonlySet<string>): Command | undefined {
  if (!line.includes(':') && !line.includes('##[')) return undefined
  return parseDoubleColon(line, registered) ?? parseBracket(line, registered)
}

// .NET's white space: not U+FEFF, which JavaScript trims, but U+0085, which it does not.
const leadingSpace = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

// The runner searches for `::` with a culture-sensitive comparison, which ignores characters without weight.
const separator = /:[\p{Cc}\p{Cf}]*:/u

function parseDoubleColon(line: string, registered: ReadonlySet<string>): Command | undefined {
  const message = line.replace(leadingSpace, '')
  if (!message.startsWith('::')) return undefined
  const rest = message.slice(2)
  const end = rest.search(separator)
  if (end < 0) return undefined
  const head = parseHead(rest.slice(0, end), ',', registered)
  return head && { ...head, data: decode(rest.slice(end + 2), dataEscapes), syntax: 2 }
}

function parseBracket(line: string, registered: ReadonlySet<string>): Command | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return undefined
  const head = parseHead(line.slice(start + 3, end), ';', registered)
  return head && { ...head, data: decode(line.slice(end + 1), bracketEscapes), syntax: 1 }
}

function parseHead(
  info: string,
  delimiter: ',' | ';',
  registered: ReadonlySet<string>,
): Pick<Command, 'name' | 'properties'> | undefined {
  const space = info.indexOf(' ')
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase()
  if (!registered.has(name)) return undefined
  const properties: Record<string, string> = {}
  const given = space > 0 ? info.slice(space + 1) : ''
  for (const pair of (delimiter === ',' ? given.trim() : given).split(delimiter)) {
    const equals = pair.indexOf('=')
    const value = pair.slice(equals + 1)
    if (equals < 1 || value === '') continue
    properties[pair.slice(0, equals).toLowerCase()] = decode(
      value,
      delimiter === ',' ? propertyEscapes : bracketEscapes,
    )
  }
  return { name, properties }
}

type Escapes = readonly (readonly [code: string, text: string])[]

// The order is that of the runner: `%` comes last, so that `%250A` becomes the text `%0A`.
const dataEscapes: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
]
const propertyEscapes: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
]
const bracketEscapes: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
]

function decode(text: string, escapes: Escapes): string {
  return escapes.reduce((soFar, [code, plain]) => soFar.replaceAll(code, plain), text)
}
