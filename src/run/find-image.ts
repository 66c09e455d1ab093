import { resolveEcrReference } from '../aws/ecr.ts'
import type { Image } from '../backends/backend.ts'
import { Failure } from '../errors.ts'
import type { Run } from '../plan/plan.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'

/** Finds or pulls the image, and checks that its dialect supports the inputs. Throws Failure. */
export async function findImage({ run, dependencies, backend }: PhaseContext): Promise<Image> {
  const { log, cancelled } = dependencies
  const image = await backend.image(
    {
      reference: await resolveReference(run, dependencies),
      pullPolicy: run.dryRun ? 'never' : run.pullPolicy,
      platform: run.platform,
      dialect: run.dialect,
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

async function checkDialect(run: Run, { dialect, reference }: Image, { log }: Dependencies): Promise<void> {
  if (dialect === 'classic') {
    if (run.forceAll)
      throw new Failure(
        'invalid-input',
        `force-all: ${reference} is an image of the classic dialect, which supports \`force\` only.`,
        'Use `force`.',
      )
    if (run.inputParam !== undefined)
      await log.warning('`input-param` is ignored: an image of the classic dialect takes the input bundle by name.')
    if (run.workers !== 1) await log.warning('`workers` is ignored: an image of the classic dialect has no workers.')
    return
  }
  // dsdt_docker splits an --output-tag at every colon and fails on a third part.
  const [tag] = [...run.outputTags].find(([key, value]) => value.includes(':') || key.includes(':')) ?? []
  if (tag !== undefined)
    throw new Failure(
      'invalid-input',
      `output-tags: the value of ${tag} contains a colon, which images of the luigi dialect cannot take.`,
      'Use another character.',
    )
  if (run.input !== undefined && run.inputParam === undefined)
    await log.warning(
      'The pipe does not receive the input bundle: a pipe of the luigi dialect takes it as a parameter. Name that parameter in `input-param`.',
    )
}
