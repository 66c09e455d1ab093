import { join } from 'node:path'
import type { InputProblem } from '../action/input-problems.ts'
import { type Configuration, readConfiguration } from '../disdat/configuration.ts'
import { type ContextNames, parseRemoteUrl, type RemoteUrl } from '../disdat/names.ts'
import { PythonConfigError } from '../disdat/python-config.ts'
import { describeError } from '../errors.ts'
import { openContext, readCurrentContext } from '../local/context.ts'
import { readBounded } from '../local/files.ts'
import type { Inputs } from './inputs.ts'

/** What the machine's Disdat supplies for inputs that are absent. */
export interface Defaults {
  readonly configuration: Configuration
  /** The current local context: its names, and its remote if it has one. */
  readonly context: ContextNames | undefined
  readonly remote: RemoteUrl | undefined
}

/**
 * Reads disdat.cfg and the local context that the inputs name, or else the current one. A disdat.cfg that Disdat could
 * not read is added to `problems`. A step that attaches to jobs reads none of them: the jobs say what it needs. Throws
 * Failure `context-conflict` when Disdat's own files are corrupt.
 */
export async function readDefaults(home: string, inputs: Inputs, problems: InputProblem[]): Promise<Defaults> {
  if (inputs.attachJobIds.length > 0) return { configuration: {}, context: undefined, remote: undefined }
  const name = inputs.context?.local ?? (await readCurrentContext(home))
  const context = name !== undefined ? await openContext({ home, name }) : undefined
  return {
    configuration: await readConfigurationFile(home, inputs.configFile, problems),
    context: context && { local: context.name, remote: context.remote?.context ?? context.name },
    remote: context?.remote && parseRemoteUrl(context.remote.url),
  }
}

/** The most bytes of a configuration file. Disdat's own has less than a kilobyte. */
const maxConfigurationBytes = 1024 * 1024

async function readConfigurationFile(
  home: string,
  given: string | undefined,
  problems: InputProblem[],
): Promise<Configuration> {
  const file = given ?? join(home, '.config', 'disdat', 'disdat.cfg')
  const addProblem = (expected: string) => problems.push({ where: 'config-file', given: file, expected })
  try {
    const bytes = await readBounded(file, { maxBytes: maxConfigurationBytes })
    if (bytes === undefined && given !== undefined) addProblem('The file does not exist.')
    return readConfiguration(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (error) {
    if (error instanceof PythonConfigError)
      addProblem(`Disdat's own parser refuses this file: ${describeError(error)}. Fix it, or give another file.`)
    else addProblem(`The file cannot be read: ${describeError(error)}.`)
    return {}
  }
}
