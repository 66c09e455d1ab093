import { closeSync, constants, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describeError } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { isMissingFileError } from '../lib/file-errors.ts'
import { getField, getString, isObject, parseJson } from '../lib/json.ts'
import { readRegularFile } from '../lib/regular-file.ts'
import { loadToolkit } from './log.ts'
import { prepareUndo } from './undo-append.ts'

/** What post needs to end a container or job that main could not end. */
export interface OrphanRecord {
  /** The backend that it runs on. */
  readonly backend: string
  /** The run that it belongs to, which its label shows. */
  readonly runId: string
  /** The uuid of the output bundle: one record for each. */
  readonly outputUuid: string
  /** The backend's own fields. Never a credential. */
  readonly fields: Readonly<Record<string, string>>
}

/** What main leaves for post. Never a credential. */
export interface State {
  /** Names the step: the ids of its runs, which mark their containers and temporary folders, begin with it. */
  readonly runId: string
  readonly pipeClass: string
  /** The folder of the local context, where a pull may have been interrupted. */
  readonly contextFolder?: string | undefined
  readonly orphans: readonly OrphanRecord[]
  /** Main wrote the summary and the result file. Otherwise post reports that main could not. */
  readonly reported: boolean
  /** A container may still be there: main was killed, or the engine was gone when main wanted to remove it. */
  readonly unclean: boolean
  /** The workflow was cancelled while main ran. */
  readonly cancelled?: boolean
}

/** The most bytes of the file: 1,000 jobs take less than a megabyte. */
const maxStateBytes = 64 << 20
/** The name of the state whose value is the path of the file. */
const key = 'file'
/** The name of the state that says that post has nothing to do. post.ts has it too, because it imports nothing then. */
const cleanKey = 'clean'

/** One line of the file: what changed. Later lines win. */
type Change =
  | { readonly set: Partial<Omit<State, 'orphans'>> }
  | { readonly orphan: OrphanRecord }
  | { readonly removed: string }

/**
 * Saves the state for post, so that post can clean up whenever main is killed. Each change is one line of a file in
 * `folder`, because the runner passes state in environment variables, and Linux limits one to 128 KiB
 * (https://man7.org/linux/man-pages/man2/execve.2.html). Never throws: a state that cannot be saved is one warning, and
 * the next change tries again with everything that is not saved.
 */
export class StateWriter {
  readonly #folder: string
  readonly #warn: (text: string) => Promise<void>
  readonly #runnerFile: string | undefined
  #state: Omit<State, 'orphans'> = { runId: '', pipeClass: '', reported: false, unclean: false }
  readonly #orphans = new Map<string, OrphanRecord>()
  #file: string | undefined
  /** Lines that could not be appended. */
  #unsaved = ''
  /** Lets the runner pass the path of the file to post. */
  #passing: Promise<void> | undefined
  #hasWarned = false

  /**
   * @param folder Exists until post has run: RUNNER_TEMP.
   * @param runnerFile GITHUB_STATE, which keeps whole values when the disk is full.
   */
  constructor(folder: string, warn: (text: string) => Promise<void>, runnerFile?: string) {
    this.#folder = folder
    this.#warn = warn
    this.#runnerFile = runnerFile
  }

  async update(changes: Partial<Omit<State, 'orphans'>>): Promise<void> {
    this.#state = { ...this.#state, ...changes }
    await this.#save({ set: changes })
  }

  /** Adds a record for post, or replaces the record with the same output. */
  async addOrphan(orphan: OrphanRecord): Promise<void> {
    this.#orphans.set(orphan.outputUuid, orphan)
    await this.#save({ orphan })
  }

  /** Removes the record of a job that continues without this step. */
  async removeOrphan(outputUuid: string): Promise<void> {
    this.#orphans.delete(outputUuid)
    await this.#save({ removed: outputUuid })
  }

