import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

/** What the runner needs of an `action.yml`. */
export interface Manifest {
  readonly using: string
  readonly main: string
  readonly post: string | undefined
  /** Every input by its name as written, and its default (empty when there is none). */
  readonly defaults: ReadonlyMap<string, string>
}

/** Reads `action.yml` in `folder`; throws when it is not one of a JavaScript action. */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest: unknown = parse(await readFile(join(folder, 'action.yml'), 'utf8'))
  const runs = field(manifest, 'runs')
  const [using, main, post] = [field(runs, 'using'), field(runs, 'main'), field(runs, 'post')]
  if (typeof using !== 'string' || typeof main !== 'string')
    throw new Error('action.yml has no runs.using and runs.main')
  const defaults = new Map<string, string>()
  for (const [name, input] of Object.entries(field(manifest, 'inputs') ?? {})) {
    const value = field(input, 'default')
    defaults.set(name, value === undefined || value === null ? '' : String(value))
  }
  return { using, main, post: typeof post === 'string' ? post : undefined, defaults }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
