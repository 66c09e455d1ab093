import type { Reporter, TestModule, Vitest } from 'vitest/node'

/** Longer than the limit of any test. */
const defaultStallMs = 15 * 60_000

/**
 * Ends a run in which no test has ended for 15 minutes, and names the files that ran. Vitest limits the time of tests
 * and hooks, but neither that of the teardown of a fixture, nor that of code that blocks its process.
 */
export class StallGuard implements Reporter {
  readonly #stallMs: number
  readonly #running = new Set<TestModule>()
  #vitest: Vitest | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(stallMs = defaultStallMs) {
    this.#stallMs = stallMs
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestRunStart(): void {
    this.#running.clear()
    this.#expectProgress()
  }

  onTestModuleStart(module: TestModule): void {
    this.#running.add(module)
    this.#expectProgress()
  }

  onTestCaseResult(): void {
    this.#expectProgress()
  }

  onTestModuleEnd(module: TestModule): void {
    this.#running.delete(module)
    this.#expectProgress()
  }

  onTestRunEnd(): void {
    clearTimeout(this.#timer)
  }

  #expectProgress(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#end(), this.#stallMs)
  }

  #end(): void {
    const files = [...this.#running].map(({ relativeModuleId }) => relativeModuleId)
    console.error(`No test has ended for ${this.#stallMs / 1_000} s. The run ends. Still running: ${files.join(', ')}.`)
    process.exitCode = 1
    // The first call lets running tests end, and the second call kills their processes.
    for (let call = 0; call < 2; call += 1) void this.#vitest?.cancelCurrentRun('keyboard-input')
  }
}
