import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../errors.ts'
import { size } from '../lib/units.ts'
import { addBundle } from '../local/add-bundle.ts'
import { ensureContext, type LocalContext } from '../local/context.ts'
import { collectFiles, type SourceFile } from '../local/workspace-files.ts'
import type { Run } from '../plan/plan.ts'
import type { FoundInput } from '../remote/input.ts'
import type { Dependencies, Step } from './dependencies.ts'

type FilesRequest = Extract<Run['input'], { kind: 'files' }>

/** The files that the input is to be made of. Nothing is made before it is known that the run can start. */
export async function findFiles(
  { paths, workspace }: FilesRequest,
  dependencies: Dependencies,
): Promise<readonly SourceFile[]> {
  const { files, leftOut } = await collectFiles(workspace, paths, { signal: dependencies.cancelled })
  if (leftOut.length > 0) {
    const some = leftOut.slice(0, 5).map((name) => JSON.stringify(name))
    const rest = leftOut.length > some.length ? ` and ${leftOut.length - some.length} more` : ''
    await dependencies.log.warning(
      `Left out of the input bundle, as links to folders and git’s own: ${some.join(', ')}${rest}.`,
    )
  }
  return files
}

/** Makes the input bundle in the local context, which is made where there was none. */
export async function makeInput(
  { run, dependencies, reporter }: Step,
  files: readonly SourceFile[],
): Promise<{ readonly context: LocalContext; readonly found: FoundInput } | undefined> {
  const { input } = run
  if (input?.kind !== 'files') return undefined
  const { name, tags, paths, workspace } = input
  const checkout = await dependencies.readCheckout(await folderOf(path.resolve(workspace, paths[0] ?? '')), workspace)
  const addition = { name, tags, owner: dependencies.owner, path: paths.join(' '), checkout }
  try {
    const bound = { url: run.remote.url, context: run.context.remote }
    const context = await ensureContext({ home: dependencies.home, name: run.context.local }, bound)
    const bundle = await addBundle(context, files, addition, { signal: dependencies.cancelled, runId: reporter.runId })
    const bytes = files.reduce((sum, file) => sum + file.size, 0)
    dependencies.log.info(`Made ${name} of ${files.length} file(s) of the workspace (${size(bytes)}).`)
    return { context, found: { bundle, source: 'local' } }
  } catch (error) {
    throw error instanceof Failure ? notMade(error) : error
  }
}

function notMade(error: Failure): Failure {
  const advice =
    error.verdict === 'local-context-unwritable'
      ? "Make it writable for the job's user: `input-path` makes the bundle there."
      : error.advice
  return new Failure(error.verdict, `The input bundle could not be made. ${error.message}`, advice, { cause: error })
}

/** The nearest folder that is there: the path itself may be a file or a pattern. */
async function folderOf(place: string): Promise<string> {
  for (let folder = place; ; folder = path.dirname(folder)) {
    if ((await stat(folder).catch(() => undefined))?.isDirectory() || folder === path.dirname(folder)) return folder
  }
}
