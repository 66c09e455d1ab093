/** The type of every column of a CSV file, which states no types. */
export const untypedColumn = 'TEXT'

/** Ends the type of a time of which its file does not say whether it is in UTC. */
export const maybeUtc = ', UTC?)'

/** The type of a time of which its file does not state the unit either. */
export const anyTimestamp = 'TIMESTAMP'

/** Whether two types of columns in files are the same, as far as the files state them. */
export function isSameType(a: string, b: string): boolean {
  return a === b || includesType(a, b) || includesType(b, a)
}

function includesType(vague: string, type: string): boolean {
  if (vague === untypedColumn) return true
  if (vague === anyTimestamp) return type.startsWith(`${anyTimestamp}(`)
  return vague === type.replace(/(?:, UTC)?\)/, maybeUtc)
}
