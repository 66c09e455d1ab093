import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InputProblem } from '../action/input-problems.ts'
import { readConfiguration } from '../disdat/configuration.ts'
import { isContextName, parseRemote } from '../disdat/names.ts'
import { describeError } from '../errors.ts'
import { openContext, readCurrentContext } from '../local/context.ts'
import type { Inputs } from './inputs.ts'
import type { Defaults } from './plan.ts'

/**
 * What this machine's Disdat says where the inputs say nothing: disdat.cfg, and the local context that is meant, or the current one. A
 * `config-file` that cannot be read is added to `problems`. Throws Failure `context-conflict` where Disdat's own files are garbage.
 */
export async function readDefaults(home: string, inputs: Inputs, problems: InputProblem[]): Promise<Defaults> {
  const name = inputs.context?.local ?? (await readCurrentContext(home))
  const context = name !== undefined && isContextName(name) ? await openContext({ home, name }) : undefined
  return {
    configuration: readConfiguration(await configurationText(home, inputs.configFile, problems)),
    context: context && { local: context.name, remote: context.remote?.context ?? context.name },
    remote: context?.remote && parseRemote(context.remote.url),
  }
}

async function configurationText(home: string, given: string | undefined, problems: InputProblem[]): Promise<string> {
  try {
    return await readFile(given ?? join(home, '.config', 'disdat', 'disdat.cfg'), 'utf8')
  } catch (error) {
    if (given !== undefined)
      problems.push({ where: 'config-file', given, expected: `It cannot be read: ${describeError(error)}.` })
    return ''
  }
}
