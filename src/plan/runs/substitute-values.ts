/** A text in which the values of a run stand for their parameters, or the name that is not a parameter of `each`. */
export type Substitution = { readonly text: string } | { readonly unknown: string }

/**
 * Replaces `${day}` with the value of `day`. `$${` is a literal `${`. A `${` that is not closed counts as an unknown
 * name.
 */
export function substituteValues(text: string, values: ReadonlyMap<string, string>): Substitution {
  let unknown: string | undefined
  const replaced = text.replace(/\$\$\{|\$\{([^{}\n]*)\}?/g, (piece, name: string | undefined) => {
    if (name === undefined) return '${'
    const value = piece.endsWith('}') ? values.get(name.trim()) : undefined
    if (value === undefined) unknown ??= name.trim()
    return value ?? ''
  })
  return unknown === undefined ? { text: replaced } : { unknown }
}

/** As `substituteValues` does, in the text of a parameter: a value in a list or map of JSON is a part of its text. */
export function substituteInParam(text: string, values: ReadonlyMap<string, string>): Substitution {
  const isJson = /^[[{]/.test(text)
  const escaped = [...values].map(([name, value]) => [name, JSON.stringify(value).slice(1, -1)] as const)
  return substituteValues(text, isJson ? new Map(escaped) : values)
}
