import { raceSignal } from '../lib/abort.ts'
import type { Identity, StepIdentity } from './credentials.ts'

/**
 * The same identity for callers that end when the signal aborts: they wait for no token and no role any longer. The
 * requests themselves continue within their own limits, because other callers share them. Cached credentials are still
 * returned.
 */
export function limitIdentity(identity: StepIdentity, signal: AbortSignal): StepIdentity {
  return {
    ...limitCredentials(identity, signal),
    getAccount: () => raceSignal(identity.getAccount(), signal),
    createPipeIdentity: async (policy, options) => {
      const created = await raceSignal(identity.createPipeIdentity(policy, options), signal)
      return created && limitCredentials(created, signal)
    },
  }
}

const limitCredentials = (identity: Identity, signal: AbortSignal): Identity => ({
  region: identity.region,
  credentials: (refused) => raceSignal(identity.credentials(refused), signal),
})
