import { InvalidInputs } from '../action/input-problems.ts'
import { resolveEcrReference } from '../aws/ecr.ts'
import type { Image } from '../backends/backend.ts'
import { findUnsupportedInputs } from '../disdat/command-line.ts'
import { getGeneration } from '../disdat/generations.ts'
import { getInputTags } from '../plan/input-request.ts'
import type { Run } from '../plan/plan.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'

/** Finds or pulls the image, and checks that its command line supports the inputs. Throws Failure. */
export async function findImage({ run, runId, dependencies, backend }: PhaseContext): Promise<Image> {
  const { log, state, cancelled } = dependencies
  const image = await backend.image(
    {
      reference: await resolveReference(run, dependencies),
      pullPolicy: run.dryRun ? 'never' : run.pullPolicy,
      platform: run.platform,
      dialect: run.dialect,
      // The classic versions differ in tags, and in an output without a name.
      needsVersion: run.outputTags.size + getInputTags(run.input).size > 0 || run.outputName === '-',
      runId,
      trackContainer: async ({ backend: kind, fields }, work) => {
        await state.addOrphan({ backend: kind, outputUuid: runId, fields })
        const result = await work()
        await state.removeOrphan(runId)
        return result
      },
    },
    cancelled,
  )
  await checkDialect(run, image, dependencies)
  log.info(`Image ${image.reference} (dialect ${image.dialect}): ${image.pinned}`)
  return image
}

async function resolveReference({ image }: Run, { identity, networkEnv, cancelled }: Dependencies): Promise<string> {
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
