/** The values that the runner replaces by `***` in its output, until the end of the job. */
export class Masker {
  readonly #secrets: string[] = []

  /** Adds a secret. A secret of several lines is also hidden line by line, as the runner does for `add-mask`. */
  add(value: string): void {
    for (const part of [value, ...value.split(/[\r\n]/).map((line) => line.trim())]) {
      if (part !== '' && !this.#secrets.includes(part)) this.#secrets.push(part)
    }
    this.#secrets.sort((one, other) => other.length - one.length)
  }

  mask(text: string): string {
    return this.#secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
  }
}
