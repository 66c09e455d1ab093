/**
 * Splits a stream of UTF-8 into lines as .NET's `StreamReader.ReadLine` does, which is what the runner reads a step's
 * stdout and stderr with: `\n`, `\r` and `\r\n` each end a line, broken UTF-8 becomes U+FFFD, a byte order mark at the
 * start is skipped, and an unfinished last line counts.
 * https://learn.microsoft.com/dotnet/api/system.io.streamreader.readline
 */
export class Lines {
  readonly #decoder = new TextDecoder()
  readonly #onLine: (line: string) => void
  #rest: string[] = []
  #afterReturn = false

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  /** Adds bytes, and passes each completed line to the callback. */
  write(bytes: Uint8Array): void {
    this.#take(this.#decoder.decode(bytes, { stream: true }))
  }

  /** Ends the stream: the remaining text is the last line. */
  end(): void {
    this.#take(this.#decoder.decode())
    if (this.#rest.length > 0) this.#emit('')
  }

  #take(text: string): void {
    if (text === '') return
    let start = this.#afterReturn && text.startsWith('\n') ? 1 : 0
    this.#afterReturn = text.endsWith('\r')
    for (const { index, 0: ending } of text.matchAll(/\r\n|\r|\n/g)) {
      if (index < start) continue
      this.#emit(text.slice(start, index))
      start = index + ending.length
    }
    if (start < text.length) this.#rest.push(text.slice(start))
  }

  #emit(text: string): void {
    this.#rest.push(text)
    const line = this.#rest.join('')
    this.#rest = []
    this.#onLine(line)
  }
}
