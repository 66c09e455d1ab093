/**
 * Bytes, a path or a value that Disdat never writes. The message says what is wrong, but not where the bytes come from.
 */
export class BundleFormatError extends Error {
  override readonly name = 'BundleFormatError'
}

/** Throws BundleFormatError: for the right-hand side of a `??`. */
export function throwFormatError(message: string): never {
  throw new BundleFormatError(message)
}

/** Returns what `decode` returns. An error in it becomes a BundleFormatError that says that this is not a `format`. */
export function decodeOrThrow<T>(format: string, decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    if (error instanceof BundleFormatError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new BundleFormatError(`not a ${format}: ${reason}`, { cause: error })
  }
}
