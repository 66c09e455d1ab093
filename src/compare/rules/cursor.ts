/** Blanks within a line, none included. */
export const blanks = /[^\S\n]*/y

/** A syntax error at a position of the text. The message is what was expected there. */
export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault'
  readonly position: number
  readonly word: { readonly given: string; readonly allowed: readonly string[] } | undefined

  /** @param word The word at the position, and the allowed ones. */
  constructor(position: number, expected: string, word?: SyntaxFault['word']) {
    super(expected)
    this.position = position
    this.word = word
  }
}

/** A position in a text that moves forward. Patterns are sticky. */
export class Cursor {
  readonly #text: string
  position = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.position >= this.#text.length
  }

  /** Moves behind a match of the pattern, and returns the match; undefined without one. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position
    const match = pattern.exec(this.#text)?.[0]
    if (match !== undefined) this.position += match.length
    return match
  }

  /** Moves behind blanks and the first of the texts that follows them, and returns that text; undefined without one. */
  takeOneOf<const T extends string>(texts: readonly T[]): T | undefined {
    this.take(blanks)
    const match = texts.find((each) => this.#text.startsWith(each, this.position))
    this.position += match?.length ?? 0
    return match
  }

  expect(text: string, expected: string): void {
    if (this.takeOneOf([text]) === undefined) throw new SyntaxFault(this.position, expected)
  }
}
