import { BundleFormatError } from '../../disdat/format/format-error.ts'
import type { JoinedRows } from './join-rows.ts'
import type { TableLayout } from './open-table.ts'
import type { FilledTable, FillTask, JoinTask } from './row-tasks.ts'

/** What a thread is asked for: a task, or the bytes that it wants to read. Only one task is under way. */
export type RowRequest =
  | { readonly kind: 'fill'; readonly layout: TableLayout; readonly sizes: readonly number[]; readonly task: FillTask }
  | { readonly kind: 'join'; readonly task: JoinTask }
  | { readonly kind: 'bytes'; readonly id: number; readonly bytes: Uint8Array }

/** What a thread answers: the result of its task, or a wish to read bytes of a source, which has the number `id`. */
export type RowResponse =
  | {
      readonly kind: 'read'
      readonly id: number
      readonly source: number
      readonly offset: number
      readonly length: number
    }
  | { readonly kind: 'filled'; readonly filled: FilledTable }
  | { readonly kind: 'joined'; readonly joined: JoinedRows }
  | { readonly kind: 'failed'; readonly error: SentError }

/** The parts of an error on which the report depends: a message of a thread loses its class and its code. */
type SentError = { readonly message: string; readonly code: string | undefined; readonly isFormatError: boolean }

export function packError(error: unknown): SentError {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  return { message, code, isFormatError: error instanceof BundleFormatError }
}

export function unpackError({ message, code, isFormatError }: SentError): Error {
  return isFormatError ? new BundleFormatError(message) : Object.assign(new Error(message), code && { code })
}
