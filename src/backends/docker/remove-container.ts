import type Docker from 'dockerode'
import { runIdLabel } from './container.ts'
import { callEngine, toEngineError } from './engine.ts'

/**
 * How long a container may take to end after SIGTERM. The runner allows the step 7.5 s (actions/runner,
 * ProcessInvoker).
 */
const stopGraceSeconds = 3
/** The longest wait for the engine's answer to a stop. */
const stopLimitMs = (stopGraceSeconds + 3) * 1000

/** Stops and removes the containers with a run's id, and resolves with their number. Throws the engine's failure. */
export async function stopContainers(docker: Docker, runId: string): Promise<number> {
  const filters = { label: [`${runIdLabel}=${runId}`] }
  const containers = await callEngine(() => docker.listContainers({ all: true, filters }), useEngineMessage)
  await Promise.all(
    containers.map(async ({ Id, State }) => {
      const container = docker.getContainer(Id)
      // The forced removal follows in any case.
      if (State === 'running')
        await callEngine(() => container.stop({ t: stopGraceSeconds }), useEngineMessage, undefined, stopLimitMs).catch(
          useEngineMessage,
        )
      await removeContainer(container)
    }),
  )
  return containers.length
}

/** Removes a container, also a running one. Accepts that it is gone, or being removed. */
export async function removeContainer(container: Docker.Container): Promise<void> {
  await callEngine(() => container.remove({ force: true, v: true }).catch(ignoreRemoved), useEngineMessage)
}

/** Docker responds with 404 for a removed container and with 409 while it is being removed. */
function ignoreRemoved(error: unknown): void {
  const { status } = toEngineError(error)
  if (status !== 404 && status !== 409) throw error
}

/** The failure quotes the engine's own message. */
const useEngineMessage = () => undefined
