import type { Backend } from '../../backends/backend.ts'
import type { ImageIdentity } from '../../backends/image.ts'
import { describeError } from '../../errors.ts'
import type { Run } from '../../plan/plan.ts'
import type { Dependencies } from '../dependencies.ts'
import { resolveReference } from '../find-image.ts'

/** An image, or why it is not known, as a clause. */
export type IdentifiedImage = ImageIdentity | { readonly unknown: string }

/** Identifies the image that a run would use. Pulls and starts nothing. Throws only the reason of the cancellation. */
export async function identifyRunImage(
  run: Run,
  { backend, dependencies, runId }: { backend: Backend; dependencies: Dependencies; runId: string },
  signal: AbortSignal,
): Promise<IdentifiedImage> {
  const { pullPolicy, platform, dialect } = run
  try {
    const reference = await resolveReference(run, dependencies)
    return await backend.identifyImage({ reference, pullPolicy, platform, dialect, runId, needsVersion: false }, signal)
  } catch (error) {
    dependencies.cancelled.throwIfAborted()
    return { unknown: describeError(error).replace(/\.$/, '') }
  }
}
