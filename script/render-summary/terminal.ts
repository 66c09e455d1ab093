import markdownIt, { type Token } from 'markdown-it'

export interface TerminalOptions {
  /** The width in columns, at least 40: longer lines and wider tables are wrapped. */
  readonly width: number
  /** Whether bold and dim text is marked with escape sequences. */
  readonly isStyled: boolean
}

/** Renders Markdown as readable text: tables with borders, code indented, `<details>` open. */
export function renderTerminalText(markdown: string, options: TerminalOptions): string {
  const tokens = markdownIt({ html: true }).parse(markdown, {})
  const lines = new Terminal({ ...options, width: Math.max(40, options.width) }).render(tokens)
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

class Terminal {
  readonly #options: TerminalOptions

  constructor(options: TerminalOptions) {
    this.#options = options
  }

  render(tokens: readonly Token[]): string[] {
    const lines: string[] = []
    let indent = ''
    let index = 0
    for (let token = tokens[index]; token !== undefined; token = tokens[++index]) {
      switch (token.type) {
        case 'blockquote_open':
          indent += '│ '
          break
        case 'bullet_list_open':
        case 'ordered_list_open':
          indent += '  '
          break
        case 'blockquote_close':
        case 'bullet_list_close':
        case 'ordered_list_close':
          if (lines.at(-1) === indent.trimEnd()) lines.pop()
          indent = indent.slice(0, -2)
          lines.push(indent.trimEnd())
          break
        case 'list_item_open':
          lines.push(`${indent.slice(0, -2)}${token.info === '' ? '•' : `${token.info}.`}`)
          break
        case 'inline':
          this.#paragraph(lines, { token, indent, heading: tokens[index - 1]?.type === 'heading_open' })
          break
        case 'table_open': {
          const end = tokens.findIndex((other, at) => at > index && other.type === 'table_close')
          lines.push(...this.#table(tokens.slice(index, end)).map((line) => indent + line), '')
          index = end
          break
        }
        default:
          lines.push(...this.#block(token, indent).map((line) => (line === '' ? '' : indent + line)))
      }
    }
    return lines
  }

  /** Renders a block without children. */
  #block({ type, info, content }: Token, indent: string): string[] {
    if (type === 'html_block') return this.#html(content)
    if (type === 'hr') return ['─'.repeat(this.#options.width - indent.length), '']
    if (type !== 'fence' && type !== 'code_block') return []
    const code = info === 'mermaid' ? ['(drawn on the page)'] : content.trimEnd().split('\n')
    return [...code.map((line) => `    ${this.#dim(line)}`), '']
  }

  #paragraph(lines: string[], { token, indent, heading }: { token: Token; indent: string; heading: boolean }): void {
    const text = this.#inline(token.children ?? [])
    const wrapped = text.split('\n').flatMap((line) => wrap(line, this.#options.width - indent.length))
    const bullet = lines.at(-1)?.trimEnd()
    if (bullet?.match(/(?:^|\s)(?:•|\d+\.)$/)) {
      lines.pop()
      lines.push(...wrapped.map((line, at) => (at === 0 ? `${bullet} ${line}` : `${indent}${line}`)))
    } else {
      lines.push(...wrapped.map((line) => indent + (heading ? this.#bold(line) : line)), indent.trimEnd())
    }
  }

  #inline(tokens: readonly Token[]): string {
    let text = ''
    let target = ''
    for (const token of tokens) {
      if (token.type === 'softbreak' || token.type === 'hardbreak') text += '\n'
      else if (token.type === 'link_open') target = String(token.attrGet('href') ?? '')
      else if (token.type === 'link_close') text += text.endsWith(target) ? '' : ` <${target}>`
      else if (token.type === 'html_inline') text += /^<br\b/i.test(token.content) ? '\n' : ''
      else text += token.content
    }
    return text.replaceAll('\u2060', '')
  }

  #html(content: string): string[] {
    const marked = content.replace(/<summary[^>]*>([\s\S]*?)<\/summary>/gi, (_, title: string) => `\n▾ ${title}\n`)
    const text = decodeEntities(marked.replace(/<br\b[^>]*>/gi, '\n').replace(/<[^>]*>/g, ''))
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return lines.flatMap((line) => [line.startsWith('▾') ? this.#bold(line) : line, ''])
  }

  #table(tokens: readonly Token[]): string[] {
    const rows: string[][] = []
    for (const token of tokens) {
      if (token.type === 'tr_open') rows.push([])
      else if (token.type === 'inline') rows.at(-1)?.push(this.#inline(token.children ?? []))
    }
    const [header = [], ...body] = rows
    const widths = shrink(
      header.map((_, column) =>
        Math.max(...rows.flatMap((row) => (row[column] ?? '').split('\n').map(measureColumns))),
      ),
      this.#options.width - 3 * header.length - 1,
    )
    const rule = (left: string, middle: string, right: string) =>
      this.#dim(left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right)
    const titled = header.some((cell) => cell !== '')
    return [
      rule('┌', '┬', '┐'),
      ...(titled ? [...this.#row(header, widths).map((line) => this.#bold(line)), rule('├', '┼', '┤')] : []),
      ...body.flatMap((row) => this.#row(row, widths)),
      rule('└', '┴', '┘'),
    ]
  }

  #row(cells: readonly string[], widths: readonly number[]): string[] {
    const wrapped = widths.map((width, column) =>
      (cells[column] ?? '').split('\n').flatMap((line) => wrap(line, width)),
    )
    const height = Math.max(...wrapped.map((lines) => lines.length))
    return Array.from({ length: height }, (_, line) => {
      const parts = widths.map((width, column) => {
        const text = wrapped[column]?.[line] ?? ''
        return text + ' '.repeat(Math.max(0, width - measureColumns(text)))
      })
      return `│ ${parts.join(' │ ')} │`
    })
  }

  #bold(text: string): string {
    return this.#options.isStyled && text !== '' ? `\u001b[1m${text}\u001b[22m` : text
  }

  #dim(text: string): string {
    return this.#options.isStyled && text !== '' ? `\u001b[2m${text}\u001b[22m` : text
  }
}

/** Measures a text in columns. Emoji and ideographs take two; those above U+FFFF already have two UTF-16 units. */
function measureColumns(text: string): number {
  const wide =
    text.match(/(?:\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}|[\u3000-\u30ff\uff01-\uff60])/gu) ?? []
  return text.length + wide.filter((character) => character.length === 1).length
}

/** Wraps a text at spaces, and long words within the word. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = text
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width)
    const end = space > 0 ? space : width
    lines.push(rest.slice(0, end))
    rest = rest.slice(space > 0 ? end + 1 : end)
  }
  return [...lines, rest]
}

/** Narrows the widest columns until all fit. */
function shrink(widths: readonly number[], available: number): number[] {
  const fitting = [...widths]
  for (let excess = fitting.reduce((sum, width) => sum + width, 0) - available; excess > 0; excess--) {
    const widest = Math.max(...fitting)
    fitting[fitting.indexOf(widest)] = Math.max(1, widest - 1)
  }
  return fitting
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", nbsp: ' ' }

function decodeEntities(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
}
