/** The line around a summary of Luigi: https://luigi.readthedocs.io/en/stable/execution_summary.html */
export const summaryEdge = '===== Luigi Execution Summary ====='

/** The most lines that follow the summary at the end of a log: Disdat's own result, and empty lines. */
const maxLinesAfter = 5

/**
 * Finds the end of the Luigi Execution Summary in the lines of a log. Images from disdat 0.8.0 print it when the last
 * task has ended; Disdat may still push bundles then. A pipe can print the same lines: the summary announces the end of
 * a run, and proves nothing.
 */
export class ClosingSummary {
  #isOpen = false
  #linesAfter = Number.POSITIVE_INFINITY

  /** Whether the log has a complete summary and seems to end with it. */
  get isLast(): boolean {
    return this.#linesAfter <= maxLinesAfter
  }

  /** Takes the next lines. Returns whether a summary ended in them. */
  readLines(lines: readonly string[]): boolean {
    let hasEnded = false
    for (const line of lines) {
      this.#linesAfter += 1
      if (line !== summaryEdge) continue
      this.#isOpen = !this.#isOpen
      this.#linesAfter = this.#isOpen ? Number.POSITIVE_INFINITY : 0
      hasEnded ||= !this.#isOpen
    }
    return hasEnded
  }
}
