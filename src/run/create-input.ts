import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../errors.ts'
import { formatBytes, formatCount } from '../lib/units.ts'
import { addBundle } from '../local/add-bundle.ts'
import { ensureContext, type LocalContext } from '../local/context.ts'
import { collectFiles, type SourceFile } from '../local/workspace-files.ts'
import type { FilesRequest } from '../plan/input-request.ts'
import type { FoundInput } from '../remote/input.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'

/**
 * Finds the files that the input is created from. The bundle is created later, when the run is known to be able to
 * start.
 */
export async function findSourceFiles(
  { paths, workspace }: FilesRequest,
  { log, cancelled: signal }: Dependencies,
): Promise<readonly SourceFile[]> {
  const { files, leftOut } = await collectFiles(workspace, paths, { signal })
  if (leftOut.length > 0) {
    const shown = leftOut.slice(0, 5).map((name) => JSON.stringify(name))
    const more = leftOut.length > shown.length ? ` and ${leftOut.length - shown.length} more` : ''
    await log.warning(
      `The input bundle does not contain links to folders and Git's own files: ${shown.join(', ')}${more}.`,
    )
  }
  return files
}

/** Creates the input bundle in the local context, which is created when it does not exist. Throws Failure. */
export async function createInput(
  { run, dependencies, runId }: PhaseContext,
  files: readonly SourceFile[],
): Promise<{ readonly context: LocalContext; readonly found: FoundInput } | undefined> {
  const { input } = run
  if (input?.kind !== 'files') return undefined
  const { name, tags, paths, workspace } = input
  const { home, owner, log, cancelled: signal } = dependencies
  const folder = await findExistingFolder(path.resolve(workspace, paths[0] ?? ''))
  const checkout = await dependencies.readCheckout(folder, workspace)
  try {
    const boundTo = { url: run.remote.url, context: run.context.remote }
    const context = await ensureContext({ home, name: run.context.local }, boundTo)
    const newBundle = { name, tags, owner, path: paths.join(' '), checkout }
    const bundle = await addBundle(context, files, newBundle, { signal, runId })
    const bytes = files.reduce((sum, file) => sum + file.size, 0)
    log.info(
      `Created the bundle ${name} from ${formatCount(files.length, 'file')} of the workspace (${formatBytes(bytes)})`,
    )
    return { context, found: { bundle, source: 'local' } }
  } catch (error) {
    throw error instanceof Failure ? explainInputFailure(error) : error
  }
}

function explainInputFailure(error: Failure): Failure {
  const advice =
    error.verdict === 'local-context-unwritable'
      ? "Make it writable for the job's user: `input-path` creates the bundle there."
      : error.advice
  return new Failure(error.verdict, `The input bundle could not be created. ${error.message}`, advice, { cause: error })
}

/** Finds the nearest folder that exists: the path may be a file or a pattern. */
async function findExistingFolder(start: string): Promise<string> {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if ((await stat(folder).catch(() => undefined))?.isDirectory() || folder === path.dirname(folder)) return folder
  }
}
