import type { Backend, Task } from '../../src/backends/backend.ts'
import type { BackendCapabilities } from '../../src/backends/backend-capabilities.ts'

/** The calls that a double received. */
export interface DoubleCalls {
  readonly tasks: Task[]
  /** Run ids, with the job id if one was given. */
  readonly stopped: string[]
  readonly released: string[]
}

export const doubleCapabilities: BackendCapabilities = {
  unit: 'job',
  outlivesStep: false,
  maxDependencies: 0,
  usesRunnerNetwork: true,
  seedsContext: false,
  passesEmptyVariables: true,
  reportsUsage: false,
}

/**
 * Creates a double of a backend, which adds to `calls`. It runs no container, and each job succeeds at once. `changes`
 * replace its members.
 */
export function createDoubleBackend(
  changes: Partial<Backend> = {},
  calls: DoubleCalls = { tasks: [], stopped: [], released: [] },
): Backend & { readonly calls: DoubleCalls } {
  return {
    calls,
    kind: 'Double',
    can: doubleCapabilities,
    async image({ reference }) {
      const unknown = { env: new Map(), user: '', architecture: undefined }
      return {
        reference,
        pinned: `${reference}@sha256:1`,
        id: reference,
        dialect: 'luigi',
        fingerprint: 'fingerprint-1',
        ...unknown,
      }
    },
    identifyImage: async ({ reference }) => ({
      pinned: `${reference}@sha256:1`,
      fingerprint: 'fingerprint-1',
      env: new Map(),
    }),
    dryRun: async ({ argv }) => argv.join(' '),
    createOrphanFields: async (_, job) => (job === undefined ? {} : { id: job.id }),
    async launch(task) {
      calls.tasks.push(task)
      return { id: `double-${calls.tasks.length}`, name: task.name }
    },
    follow: async () => ({ exitCode: 0, outOfMemory: false }),
    async release(runId) {
      calls.released.push(runId)
    },
    async stop(runId, job) {
      calls.stopped.push(job === undefined ? runId : `${runId} ${job.id}`)
      return 1
    },
    ...changes,
  }
}
