import { parseEnv } from '../action/input-parsers.ts'
import { hideValues, type Log } from '../action/log.ts'
import type { Environment } from '../lib/environment.ts'
import type { Inputs } from '../plan/inputs.ts'
import type { ManyRuns } from '../plan/plan.ts'

/** Shorter values of `env` are words such as `debug`, and not secrets. */
const minSecretLength = 8

/**
 * Hides secrets in texts that GitHub does not mask, as comments, issues and artifacts: the values that the log masks,
 * and those that pipes get by `env`, line by line, because their logs and errors can quote them.
 */
export class Redaction {
  readonly #env: Environment
  readonly #log: Pick<Log, 'redact'>
  readonly #secrets = new Set<string>()

  /** @param env has the values of variables that are passed on */
  constructor(env: Environment, log: Pick<Log, 'redact'>) {
    this.#env = env
    this.#log = log
  }

  /** Hides the values of these variables from now on. */
  add(passed: Inputs['env']): void {
    const values = [...passed].map(([name, value]) => value ?? this.#env[name] ?? '')
    const lines = values.flatMap((value) => [value, ...value.split('\n')]).map((line) => line.trim())
    for (const line of lines.filter(({ length }) => length >= minSecretLength)) this.#secrets.add(line)
  }

  /** Hides the values that runs have of their own, as the workflow writes them: a value of `each` is not a secret. */
  addRuns({ runs }: ManyRuns): void {
    const definitions = new Set(runs.map(({ definition }) => definition))
    for (const { inputs } of definitions) this.add(parseEnv(inputs.get('env')?.value ?? '').value)
  }

  /** Replaces the secrets in a text by `***`. */
  readonly hide = (text: string): string => hideValues(this.#log.redact(text), [...this.#secrets])
}
