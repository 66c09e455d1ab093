import type { Identity } from '../../aws/credentials.ts'
import { getPartition } from '../../aws/session-policy.ts'
import { systemClock } from '../../lib/clock.ts'
import type { Environment } from '../../lib/environment.ts'
import { Memo } from '../../lib/memo.ts'
import type { RateLimiter } from '../../lib/rate-limiter.ts'
import { type BatchClients, openBatchClients } from './clients.ts'
import { ConsoleLinks } from './console-links.ts'
import type { DefinitionRevision } from './job-definition.ts'
import { JobPoller } from './job-poller.ts'
import { JobTerminator } from './job-terminator.ts'
import { createLogLimiter } from './log-limits.ts'
import type { QueueFacts } from './preflight.ts'
import { QueueSnapshots } from './queue-snapshots.ts'
import type { EarlierJobs } from './submit.ts'

/** What calling Batch needs; shared by all jobs of a step. */
export interface BatchConnection {
  readonly clients: BatchClients
  readonly poller: JobPoller
  readonly terminator: JobTerminator
  readonly snapshots: QueueSnapshots
  readonly rateLimiter: RateLimiter
  readonly links: ConsoleLinks
  /** The jobs that are followed now. */
  readonly followed: Set<string>
  /** The queues that were read, by name or ARN. */
  readonly queues: Memo<QueueFacts>
  /** The revisions of job definitions that exist, by their content. */
  readonly definitions: Memo<DefinitionRevision>
  readonly earlierJobs: EarlierJobs
}

/** What a connection is opened with. */
interface ConnectionOptions {
  readonly identity: () => Promise<Identity>
  readonly env: Environment
  /** Receives a sentence when a call waits for AWS longer than usual. */
  readonly onWait: (text: string) => void
}

/** Opens the clients of Batch in the identity's region. Batch is not called yet. */
export async function openConnection({ identity, env, onWait }: ConnectionOptions): Promise<BatchConnection> {
  const caller = await identity()
  const clients = await openBatchClients(caller, env, { onWait })
  return {
    clients,
    poller: new JobPoller(clients, systemClock),
    terminator: new JobTerminator(clients),
    snapshots: new QueueSnapshots(clients, systemClock),
    rateLimiter: createLogLimiter(systemClock),
    followed: new Set(),
    ...{ queues: new Memo(), definitions: new Memo(), earlierJobs: new Memo() },
    links: new ConsoleLinks(getPartition(caller.region), caller.region),
  }
}
