/** The longest line that is shown, in UTF-16 units. The rest of a longer one is counted and dropped. */
export const lineLimit = 16 * 1024

/** A line as it may be shown: one over the limit is cut, and says how much is missing. */
export function cutLine(text: string): string {
  const dropped = text.length - lineLimit
  return dropped > 0 ? withDropped(text.slice(0, lineLimit), dropped) : text
}

const withDropped = (text: string, dropped: number) => `${text} … [${dropped} more characters not shown]`

/**
 * Cuts a stream of bytes into lines, in flat memory. A line ends at `\n`, `\r\n` or a bare `\r`, because the runner's reader ends one at
 * each of them (https://learn.microsoft.com/dotnet/api/system.io.streamreader.readline). Invalid UTF-8 becomes U+FFFD; a line over the
 * limit is cut and says how much is missing.
 */
export class LineSplitter {
  // A byte order mark is kept: Node's decoder otherwise takes one away in the middle of a stream too, depending on how it is cut.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #open = ''
  #dropped = 0
  #afterReturn = false

  /** The lines that these bytes complete. */
  push(bytes: Uint8Array): string[] {
    return this.#take(this.#decoder.decode(bytes, { stream: true }))
  }

  /** The last line, if the stream did not end with a line end. */
  end(): string[] {
    const lines = this.#take(this.#decoder.decode())
    if (this.#open !== '' || this.#dropped > 0) lines.push(this.#close(''))
    return lines
  }

  #take(text: string): string[] {
    let rest = text
    if (this.#afterReturn && rest !== '') {
      if (rest.startsWith('\n')) rest = rest.slice(1)
      this.#afterReturn = false
    }
    if (rest.endsWith('\r')) this.#afterReturn = true
    const parts = rest.includes('\r') ? rest.split(/\r\n|\r|\n/) : rest.split('\n')
    const open = parts.pop() ?? ''
    const lines = parts.map((part) => this.#close(part))
    this.#append(open)
    return lines
  }

  #append(text: string): void {
    const room = lineLimit - this.#open.length
    if (text.length <= room) {
      this.#open += text
      return
    }
    this.#open += text.slice(0, Math.max(0, room))
    this.#dropped += text.length - Math.max(0, room)
  }

  #close(text: string): string {
    this.#append(text)
    const line = this.#dropped > 0 ? withDropped(this.#open, this.#dropped) : this.#open
    this.#open = ''
    this.#dropped = 0
    return line
  }
}
