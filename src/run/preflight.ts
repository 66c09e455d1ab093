import type { Image } from '../backends/backend.ts'
import { predictReuse } from '../disdat/reuse.ts'
import { Failure } from '../errors.ts'
import type { LocalContext } from '../local/context.ts'
import type { Step } from './dependencies.ts'
import { createTask } from './launch.ts'
import { findImage, openInput, type PreparedInput } from './prepare.ts'

/**
 * Looks up image and input, and asks the backend what it knows to be wrong, before anything is pushed or started. Everything that can be known to be
 * wrong is told in one Failure.
 */
export async function preflight(
  step: Step,
  context: LocalContext | undefined,
  outputUuid: string,
): Promise<{ readonly image: Image; readonly input: PreparedInput }> {
  const { reporter, dependencies } = step
  const [image, input] = await Promise.allSettled([
    reporter.phase('image', () => findImage(step)),
    reporter.phase('input', () => openInput(step, context)),
  ])
  const asks = () => reporter.phase('preflight', () => check(step, image, input, outputUuid))
  const [checked] = await Promise.allSettled([step.backend.preflight === undefined ? [] : asks()])
  if (image.status === 'fulfilled' && input.status === 'fulfilled' && checked.status === 'fulfilled') {
    for (const notice of checked.value) dependencies.log.info(notice)
    return { image: image.value, input: input.value }
  }
  throw joined([checked, image, input].flatMap((part) => (part.status === 'rejected' ? [part.reason] : [])))
}

async function check(
  step: Step,
  image: PromiseSettledResult<Image>,
  input: PromiseSettledResult<PreparedInput>,
  outputUuid: string,
): Promise<readonly string[]> {
  const { backend, dependencies, run } = step
  if (backend.preflight === undefined) return []
  // What is not there is told already; the rest can be asked about without it.
  const known = image.status === 'fulfilled' ? image.value : absentImage(step)
  const found = input.status === 'fulfilled' ? input.value.found : undefined
  const reuse = predictReuse({ ...known, force: run.force, commits: dependencies.commits })
  const task = createTask(step, { image: known, input: { found }, reuse, outputUuid })
  return await backend.preflight({ ...task, files: [] }, dependencies.cancelled)
}

function absentImage({ run }: Step): Image {
  const reference = run.image.kind === 'reference' ? run.image.reference : run.image.repository
  const nothing = { env: new Map(), user: '', architecture: undefined }
  return { reference, pinned: reference, id: reference, dialect: run.dialect ?? 'luigi', ...nothing }
}

/** One failure of several; anything that is not a Failure is a mistake of ours or a cancel, and comes first. */
function joined(reasons: readonly unknown[]): unknown {
  const failures = reasons.filter((reason) => reason instanceof Failure)
  const [first] = failures
  const other = reasons.find((reason) => !(reason instanceof Failure))
  // A definition of the user's own is looked up for its image and for the rest: what is wrong with it is told once.
  const lines = [...new Set(failures.map(({ message }) => message))]
  if (other !== undefined || first === undefined || lines.length === 1) return other ?? first
  const advice = [...new Set(failures.map((failure) => failure.advice))]
  return new Failure(first.verdict, lines.join('\n'), advice.join(' '), { cause: first })
}
