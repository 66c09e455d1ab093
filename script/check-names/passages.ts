import { type Comment, Visitor } from 'oxc-parser'
import type { Source } from './sources.ts'

/** A text in which phrases are looked for: its lines are joined, so that a phrase may continue on the next line. */
export interface Passage {
  readonly kind: 'comment' | 'text' | 'name'
  readonly lines: readonly { readonly number: number; readonly text: string }[]
}

/**
 * The comments, the strings and the identifiers of a TypeScript file. An identifier is listed once, split into words.
 */
export function listPassages(source: Source): readonly Passage[] {
  return [...joinComments(source).map((lines) => ({ kind: 'comment' as const, lines })), ...listStringsAndNames(source)]
}

function listStringsAndNames(source: Source): readonly Passage[] {
  const texts: Passage[] = []
  const names = new Map<string, Passage>()
  const addName = ({ name, start }: { readonly name: string; readonly start: number }) => {
    if (names.has(name)) return
    names.set(name, { kind: 'name', lines: [{ number: source.lineAt(start), text: splitWords(name) }] })
  }
  const addText = (start: number, text: string) =>
    texts.push({ kind: 'text', lines: numberLines(text, source.lineAt(start)) })
  new Visitor({
    Identifier: addName,
    PrivateIdentifier: addName,
    Literal({ start, value }) {
      if (typeof value === 'string') addText(start, value)
    },
    TemplateLiteral({ start, quasis }) {
      addText(start, quasis.map(({ value }) => value.raw).join('…'))
    },
  }).visit(source.program)
  return [...texts, ...names.values()]
}

/** Splits an identifier into words: `hasS3Store` becomes `has S3 Store`. */
function splitWords(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll('_', ' ')
}

function joinComments(source: Source): readonly Passage['lines'][] {
  const groups: Comment[][] = []
  for (const comment of source.comments) {
    const group = groups.at(-1)
    const previous = group?.at(-1)
    const continues =
      comment.type === 'Line' &&
      previous?.type === 'Line' &&
      /^\s*$/.test(source.text.slice(previous.end, comment.start)) &&
      source.lineAt(comment.start) === source.lineAt(previous.end) + 1
    if (group !== undefined && continues) group.push(comment)
    else groups.push([comment])
  }
  return groups.map((group) =>
    group
      .flatMap(({ value, start }) => numberLines(value, source.lineAt(start)))
      .filter((line, index, lines) => line.text !== '' || (index > 0 && index < lines.length - 1)),
  )
}

/** A passage for each paragraph of a text that is not TypeScript: Markdown, YAML, Python, shell. */
export function listParagraphs(text: string): readonly Passage[] {
  const paragraphs: Passage['lines'][number][][] = [[]]
  for (const line of numberLines(text, 1)) {
    if (line.text === '') paragraphs.push([])
    else paragraphs.at(-1)?.push(line)
  }
  return paragraphs.map((lines) => ({ kind: 'text', lines }))
}

function numberLines(text: string, first: number): Passage['lines'] {
  return text
    .split('\n')
    .map((line, index) => ({ number: first + index, text: line.trim().replace(/^(\*+|#+|\/\/)(\s+|$)/, '') }))
}
