import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Masker } from './masker.ts'

const summaryLimitKiB = 1024
const kinds = ['output', 'state', 'env', 'path', 'step_summary'] as const

/**
 * The command files by kind; new and empty for each stage, because the toolkit rejects missing files.
 */
export type CommandFiles = Readonly<Record<(typeof kinds)[number], string>>

/** Creates the empty files of one stage in `folder`. */
export async function createCommandFiles(folder: string, stage: string): Promise<CommandFiles> {
  const at = (kind: string) => join(folder, `${kind}_${stage}`)
  await Promise.all(kinds.map((kind) => writeFile(at(kind), '')))
  return {
    output: at('output'),
    state: at('state'),
    env: at('env'),
    path: at('path'),
    step_summary: at('step_summary'),
  }
}

/**
 * The pairs of a `GITHUB_OUTPUT`, `GITHUB_STATE` or `GITHUB_ENV` file: `name=value` lines and
 * `name<<delimiter`, lines, `delimiter`. Only `\n` ends a line here.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs (`EnvFileKeyValuePairs`)
 *
 * @throws on anything else, as the runner does, which fails the step.
 */
export function* readPairs(text: string): Generator<readonly [name: string, value: string]> {
  const lines = text.split('\n')
  const unfinished = lines.pop() ?? ''
  for (let at = 0; at < lines.length || (at === lines.length && unfinished !== ''); at++) {
    const line = lines[at] ?? unfinished
    if (line === '') continue
    const [before, after, isHeredoc] = splitPair(line)
    if (!isHeredoc) {
      yield [before, after]
      continue
    }
    const end = lines.indexOf(after, at + 1)
    const closedByLast = end < 0 && unfinished === after
    if (end < 0 && !closedByLast) throw new Error(`Invalid value. Matching delimiter not found '${after}'`)
    const stop = closedByLast ? lines.length : end
    yield [before, lines.slice(at + 1, stop).join('\n')]
    at = stop
  }
}

function splitPair(line: string): readonly [before: string, after: string, isHeredoc: boolean] {
  const equals = line.indexOf('=')
  const heredoc = line.indexOf('<<')
  if (equals >= 0 && (heredoc < 0 || equals < heredoc)) return [line.slice(0, equals), line.slice(equals + 1), false]
  if (heredoc < 0) throw new Error(`Invalid format '${line}'`)
  const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)]
  if (name === '' || delimiter === '') {
    throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
  }
  return [name, delimiter, true]
}

/** The content of the files of a stage. */
export interface FileCommands {
  readonly outputs: ReadonlyMap<string, string>
  readonly state: ReadonlyMap<string, string>
  /** Every value of the state in order, also those that a later value replaced. */
  readonly savedState: readonly (readonly [string, string])[]
  readonly env: ReadonlyMap<string, string>
  readonly path: readonly string[]
  /** The uploaded summary: masked; empty when it is too large (over 1,024 KiB). */
  readonly summary: string
}

/** Receives the errors in a file: `fail` also fails the step. */
export interface Complaints {
  complain(message: string): void
  fail(message: string): void
}

/** Reads the files of a stage after the end of its process. */
export async function readCommandFiles(
  files: CommandFiles,
  masker: Masker,
  complaints: Complaints,
): Promise<FileCommands> {
  const readAll = async (kind: 'output' | 'state' | 'env') => {
    const found: (readonly [string, string])[] = []
    try {
      for (const pair of readPairs(await readFile(files[kind], 'utf8'))) found.push(pair)
    } catch (error) {
      complaints.fail(`Unable to process file command '${kind}' successfully. ${error}`)
    }
    return found
  }
  const env = new Map(await readAll('env'))
  const savedState = await readAll('state')
  for (const name of env.keys()) {
    if (name.toUpperCase() !== 'NODE_OPTIONS') continue
    env.delete(name)
    complaints.complain(`Can't store ${name} output parameter using '$GITHUB_ENV' command.`)
  }
  return {
    outputs: new Map(await readAll('output')),
    state: new Map(savedState),
    savedState,
    env,
    path: (await readFile(files.path, 'utf8')).split(/\r\n|\r|\n/).filter((line) => line !== ''),
    summary: await readSummary(files.step_summary, masker, complaints),
  }
}

async function readSummary(file: string, masker: Masker, complaints: Complaints): Promise<string> {
  const { size } = await stat(file)
  if (size > summaryLimitKiB * 1024) {
    const kib = Math.floor(size / 1024)
    complaints.complain(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${summaryLimitKiB}k, got ${kib}k.`,
    )
    return ''
  }
  const text = await readFile(file, 'utf8')
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => masker.mask(line))
    .join('\n')
}