  /** Lets post end at once: there is nothing to clean up. A failure is harmless: the saved state says the same. */
  async markClean(): Promise<void> {
    if (this.#file === undefined) return
    try {
      await this.#pass(cleanKey, 'true')
    } catch {
      // Post reads the state.
    }
  }

  async #save(change: Change): Promise<void> {
    try {
      if (this.#file === undefined) this.#file = this.#create()
      else this.#append(this.#file, change)
      this.#passing ??= this.#pass(key, this.#file)
      await this.#passing.catch((error: unknown) => {
        this.#passing = undefined
        throw error
      })
    } catch (error) {
      if (this.#hasWarned) return
      this.#hasWarned = true
      await this.#warn(
        `Cannot save what the post step needs: ${describeError(error)}. If this step is killed, what it started may remain.`,
      )
    }
  }

  /** Passes a value to post. Throws the error of the runner's file. */
  async #pass(name: string, value: string): Promise<void> {
    const core = await loadToolkit()
    const undo = prepareUndo(this.#runnerFile)
    try {
      core.saveState(name, value)
    } catch (error) {
      undo()
      throw error
    }
  }

  #create(): string {
    const folder = mkdtempSync(join(this.#folder, 'disdat-state-'))
    const file = join(folder, 'state.jsonl')
    try {
      this.#writeAll(file)
      return file
    } catch (error) {
      rmSync(folder, { recursive: true, force: true })
      throw error
    }
  }

  /** Writes synchronously: the next instruction may start a container. A file that was deleted is written again. */
  #append(file: string, change: Change): void {
    this.#unsaved += formatLine(change)
    const undo = prepareUndo(file)
    try {
      const opened = openSync(file, constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK)
      try {
        writeFileSync(opened, this.#unsaved)
      } finally {
        closeSync(opened)
      }
    } catch (error) {
      if (!isMissingFileError(error)) {
        undo()
        throw error
      }
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      this.#writeAll(file)
    }
    this.#unsaved = ''
  }

  #writeAll(file: string): void {
    const changes: readonly Change[] = [
      { set: this.#state },
      ...[...this.#orphans.values()].map((orphan) => ({ orphan })),
    ]
    try {
      writeFileSync(file, changes.map(formatLine).join(''), { mode: 0o600 })
    } catch (error) {
      // Half a file would not be written again.
      rmSync(file, { force: true })
      throw error
    }
  }
}

const formatLine = (change: Change) => `${JSON.stringify(change)}\n`

/**
 * Reads the state that main saved; undefined when main started nothing. Ignores lines that it cannot parse: a killed
 * main can leave half a line. Throws UnreadableFileError, or the error of the file system, for a file that cannot be
 * read.
 */
export async function readState(env: Environment): Promise<State | undefined> {
  const file = env[`STATE_${key}`] ?? ''
  if (file === '') return undefined
  let state = {}
  const orphans = new Map<string, OrphanRecord>()
  for (const line of (await readRegularFile(file, { maxBytes: maxStateBytes })).toString().split('\n')) {
    const change = parseJson(line)
    const set = getField(change, 'set')
    if (isObject(set)) state = { ...state, ...set }
    for (const orphan of parseOrphan(getField(change, 'orphan'))) orphans.set(orphan.outputUuid, orphan)
    orphans.delete(getString(change, 'removed') ?? '')
  }
  return parseState(state, [...orphans.values()])
}

function parseState(state: unknown, orphans: readonly OrphanRecord[]): State | undefined {
  const runId = getString(state, 'runId')
  const pipeClass = getString(state, 'pipeClass')
  const contextFolder = getString(state, 'contextFolder')
  if (runId === undefined || pipeClass === undefined) return undefined
  return {
    runId,
    pipeClass,
    reported: getField(state, 'reported') === true,
    unclean: getField(state, 'unclean') === true,
    orphans,
    ...(getField(state, 'cancelled') === true && { cancelled: true }),
    ...(contextFolder !== undefined && { contextFolder }),
  }
}

function parseOrphan(value: unknown): OrphanRecord[] {
  const backend = getString(value, 'backend')
  const runId = getString(value, 'runId')
  const outputUuid = getString(value, 'outputUuid')
  const fields = getField(value, 'fields')
  if (backend === undefined || runId === undefined || outputUuid === undefined || !isObject(fields)) return []
  const texts = Object.entries(fields).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []))
  return [{ backend, runId, outputUuid, fields: Object.fromEntries(texts) }]
}
