import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Cancellable } from '../../lib/cancellable.ts'
import { settleBoth } from '../../lib/settle-both.ts'
import type { ComparedColumns } from './fill-store.ts'
import { type JoinedRows, mergeJoined } from './join-rows.ts'
import type { TableOrigin } from './open-table.ts'
import type { RowOptions } from './row-options.ts'
import type { RowTable } from './row-table.ts'
import { type FilledTable, type FillTask, fillTable, type JoinTask, joinPart } from './row-tasks.ts'
import { LostThreadError, RowThread } from './row-thread.ts'

/** The bytes of both tables from which on threads save more time than they take to start. */
const minThreadBytes = 8 * 1024 * 1024

type Sides<T> = { readonly base: T; readonly now: T }

/** How two tables are filled and joined: both in this thread, or one in another. */
type Runner = {
  readonly fill: (base: FillTask, now: FillTask) => Promise<[FilledTable, FilledTable]>
  readonly join: (first: JoinTask, second: JoinTask) => Promise<readonly JoinedRows[]>
}

/**
 * Reads two tables, and joins them: large ones in this thread and a second one, if there are two processors. Without
 * it, or if it is lost, this thread does everything. Throws as the tables and the file system do.
 */
export async function joinTables(tables: Sides<RowTable>, columns: Omit<ComparedColumns, 'json'>, options: RowOptions) {
  const { origins } = options
  if (origins !== undefined && isWorthThreads(origins, options)) {
    try {
      await using thread = new RowThread(options.threadEntry)
      const runner = createThreadRunner(thread, origins.base, tables.now, options)
      return await fillAndJoin(runner, tables, columns, options)
    } catch (error) {
      if (!(error instanceof LostThreadError)) throw error
    }
  }
  return await fillAndJoin(createLocalRunner(tables, options), tables, columns, options)
}

function isWorthThreads({ base, now }: Sides<TableOrigin>, options: RowOptions): boolean {
  const bytes = [...base.sources, ...now.sources].reduce((sum, { size }) => sum + size, 0)
  return bytes >= (options.minThreadBytes ?? minThreadBytes) && availableParallelism() > 1
}

/** The thread reads the base while this one reads the other table. The first error ends both. */
function createThreadRunner(thread: RowThread, origin: TableOrigin, table: RowTable, { signal }: RowOptions): Runner {
  const runBoth = async <A, B>(run: (options: Cancellable) => [Promise<A>, Promise<B>]) => {
    const failed = new AbortController()
    const stop = (error: unknown) => {
      failed.abort(error)
      throw error
    }
    const [first, second] = run({ signal: AbortSignal.any([signal, failed.signal]) })
    return await settleBoth(first.catch(stop), second.catch(stop))
  }
  return {
    fill: async (base, now) =>
      await runBoth((options) => [thread.fill(origin, base, options), fillTable(table, now, options)]),
    join: async (first, second) => await runBoth((options) => [thread.join(first, options), joinPart(second, options)]),
  }
}

function createLocalRunner(tables: Sides<RowTable>, options: RowOptions): Runner {
  return {
    fill: async (base, now) => [await fillTable(tables.base, base, options), await fillTable(tables.now, now, options)],
    join: async (first, second) => [await joinPart(first, options), await joinPart(second, options)],
  }
}

/** Fills and joins two tables. One is read again if its texts turn out to be JSON and the other's do not. */
async function fillAndJoin(
  runner: Runner,
  tables: Sides<RowTable>,
  columns: Omit<ComparedColumns, 'json'>,
  { folder, maxRows, maxSamples }: RowOptions,
) {
  const json = { base: new Set<string>(), now: new Set<string>() }
  for (;;) {
    const create = (side: 'base' | 'now') => {
      return { columns: { ...columns, json: json[side] }, folder, name: randomUUID(), maxRows }
    }
    const tasks = [create('base'), create('now')] as const
    try {
      const [base, now] = await runner.fill(...tasks)
      const texts = {
        base: { columns: tables.base.columns, jsonTexts: base.jsonTexts },
        now: { columns: tables.now.columns, jsonTexts: now.jsonTexts },
      }
      if (addJsonColumns(texts, columns, json)) continue
      const jsonColumns = findJsonColumns(texts, columns)
      const createTask = (part: 0 | 1): JoinTask => {
        return { base: base.facts, now: now.facts, options: { jsonColumns, maxSamples, part } }
      }
      const joined = mergeJoined(await runner.join(createTask(0), createTask(1)), maxSamples)
      const shift = Math.max(base.facts.shift, now.facts.shift)
      return { joined, json, shift, rows: { base: base.facts.rows, now: now.facts.rows } }
    } finally {
      for (const { name } of tasks) await rm(join(folder, name), { force: true })
    }
  }
}

type TableTexts = Pick<RowTable, 'columns' | 'jsonTexts'>

function findJsonColumns({ base, now }: Sides<TableTexts>, { values }: Pick<ComparedColumns, 'values'>) {
  const isJsonText = ({ jsonTexts }: TableTexts, name: string) => jsonTexts.get(name)?.hasQuoted === true
  return new Set(values.flatMap((name, index) => (isJsonText(base, name) || isJsonText(now, name) ? [index] : [])))
}

/** Adds the columns that are JSON in one table alone. Whether there were any. */
function addJsonColumns(
  { base, now }: Sides<TableTexts>,
  { key, values }: Omit<ComparedColumns, 'json'>,
  json: Record<'base' | 'now', Set<string>>,
): boolean {
  const before = json.base.size + json.now.size
  for (const name of [...key, ...values]) {
    if (needsJson(base, now, name)) json.base.add(name)
    if (needsJson(now, base, name)) json.now.add(name)
  }
  return json.base.size + json.now.size > before
}

/** Texts without quotes are JSON only beside a column of numbers, because they can be the texts of numbers. */
function needsJson(table: TableTexts, other: TableTexts, name: string): boolean {
  const texts = table.jsonTexts.get(name)
  if (texts === undefined) return false
  const otherKind = other.columns.find((column) => column.name === name)?.kind
  return otherKind === 'text' ? texts.hasQuoted && other.jsonTexts.get(name) === undefined : true
}
