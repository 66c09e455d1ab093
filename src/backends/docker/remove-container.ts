import type Docker from 'dockerode'
import { callEngine, toEngineError } from './engine.ts'

/** Removes a container, also a running one. Accepts that it is gone, or being removed. */
export async function removeContainer(container: Docker.Container): Promise<void> {
  await callEngine(
    () => container.remove({ force: true, v: true }).catch(ignoreRemoved),
    () => undefined,
  )
}

/** Docker responds with 404 for a removed container and with 409 while it is being removed. */
function ignoreRemoved(error: unknown): void {
  const { status } = toEngineError(error)
  if (status !== 404 && status !== 409) throw error
}
