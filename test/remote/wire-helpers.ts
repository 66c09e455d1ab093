import { createAmbientIdentity } from '../../src/aws/ambient-identity.ts'
import type { Environment } from '../../src/lib/environment.ts'
import { openRemote, type Remote } from '../../src/remote/remote.ts'
import { defaultTuning, type Tuning } from '../../src/s3/transfer.ts'

/** So little that a test of large files, and of long waits, is quick. */
export const tuning: Tuning = { ...defaultTuning, idleTimeoutMs: 10_000, wholeBytes: 100 * 1024, partBytes: 64 * 1024 }

/** The remote context `shop` of this URL, which moves small files as if they were large. */
export async function remoteOver(url: string, env: Environment, more: Partial<Tuning> = {}): Promise<Remote> {
  const identity = await createAmbientIdentity({ env })
  return await openRemote({ url, context: 'shop', env, identity, tuning: { ...tuning, ...more } })
}
