import type { Image } from '../backends/image.ts'
import { Failure } from '../errors.ts'
import type { LocalContext } from '../local/context.ts'
import { createTask } from './create-task.ts'
import type { PhaseContext } from './dependencies.ts'
import { findImage } from './find-image.ts'
import { openInput } from './prepare.ts'
import { decideReuse } from './reuse.ts'
import { getInputBundle, type PreparedInput } from './shared-parts.ts'

/**
 * Finds image and input, and lets the backend check the run, before anything is pushed or started. Throws one Failure
 * that names all problems.
 * `onInput` is called as soon as the input is found, when the image may still be pulled.
 */
export async function preflight(
  context: PhaseContext,
  localContext: LocalContext | undefined,
  outputUuid: string,
  onInput: (input: PreparedInput) => void = () => undefined,
): Promise<{ readonly image: Image; readonly input: PreparedInput }> {
  const { phase, backend, dependencies } = context
  const [image, input] = await Promise.allSettled([
    phase('image', () => findImage(context)),
    phase('input', () => openInput(context, localContext)).then((found) => {
      onInput(found)
      return found
    }),
  ])
  const check = () => phase('preflight', () => checkTask(context, image, input, outputUuid))
  const [checked] = await Promise.allSettled([backend.preflight === undefined ? [] : check()])
  if (image.status === 'fulfilled' && input.status === 'fulfilled' && checked.status === 'fulfilled') {
    for (const notice of checked.value) dependencies.log.info(notice)
    return { image: image.value, input: input.value }
  }
  throw combineErrors([checked, image, input].flatMap((part) => (part.status === 'rejected' ? [part.reason] : [])))
}

async function checkTask(
  context: PhaseContext,
  image: PromiseSettledResult<Image>,
  input: PromiseSettledResult<PreparedInput>,
  outputUuid: string,
): Promise<readonly string[]> {
  const { backend, dependencies } = context
  if (backend.preflight === undefined) return []
  // A missing image is reported on its own; the rest of the task can be checked without it.
  const known = image.status === 'fulfilled' ? image.value : createMissingImage(context)
  const inputBundle = input.status === 'fulfilled' ? getInputBundle(input.value) : undefined
  const reuse = decideReuse(context, known)
  const task = createTask(context, { image: known, inputBundle, reuse, outputUuid })
  return await backend.preflight(task, dependencies.cancelled)
}

function createMissingImage({ run }: PhaseContext): Image {
  const reference = run.image.kind === 'reference' ? run.image.reference : run.image.repository
  const unknown = { env: new Map(), user: '', architecture: undefined }
  return { reference, pinned: reference, id: reference, dialect: run.dialect ?? 'luigi', ...unknown }
}

/** Combines failures into one. An error that is not a Failure is a bug or a cancellation, and takes precedence. */
function combineErrors(reasons: readonly unknown[]): unknown {
  const failures = reasons.filter((reason) => reason instanceof Failure)
  const [first] = failures
  const other = reasons.find((reason) => !(reason instanceof Failure))
  // A job definition of the user is read for its image and again for the rest: its problem is reported once.
  const bullets = [...new Set(failures.flatMap(listProblems))]
  if (other !== undefined || first === undefined || failures.length === 1) return other ?? first
  if (new Set(failures.map(({ message }) => message)).size === 1) return first
  const evidence = [`${bullets.length} problems:`, ...bullets.map((bullet) => `- ${bullet}`)].join('\n')
  return new Failure(first.verdict, evidence, 'Fix each of them. Nothing was started.', { cause: first })
}

/** Lists the problems of a failure, each with its fix: one, or one for each line where each line is a problem. */
function listProblems({ message, advice }: Failure): readonly string[] {
  const lines = message.split('\n').map((line) => line.replace(/^- /, ''))
  return lines.length > 1 ? lines : [`${message} ${advice}`]
}
