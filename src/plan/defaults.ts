import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InputProblem } from '../action/input-problems.ts'
import { type Configuration, readConfiguration } from '../disdat/configuration.ts'
import { type ContextNames, parseRemoteUrl, type RemoteUrl } from '../disdat/names.ts'
import { describeError } from '../errors.ts'
import { openContext, readCurrentContext } from '../local/context.ts'
import type { Inputs } from './inputs.ts'

/** What the machine's Disdat supplies for inputs that are absent. */
export interface Defaults {
  readonly configuration: Configuration
  /** The current local context: its names, and its remote if it has one. */
  readonly context: ContextNames | undefined
  readonly remote: RemoteUrl | undefined
}

/**
 * Reads disdat.cfg and the local context that the inputs name, or else the current one. A `config-file` that cannot be
 * read is added to `problems`. Throws Failure `context-conflict` when Disdat's own files are corrupt.
 */
export async function readDefaults(home: string, inputs: Inputs, problems: InputProblem[]): Promise<Defaults> {
  const name = inputs.context?.local ?? (await readCurrentContext(home))
  const context = name !== undefined ? await openContext({ home, name }) : undefined
  return {
    configuration: readConfiguration(await readConfigurationFile(home, inputs.configFile, problems)),
    context: context && { local: context.name, remote: context.remote?.context ?? context.name },
    remote: context?.remote && parseRemoteUrl(context.remote.url),
  }
}

async function readConfigurationFile(
  home: string,
  given: string | undefined,
  problems: InputProblem[],
): Promise<string> {
  try {
    return await readFile(given ?? join(home, '.config', 'disdat', 'disdat.cfg'), 'utf8')
  } catch (error) {
    if (given !== undefined)
      problems.push({ where: 'config-file', given, expected: `The file cannot be read: ${describeError(error)}.` })
    return ''
  }
}
