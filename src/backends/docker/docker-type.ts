import { join } from 'node:path'
import { createEcrLogin } from '../../aws/ecr.ts'
import type { BackendServices, BackendType, PlannedBackend } from '../backend-type.ts'
import { DockerBackend, dockerCapabilities } from './docker-backend.ts'
import { findRegistryLogin, parseRegistryHost } from './registry-login.ts'

/** Containers on the Docker engine that `DOCKER_HOST` names, by default the runner's own. */
export const dockerBackendType: BackendType = {
  kind: 'Local',
  inputs: ['network'],
  readInputs: () => ({ plan: () => planned, planAttach: () => undefined }),
  async endOrphan(_orphan, { runId }) {
    const removed = await new DockerBackend(async () => undefined).stop(runId)
    return removed > 0 ? 'Removed the container that main left.' : undefined
  },
}

const planned: PlannedBackend = {
  kind: 'Local',
  can: dockerCapabilities,
  credentials: { kind: 'files' },
  detachesOnCancel: false,
  open: (services) => new DockerBackend((reference) => findLogin(reference, services)),
}

/** The login of `docker login` or of a credential helper; for ECR also the login that AWS issues. */
async function findLogin(reference: string, { env, home, identity, onSecret }: BackendServices) {
  const login = await findRegistryLogin(reference, env['DOCKER_CONFIG'] ?? join(home, '.docker'))
  return login ?? (await createEcrLogin(identity, env, parseRegistryHost(reference), onSecret))
}
