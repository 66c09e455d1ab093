/** Texts that stand for a missing value in a column of any type. */
const missing = /^(?:|na|n\/a|n\.a\.|nan|null|none|nil|missing|unknown|[-?.]+|#n\/a)$/i

/** Texts that are data and never names. */
const valueTypes = {
  number: /^[+-]?\s?[€$£]?\s?(?:\d[\d.,' ]*|[.,]\d+)(?:e[+-]?\d+)?\s?[%€$£]?$/i,
  boolean: /^(?:true|false)$/i,
  date: /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T,].*)?$/i,
  time: /^\d{1,2}:\d{2}(?::.*)?$/,
  email: /^[^\s@]+@[^\s@]+$/,
  url: /^[a-z][a-z0-9+.-]*:\/\//i,
  hash: /^(?=.*\d)(?:[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
  phone: /^[+(]?\d[\d ()/.-]{4,}$/,
} as const
const types = Object.values(valueTypes)

/** Fewer different texts of the same length are a coincidence. */
const minCodes = 10
/** The least share of the rows with a value: the few values of a nearly empty column may be exceptions. */
const minValueShare = 0.5
const maxNameLength = 256

/**
 * Whether the first record of a CSV file is certainly a header. It is where none of its fields is a value, and at least
 * one field stands above a column whose values all have a type, such as numbers, or are different codes of one length
 * that the field does not have; or where the first column is the index that pandas writes without a name.
 * https://docs.python.org/3/library/csv.html#csv.Sniffer.has_header votes alike.
 */
export function isCertainHeader(first: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const names = first.map((field) => field.trim())
  if (names[0]?.startsWith('#') || !names.every(canBeName)) return false
  if (names[0] === '' && rows.length > 0 && rows.every(([index], row) => index === String(row))) return true
  return names.some((name, column) => {
    if (missing.test(name)) return false
    const values = rows.map((row) => row[column]?.trim() ?? '').filter((value) => !missing.test(value))
    if (values.length === 0 || values.length < rows.length * minValueShare) return false
    return hasValueType(values) || areOtherCodes(name, values)
  })
}

function canBeName(name: string): boolean {
  return name.length <= maxNameLength && types.every((type) => !type.test(name))
}

function hasValueType(values: readonly string[]): boolean {
  return types.some((type) => values.every((value) => type.test(value)))
}

function areOtherCodes(name: string, values: readonly string[]): boolean {
  const [{ length } = ''] = values
  // `item9` above `item10` is a shorter code, and not a name.
  if (/\d/.test(name) || name.length === length || values.some((value) => value.length !== length)) return false
  return new Set(values).size >= minCodes
}
