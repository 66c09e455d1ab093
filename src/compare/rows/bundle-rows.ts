import { formatFrameName } from '../../disdat/bundle.ts'
import { throwFormatError } from '../../disdat/format/format-error.ts'
import { freeBytes } from '../../lib/page-buffer.ts'
import { type ComparedBundle, findOwnPart, readObject } from '../compare-read.ts'
import type { Comparison, Side } from '../comparison.ts'
import { detectTableFormat } from '../table-file.ts'
import type { ByteSource } from './byte-stream.ts'
import type { TableOrigin } from './open-table.ts'

/** The windows of all columns of a table together, about, in bytes. */
const maxWindowBytes = 4 * 1024 * 1024
/** The most bytes of one window. */
const maxOneWindow = 256 * 1024
/** The fewest bytes of one window: all frames are read together, but of files only some columns. */
const minOneWindow = { frames: 16 * 1024, files: 64 * 1024 } as const

/** A bundle has no table, or its table cannot be read. The message is a sentence with the reason. */
export class NoTableError extends Error {
  override readonly name = 'NoTableError'
}

type TableQuery = {
  readonly side: Side
  readonly comparison: Pick<Comparison, 'columns' | 'files' | 'presentation'>
  /** The key, if it is known. */
  readonly key: readonly string[] | undefined
}

/**
 * Finds the table of a bundle: that of its frames, or the one of all Parquet and CSV files with the columns of the key.
 * Throws NoTableError.
 */
export function findBundleTable(bundle: ComparedBundle, query: TableQuery): TableOrigin {
  const { comparison, side } = query
  const frames = comparison.columns.filter(({ status }) => status !== (side === 'now' ? 'removed' : 'added'))
  if (frames.length > 0 && ['DF', 'ROW'].includes(comparison.presentation[side] ?? '')) return findFrames(bundle, query)
  return findFiles(bundle, query)
}

function findFrames(bundle: ComparedBundle, { side, comparison }: TableQuery): TableOrigin {
  const uuids = new Map(bundle.proof.bundle.frames.map(({ name, uuid }) => [name, uuid]))
  const facts = comparison.columns.flatMap((column) => {
    const own = column[side]
    const uuid = uuids.get(column.name)
    return own === undefined || uuid === undefined ? [] : [{ name: column.name, uuid, ...own }]
  })
  const isTable = facts.every(({ shape, rows }) => shape.length === 1 && rows === facts[0]?.rows)
  if (!isTable) throwNoTable(`The frames of ${nameSide(side)} are not columns of one table.`)
  const layout = {
    windowBytes: chooseWindowBytes('frames', facts.length),
    frames: facts.map(({ name, type }) => ({ name, type })),
  }
  return { layout, sources: facts.map(({ uuid }) => createSource(bundle, side, formatFrameName(uuid))) }
}

function throwNoTable(message: string): never {
  throw new NoTableError(message)
}

const nameSide = (side: Side) => (side === 'now' ? 'the output' : 'the base')

/** The files are one table, because a table may be split into any number of files with any names. */
function findFiles(bundle: ComparedBundle, { side, comparison, key }: TableQuery): TableOrigin {
  const files = comparison.files.flatMap((file) => {
    const facts = file[side]
    if (facts === undefined || detectTableFormat(file.path) === undefined) return []
    const unread = `The table in ${JSON.stringify(file.path)} of ${nameSide(side)} cannot be read.`
    return [{ path: file.path, table: facts.table ?? throwNoTable(unread) }]
  })
  if (files.length === 0) throwNoTable(`There is no table in ${nameSide(side)}.`)
  const ofKey = files.filter(({ table }) =>
    (key ?? []).every((name) => table.columns.some((column) => column.name === name)),
  )
  const chosen = ofKey.length > 0 ? ofKey : files
  const columnCount = Math.max(...chosen.map(({ table }) => table.columns.length))
  const windowBytes = chooseWindowBytes('files', columnCount)
  const formats = chosen.map(({ table }) => table.format)
  return {
    layout: { windowBytes, files: formats },
    sources: chosen.map(({ path }) => createSource(bundle, side, path)),
  }
}

/** The size of the windows of a table with so many columns, in bytes. */
export function chooseWindowBytes(kind: keyof typeof minOneWindow, columns: number): number {
  return Math.min(maxOneWindow, Math.max(minOneWindow[kind], Math.floor(maxWindowBytes / columns)))
}

function createSource(bundle: ComparedBundle, side: Side, path: string): ByteSource {
  const part = findOwnPart(bundle)
  const size = part?.objects.find((object) => object.path === path)?.size ?? 0
  const object = { bundle, side, path, size }
  const isKept = part?.frameBytes.has(path) === true
  return {
    size,
    ...(!isKept && { release: freeBytes }),
    read: async (offset, length, options) =>
      (await readObject(object, { offset, length }, options)) ?? throwFormatError('an object that no longer exists'),
  }
}
