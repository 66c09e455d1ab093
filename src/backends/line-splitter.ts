/** The longest line that is shown, in UTF-16 units. The rest of a longer line is dropped. */
export const maxLineLength = 16 * 1024

/** Cuts a line at the limit, and says how much is missing. */
export function truncateLine(text: string): string {
  const dropped = text.length - maxLineLength
  return dropped > 0 ? addDroppedCount(text.slice(0, maxLineLength), dropped) : text
}

const addDroppedCount = (text: string, dropped: number) => `${text} … [${dropped} more characters not shown]`

/**
 * Splits a stream of bytes into lines, with bounded memory. A line ends at `\n`, `\r\n` or a bare `\r`, as it does for
 * the runner's reader (https://learn.microsoft.com/dotnet/api/system.io.streamreader.readline). Invalid UTF-8 becomes
 * U+FFFD. A line over the limit is cut and says how much is missing.
 */
export class LineSplitter {
  // Keeps byte order marks. Otherwise the decoder removes one inside the stream too, depending on the chunks.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #unfinished = ''
  #dropped = 0
  #endsWithReturn = false

  /** The lines that these bytes complete. */
  push(bytes: Uint8Array): string[] {
    return this.#split(this.#decoder.decode(bytes, { stream: true }))
  }

  /** The last line, if the stream does not end with a line end. */
  end(): string[] {
    const lines = this.#split(this.#decoder.decode())
    if (this.#unfinished !== '' || this.#dropped > 0) lines.push(this.#finish(''))
    return lines
  }

  #split(text: string): string[] {
    let rest = text
    if (this.#endsWithReturn && rest !== '') {
      if (rest.startsWith('\n')) rest = rest.slice(1)
      this.#endsWithReturn = false
    }
    if (rest.endsWith('\r')) this.#endsWithReturn = true
    const parts = rest.includes('\r') ? rest.split(/\r\n|\r|\n/) : rest.split('\n')
    const last = parts.pop() ?? ''
    const lines = parts.map((part) => this.#finish(part))
    this.#append(last)
    return lines
  }

  #append(text: string): void {
    const room = maxLineLength - this.#unfinished.length
    if (text.length <= room) {
      this.#unfinished += text
      return
    }
    this.#unfinished += text.slice(0, Math.max(0, room))
    this.#dropped += text.length - Math.max(0, room)
  }

  #finish(text: string): string {
    this.#append(text)
    const line = this.#dropped > 0 ? addDroppedCount(this.#unfinished, this.#dropped) : this.#unfinished
    this.#unfinished = ''
    this.#dropped = 0
    return line
  }
}
