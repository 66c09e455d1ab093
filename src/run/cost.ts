import type { Backend, JobResult } from '../backends/backend.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { CostReport } from '../report/report.ts'

const hourMs = 3_600_000

/**
 * Calculates the resources that the run occupied: for a backend that reports them, the resources of each attempt for as
 * long as the attempts ran; otherwise the limits of the run for `followedMs`. Undefined when neither vCPUs nor memory
 * are known, or nothing ran.
 */
export function calculateCost(
  { run, backend }: { readonly run: Pick<RunTarget, 'vcpus' | 'memoryMib'>; readonly backend: Pick<Backend, 'can'> },
  result: JobResult | undefined,
  followedMs: number,
): CostReport | undefined {
  return backend.can.reportsUsage
    ? multiplyResources(result?.resources, sumRunningMs(result?.attempts))
    : multiplyResources(run, followedMs)
}

/** Returns the vCPU hours and GiB hours of resources that were occupied for `ms`. */
export function multiplyResources(resources: JobResult['resources'], ms: number): CostReport | undefined {
  const { vcpus, memoryMib } = resources ?? {}
  if (ms <= 0 || (vcpus ?? memoryMib) === undefined) return undefined
  const hours = ms / hourMs
  return {
    ...(vcpus !== undefined && { vcpuHours: vcpus * hours }),
    ...(memoryMib !== undefined && { gibHours: (memoryMib / 1024) * hours }),
  }
}

/** Sums the running times of all attempts; an attempt that never started, or whose end is unknown, does not count. */
export function sumRunningMs(attempts: JobResult['attempts'] = []): number {
  return attempts.reduce(
    (sum, { startedAt, stoppedAt }) =>
      startedAt && stoppedAt ? sum + Math.max(0, stoppedAt.getTime() - startedAt.getTime()) : sum,
    0,
  )
}
