import { hideValues, type Log } from '../action/log.ts'
import type { Environment } from '../lib/environment.ts'
import type { Inputs } from '../plan/inputs.ts'

/** Shorter values of `env` are words such as `debug`, and not secrets. */
const minSecretLength = 8

/**
 * Creates what hides secrets in texts that GitHub does not mask, as comments, issues and artifacts: the values that
 * the log masks, and those that the pipe gets by `env`, line by line, because its log and its errors can quote them.
 */
export function createRedaction(passed: Inputs['env'], env: Environment, log: Pick<Log, 'redact'>) {
  const values = [...passed].map(([name, value]) => value ?? env[name] ?? '')
  const lines = values.flatMap((value) => [value, ...value.split('\n')]).map((line) => line.trim())
  const secrets = lines.filter((line) => line.length >= minSecretLength)
  return (text: string): string => hideValues(log.redact(text), secrets)
}
