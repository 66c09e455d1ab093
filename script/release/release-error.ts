/** A failure of a release with its own advice, which replaces that of the step. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError'
  readonly advice: string

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options)
    this.advice = advice
  }
}
