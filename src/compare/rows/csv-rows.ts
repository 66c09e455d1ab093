import { decodeOrThrow } from '../../disdat/format/format-error.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { createCsvOptions } from '../csv-dialect.ts'
import { createCsvDecoder } from '../csv-encoding.ts'
import { type CsvHead, csvHeadBytes, readCsvHead } from '../csv-table.ts'
import { type ByteSource, ByteStream } from './byte-stream.ts'
import type { ReadColumn, RowTable } from './row-table.ts'

/** The bytes that are parsed before other tasks run. */
const chunkBytes = 64 * 1024

/**
 * Opens the table in a CSV file. Its first record is taken as the header. Fields that are numbers are compared as
 * numbers, and empty ones are missing values. Throws BundleFormatError as `readCsvHead` does.
 */
export async function openCsvRows(source: ByteSource, windowBytes: number, options: Cancellable): Promise<RowTable> {
  const headSize = Math.min(source.size, csvHeadBytes)
  const head = await readCsvHead(await source.read(0, headSize, options), headSize === source.size)
  return {
    columns: head.columns.map(({ name }) => ({ name, kind: 'untyped' })),
    jsonTexts: new Map(),
    read: (columns, inner) => readRecords(source, head, { ...inner, columns, windowBytes }),
  }
}

async function* readRecords(
  source: ByteSource,
  head: CsvHead,
  {
    columns,
    windowBytes,
    signal,
  }: Cancellable & { readonly columns: readonly ReadColumn[]; readonly windowBytes: number },
): AsyncGenerator<void> {
  const { parse } = await import('csv-parse')
  const sinks = columns.map(({ name, sink }) => ({
    sink,
    index: head.columns.findIndex((column) => column.name === name),
  }))
  let toSkip = head.dialect.skipped + 1
  const parser = parse(
    createCsvOptions(head.dialect.delimiter, (record) => {
      if (toSkip-- > 0) return
      for (const { sink, index } of sinks) sink.field(record[index] ?? '')
    }),
  )
  // The parser emits no records, but goes on only when they are consumed.
  parser.resume()
  const failure = new Promise<never>((_, reject) => parser.once('error', reject))
  failure.catch(() => undefined)
  const decoder = createCsvDecoder(head.encoding)
  using stream = new ByteStream(source, { start: 0, end: source.size, windowBytes, signal })
  try {
    while (stream.left > 0) {
      const bytes = (await stream.peek(1)).subarray(0, chunkBytes)
      await Promise.race([
        failure,
        new Promise((resolve) => parser.write(decoder.decode(bytes, { stream: true }), resolve)),
      ])
      stream.skip(bytes.length)
      yield
    }
    await Promise.race([failure, new Promise<void>((resolve) => parser.end(decoder.decode(), () => resolve()))])
    yield
  } catch (error) {
    signal.throwIfAborted()
    decodeOrThrow('CSV file', () => {
      throw error
    })
  } finally {
    parser.destroy()
  }
}
