import { InvalidInputs } from '../action/input-problems.ts'
import { resolveEcrReference } from '../aws/ecr.ts'
import type { Image, ImageRequest } from '../backends/image.ts'
import { findUnsupportedInputs } from '../disdat/command-line.ts'
import { getGeneration } from '../disdat/generations.ts'
import { getInputTags } from '../plan/input-request.ts'
import type { Run } from '../plan/plan.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'

/** Finds or pulls the image, and checks that its command line supports the inputs. Throws Failure. */
export async function findImage(context: PhaseContext): Promise<Image> {
  const { run, dependencies, backend } = context
  const { log, shared } = dependencies
  // The classic versions differ in tags, and in an output without a name.
  const needsVersion = run.outputTags.size + getInputTags(run.input).size > 0 || run.outputName === '-'
  const pullPolicy = run.dryRun ? 'never' : run.pullPolicy
  const request = { pullPolicy, platform: run.platform, dialect: run.dialect, needsVersion }
  const image = await shared.images.get(backend, JSON.stringify([run.image, request]), () =>
    requestImage(context, request),
  )
  await checkDialect(run, image, dependencies)
  log.info(`Image ${image.reference} (dialect ${image.dialect}): ${image.pinned}`)
  return image
}

async function requestImage(
  { run, runId, dependencies, backend }: PhaseContext,
  request: Omit<ImageRequest, 'reference' | 'runId'>,
): Promise<Image> {
  const { state, cancelled } = dependencies
  const trackContainer: ImageRequest['trackContainer'] = async ({ backend: kind, fields }, work) => {
    await state.addOrphan({ backend: kind, runId, outputUuid: runId, fields })
    const result = await work()
    await state.removeOrphan(runId)
    return result
  }
  const reference = await resolveReference(run, dependencies)
  return await backend.image({ ...request, reference, runId, trackContainer }, cancelled)
}

/** The whole reference of a run's image. ECR is asked for the address of its registry. Throws Failure. */
export async function resolveReference(
  { image }: Pick<Run, 'image'>,
  { identity, networkEnv, cancelled }: Dependencies,
): Promise<string> {
  if (image.kind === 'reference') return image.reference
  return await resolveEcrReference(await identity(), Object.fromEntries(networkEnv), image.repository, cancelled)
}

async function checkDialect(run: Run, { dialect }: Image, { log }: Dependencies): Promise<void> {
  const unsupported = findUnsupportedInputs(dialect, { ...run, inputTags: getInputTags(run.input) })
  if (unsupported.length > 0) throw new InvalidInputs(unsupported)
  const { versions, takesInput, hasWorkers } = getGeneration(dialect)
  if (takesInput && run.inputParam !== undefined)
    await log.warning(`\`input-param\` is ignored: images of ${versions} take the input bundle by name.`)
  if (!hasWorkers && run.workers !== 1)
    await log.warning(
      `\`workers\` is ignored: images of ${versions} have no workers${dialect === 'classic' ? ', except 0.8.0 with `dialect: disdat-0.8.0`' : ''}.`,
    )
  if (!takesInput && run.input !== undefined && run.inputParam === undefined)
    await log.warning(
      `The pipe does not receive the input bundle: images of ${versions} take it as a parameter. Name that parameter in \`input-param\`.`,
    )
}
