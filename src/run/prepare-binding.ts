import type { Image } from '../backends/image.ts'
import { getGeneration } from '../disdat/generations.ts'
import { createPrefixKey } from '../remote/prefix-key.ts'
import type { Remote } from '../remote/remote.ts'
import type { PhaseContext } from './dependencies.ts'

/** Creates, as the step, the object that images before 0.9.14 need to bind a remote. Throws Failure. */
export async function prepareBinding({ dependencies }: PhaseContext, image: Image, remote: Remote): Promise<void> {
  const { needsPrefixKey, versions } = getGeneration(image.dialect)
  if (!needsPrefixKey) return
  const outcome = await createPrefixKey(remote, { signal: dependencies.cancelled })
  if (outcome === 'created')
    dependencies.log.info(`Created the empty object ${remote.url}/, which images of ${versions} need to bind a remote.`)
}
