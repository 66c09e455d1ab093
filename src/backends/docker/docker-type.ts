import { createEcrLogin } from '../../aws/ecr.ts'
import { describeError } from '../../errors.ts'
import { systemClock } from '../../lib/clock.ts'
import { parseImageReference } from '../../lib/image-reference.ts'
import type { BackendServices, BackendType, PlannedBackend } from '../backend-type.ts'
import { runIdLabel } from './container.ts'
import { DockerBackend, dockerCapabilities, isUnanswered } from './docker-backend.ts'
import { findConfigFolder } from './docker-config.ts'
import { explainMissingEngine } from './missing-engine.ts'
import { findRegistryLogin } from './registry-login.ts'

/** Containers on the Docker engine that `DOCKER_HOST` names, by default the runner's own. */
export const dockerBackendType: BackendType = {
  kind: 'Local',
  inputs: ['network'],
  maxParallelEnds: 16,
  readInputs: () => ({ plan: () => planned, planAttach: () => undefined }),
  async endOrphan({ fields, runId }) {
    try {
      const removed = await removeContainers(runId, isUnanswered(fields) ? lateCreateMs : 0)
      return removed > 0 ? 'Removed the container that main left.' : undefined
    } catch (error) {
      // An engine that comes back keeps the container, which has exited.
      const command = `docker rm --force --volumes $(docker ps --all --quiet --filter label=${runIdLabel}=${runId})`
      throw new Error(`${describeError(error)} When the engine is back, remove the container with \`${command}\`.`)
    }
  },
}

/** How long post waits for a container whose creation the engine has not answered, and how often it looks. */
const lateCreateMs = 30_000
const lateCreateIntervalMs = 1_000

/** Removes the run's containers; waits for one so long if there is none. Resolves with their number. */
async function removeContainers(runId: string, waitMs: number): Promise<number> {
  const backend = new DockerBackend(async () => undefined)
  for (let waitedMs = 0; ; waitedMs += lateCreateIntervalMs) {
    const removed = await backend.stop(runId)
    if (removed > 0 || waitedMs >= waitMs) return removed
    await systemClock.sleep(lateCreateIntervalMs)
  }
}

const planned: PlannedBackend = {
  kind: 'Local',
  can: dockerCapabilities,
  credentials: { kind: 'files' },
  detachesOnCancel: false,
  failsOnDetach: false,
  open: (services) =>
    new DockerBackend((reference, signal) => findLogin(reference, services, signal), {
      env: services.env,
      say: services.onWait,
      explain: (error) => explainMissingEngine(error, services.env, services.home),
    }),
}

/**
 * The login of `docker login` or of a credential helper; for ECR also the login that AWS issues. A reference that names
 * no host gets none: a login never goes to another registry than its own.
 */
async function findLogin(reference: string, { env, home, identity, onSecret }: BackendServices, signal: AbortSignal) {
  const host = parseImageReference(reference)?.host
  if (!host) return undefined
  const configFolder = findConfigFolder(env, home)
  const login = await findRegistryLogin(host, { configFolder, authConfig: env['DOCKER_AUTH_CONFIG'] })
  return login ?? (await createEcrLogin(identity, env, host, onSecret, signal))
}
