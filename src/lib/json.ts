/** Whether a value is a JSON object: not null and not a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The value at a path of own properties, one name for each level; undefined where a level is absent or is not an
 * object.
 */
export function getField(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? Reflect.get(inner, name) : undefined,
    value,
  )
}

/** The text at a path of own properties; undefined when the field is absent or not a text. */
export function getString(value: unknown, ...path: readonly string[]): string | undefined {
  const field = getField(value, ...path)
  return typeof field === 'string' ? field : undefined
}

/** The finite number at a path of own properties; undefined when the field is absent or not a finite number. */
export function getNumber(value: unknown, ...path: readonly string[]): number | undefined {
  const field = getField(value, ...path)
  return typeof field === 'number' && Number.isFinite(field) ? field : undefined
}

/** The list at a path of own properties; empty when the field is absent or not a list. */
export function getList(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const field = getField(value, ...path)
  return Array.isArray(field) ? field : []
}

/** The value of a JSON text; undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
