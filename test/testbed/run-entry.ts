import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandResult, inheritEnv, root, runCommand } from './process.ts'
import { createCommandFiles, readPairs } from './runner/file-commands.ts'

/** How a source entry ended, and what it wrote for the runner. */
export interface EntryResult extends CommandResult {
  readonly outputs: ReadonlyMap<string, string>
  readonly state: ReadonlyMap<string, string>
  readonly summary: string
}

const crashScript = `process.once('newListener', function look(name) {
  if (name === 'uncaughtException') setImmediate(() => { throw new Error('crash\\n::set-env name=A::##[error]') })
  else process.once('newListener', look)
})`

/** Variables that make an entry throw an exception outside of every call, as soon as it handles such exceptions. */
export const crash = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crashScript)}` }

/** Runs a module of `src` as a step, in a home without Disdat and without a Docker engine. */
export async function runEntry(entry: string, env: Readonly<Record<string, string>> = {}): Promise<EntryResult> {
  const folder = await mkdtemp(join(tmpdir(), 'entry-'))
  try {
    const files = await createCommandFiles(folder, 'main')
    const options = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning']
    const result = await runCommand(process.execPath, [...options, join(root, 'src', entry)], {
      env: {
        ...inheritEnv('PATH'),
        HOME: folder,
        RUNNER_TEMP: folder,
        DOCKER_HOST: `unix://${folder}/no-engine.sock`,
        GITHUB_OUTPUT: files.output,
        GITHUB_STATE: files.state,
        GITHUB_STEP_SUMMARY: files.step_summary,
        // Half of the time of an entry is the compilation of the sources.
        NODE_COMPILE_CACHE: join(root, 'lib', 'compile-cache'),
        ...env,
      },
    })
    return {
      ...result,
      outputs: new Map(readPairs(await readFile(files.output, 'utf8'))),
      state: new Map(readPairs(await readFile(files.state, 'utf8'))),
      summary: await readFile(files.step_summary, 'utf8'),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
