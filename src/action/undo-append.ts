import { statSync, truncateSync } from 'node:fs'

/**
 * Returns a function that undoes what is appended to a file from now on. A full disk takes the beginning of a value,
 * and the runner fails a step whose file ends in the middle of one. The function does nothing without a file, and never
 * throws. https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
export function prepareUndo(file: string | undefined): () => void {
  const size = file === undefined ? undefined : getSize(file)
  return () => {
    if (file === undefined || size === undefined || getSize(file) === size) return
    try {
      truncateSync(file, size)
    } catch {
      // The error of the write says more.
    }
  }
}

/** Undefined for a file that cannot be read, whose writer says why. */
function getSize(file: string): number | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })?.size
  } catch {
    return undefined
  }
}
