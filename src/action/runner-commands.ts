import { appendFileSync, existsSync } from 'node:fs'
import { EOL } from 'node:os'
import type { Environment } from '../lib/environment.ts'

/*
 * The commands of GitHub's runner: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
 * `@actions/core` is not used for them: it loads an HTTP client, which takes longer than all that a Local run does
 * before it calls Docker.
 */

/** Formats a workflow command. The runner decodes what is encoded: its name and properties must come from us. */
export function formatCommand(
  name: string,
  message = '',
  properties: Readonly<Record<string, string | number>> = {},
): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${encodeProperty(String(value))}`)
  return `::${name}${pairs.length > 0 ? ` ${pairs.join(',')}` : ''}::${encodeData(message)}\n`
}

const encodeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const encodeProperty = (text: string) => encodeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** The files with which a step passes values to the runner. */
type CommandFile = 'OUTPUT' | 'STATE' | 'STEP_SUMMARY'

/**
 * Appends text to a file of the runner; does nothing where no runner has named one. Throws for a file that is gone, and
 * the errors of the file system.
 */
export function appendToCommandFile(env: Environment, file: CommandFile, text: string): void {
  const path = env[`GITHUB_${file}`] ?? ''
  if (path === '') return
  // A file that is gone is never read.
  if (!existsSync(path)) throw new Error(`Missing file at path: ${path}`)
  appendFileSync(path, text)
}

/** Formats a name and any value for a file of the runner. No value can contain the random delimiter. */
export function formatPair(name: string, value: string): string {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`
  return [`${name}<<${delimiter}`, value, delimiter, ''].join(EOL)
}
