import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { contextVariables, inputVariables } from '../test/testbed/runner/context.ts'
import { createCommandFiles } from '../test/testbed/runner/file-commands.ts'
import { readManifest } from '../test/testbed/runner/manifest.ts'

/** The root of the checkout. */
export const root = dirname(import.meta.dirname)

/** The scripts and the inputs of a step; missing inputs have their defaults. */
export interface Step {
  readonly main: string
  readonly post: string | undefined
  readonly inputs: ReadonlyMap<string, string>
}

/** Creates a step of the action in `folder`. `dist` replaces the folder with the built files. */
export async function createStep(
  folder: string,
  options: { readonly dist?: string | undefined; readonly inputs?: Readonly<Record<string, string>> } = {},
): Promise<Step> {
  const { main, post, defaults } = await readManifest(folder)
  const at = (script: string) => (options.dist ? join(options.dist, basename(script)) : join(folder, script))
  return {
    main: at(main),
    post: post === undefined ? undefined : at(post),
    inputs: new Map([...defaults, ...Object.entries(options.inputs ?? {})]),
  }
}

/** Creates the environment in which the runner starts a step. `work` is home, workspace and temporary folder. */
export async function createEnvironment(
  { inputs }: Step,
  work: string,
  env: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  await mkdir(work, { recursive: true })
  const files = await createCommandFiles(work, 'main')
  const { PATH = '' } = process.env
  return {
    PATH,
    HOME: work,
    ...env,
    ...contextVariables({ name: 'push' }, { workspace: work, temp: work, eventPath: join(work, 'event.json') }),
    ...inputVariables(inputs),
    ...Object.fromEntries(Object.entries(files).map(([kind, path]) => [`GITHUB_${kind.toUpperCase()}`, path])),
  }
}
