import type { Passage } from './passages.ts'
import type { Finding } from './sources.ts'

interface Phrase {
  readonly pattern: RegExp
  /** What to write instead. */
  readonly advice: string
}

function banWords(words: string, advice: string): readonly Phrase[] {
  return words.split(', ').map((word) => ({ pattern: new RegExp(`(?<![\\w/-])${word}(?![\\w-])`, 'gi'), advice }))
}

/** Phrases of a private language, in place of the plain words of the field. */
const phrases: readonly Phrase[] = [
  ...banWords('told, tell, tells, telling', 'Say what is reported, logged, passed or distinguished.'),
  ...banWords('mend, mends, mended', 'Write "fix", "correct" or "repair".'),
  ...banWords('anew', 'Write "again".'),
  ...banWords('nobody, whoever, whatever', 'Name the subject.'),
  ...banWords('(?<!there )is no(?! longer), (?<!there )is none', 'Write "is not a …" or "no … exists".'),
  ...banWords('of it, one that', 'Repeat the noun.'),
  ...banWords('became of, by and by, lets go', 'Name the event.'),
  ...banWords('hears, heard', 'Write "receives" or "listens".'),
  ...banWords('all the same', 'Write "nevertheless" or leave it out.'),
  ...banWords('by itself', 'Write "on its own".'),
  { pattern: /(?<=^|[.:!|>-] ["'`*]*)Of (a|an|the|all|each|every|what)\b/g, advice: 'Begin with the subject.' },
  { pattern: /(?<=^|[.:!|>-] ["'`*]*)What is\b(?![^.]*\?)/g, advice: 'Begin with the subject.' },
]

/** The banned phrases in the passages of a file, one finding for each place. */
export function findBannedWords(file: string, passages: readonly Passage[]): readonly Finding[] {
  return passages.flatMap(({ kind, lines }) => {
    const joined = lines.map(({ text }) => text).join(' ')
    return phrases.flatMap(({ pattern, advice }) =>
      Array.from(joined.matchAll(pattern), ({ index, 0: words }) => {
        const problem = `The ${kind} "${quote(joined, index, words)}" has the banned "${words}". ${advice}`
        return { file, line: findLine(lines, index), problem }
      }),
    )
  })
}

function quote(text: string, index: number, words: string): string {
  const [start, end] = [Math.max(0, index - 25), index + words.length + 25]
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`
}

function findLine(lines: Passage['lines'], index: number): number {
  let end = -1
  for (const { number, text } of lines) {
    end += text.length + 1
    if (index <= end) return number
  }
  return 1
}
