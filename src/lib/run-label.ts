/** Names a run of a step that has several: its name in `runs`, and its value of each parameter of `each`. */
export interface RunLabel {
  readonly name: string
  readonly values: ReadonlyMap<string, string>
}

/** Formats a label for messages and tables: `daily`, `daily [day=2026-07-01]`. */
export function formatRunLabel({ name, values }: RunLabel): string {
  if (values.size === 0) return name
  return `${name} [${[...values].map(([parameter, value]) => `${parameter}=${value}`).join(', ')}]`
}
