import { throwFormatError } from '../../disdat/format/format-error.ts'
import type { FrameType } from '../../disdat/format/frame.ts'
import type { ByteSource } from './byte-stream.ts'
import { getFrameKind, readFrameColumn } from './frame-column.ts'
import { JsonTexts } from './json-texts.ts'
import { advanceColumns, type ReadColumn, type RowTable } from './row-table.ts'

/** A frame of one dimension, which is a column of a table. */
export type FrameSource = { readonly name: string; readonly type: FrameType; readonly open: () => ByteSource }

/** The table whose columns are frames of equal length. */
export function openFrameRows(frames: readonly FrameSource[], windowBytes: number): RowTable {
  const byName = new Map(frames.map((frame) => [frame.name, frame]))
  const texts = new Map<string, JsonTexts>()
  const readColumn = ({ name, isJson = false }: ReadColumn) => {
    const { type, open } = byName.get(name) ?? throwFormatError(`no frame ${JSON.stringify(name)}`)
    const jsonTexts = new JsonTexts()
    if (type === 'STRING') texts.set(name, jsonTexts)
    return { source: open(), windowBytes, isJson, jsonTexts }
  }
  return {
    columns: frames.map(({ name, type }) => ({ name, kind: getFrameKind(type) })),
    get jsonTexts() {
      return new Map(
        [...texts].flatMap(([name, { result }]) => (result === undefined ? [] : [[name, result] as const])),
      )
    },
    read: (wanted, options) =>
      advanceColumns(wanted.map((column) => readFrameColumn(readColumn(column), column.sink, options))),
  }
}
