import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { outsideWorkspace } from '../../action/input-parsers.ts'
import type { InputProblem } from '../../action/input-problems.ts'
import { describeError } from '../../errors.ts'
import type { Environment } from '../../lib/environment.ts'
import { readRegularFile, UnreadableFileError } from '../../lib/regular-file.ts'
import type { Inputs } from '../inputs.ts'

/** The YAML from which the runs of a step come. */
export interface RunsSource {
  /** `runs`: a map of runs; `each`: the parameters of one run. */
  readonly kind: 'runs' | 'each'
  /** The input or the file, for messages. */
  readonly label: string
  readonly text: string
  /** The moment from which `today` is counted. */
  readonly now: Date
}

/** The most characters of `runs` and `each`, and the most bytes of a file of runs. 1,000 runs need no more. */
export const maxRunsLength = 128 * 1024

/**
 * Reads the runs of a step from its inputs, or from the file of the workspace that `runs` names; undefined without
 * both inputs, and when a problem is added.
 */
export async function readRunsSource(
  inputs: Pick<Inputs, 'many'>,
  env: Environment,
  now: Date,
  problems: InputProblem[],
): Promise<RunsSource | undefined> {
  const { runs, each } = inputs.many
  if (runs !== undefined && each !== undefined)
    problems.push({ where: 'each', given: each, expected: 'Write it into the runs of `runs`, or remove `runs`.' })
  const kind = runs === undefined ? 'each' : 'runs'
  const given = runs ?? each
  if (given === undefined) return undefined
  const addProblem = (expected: string): undefined => {
    problems.push({ where: kind, given, expected })
  }
  if (kind === 'runs' && filePath.test(given))
    return await readRunsFile(given.trim(), env['GITHUB_WORKSPACE'] ?? '', now, addProblem)
  if (given.length > maxRunsLength) return addProblem(`It has at most ${maxRunsLength} characters. Use shorter runs.`)
  return { kind, label: kind, text: given, now }
}

/** One line that ends like a YAML file; a map on one line has a colon with a space behind it. */
const filePath = /^\s*(?!.*:\s)[^\n]+\.ya?ml\s*$/i

async function readRunsFile(
  name: string,
  workspace: string,
  now: Date,
  addProblem: (expected: string) => undefined,
): Promise<RunsSource | undefined> {
  if (workspace === '') return addProblem('GITHUB_WORKSPACE is not set, and paths are relative to it.')
  try {
    const root = await realpath(workspace)
    const file = await realpath(path.resolve(root, name))
    const folders = path.relative(root, file).split(path.sep)
    if (folders[0] === '..') return addProblem(outsideWorkspace)
    if (folders.includes('.git')) return addProblem('The file belongs to git. Give a file of the checkout.')
    const bytes = await readRegularFile(file, { maxBytes: maxRunsLength, followsLink: false })
    return { kind: 'runs', label: name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), now }
  } catch (error) {
    const reason = error instanceof UnreadableFileError ? error.message : describeError(error)
    return addProblem(`The file cannot be read: ${reason}. Check the repository out first, and give one of its files.`)
  }
}
