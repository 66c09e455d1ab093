import type { JobResult } from '../backends/backend.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { CostReport } from '../report/report.ts'
import type { Step } from './dependencies.ts'

const hourMs = 3_600_000

/** Reports what the run took of its machine: of a container here its limits, for as long as it was followed; of a job what it had, for as long as its attempts ran. */
export async function reportCost({ run, reporter }: Step<RunTarget>, ending?: JobResult): Promise<void> {
  const cost =
    run.batch === undefined
      ? calculateCost(run, reporter.report.phases.findLast(({ name }) => name === 'run')?.ms ?? 0)
      : calculateCost(ending?.resources, sumRunningMs(ending?.attempts))
  if (cost !== undefined) await reporter.update({ cost })
}

/** Of resources for so long. Undefined where neither is known, or nothing ran. */
export function calculateCost(resources: JobResult['resources'], ms: number): CostReport | undefined {
  const { vcpus, memoryMib } = resources ?? {}
  if (ms <= 0 || (vcpus ?? memoryMib) === undefined) return undefined
  const hours = ms / hourMs
  return {
    ...(vcpus !== undefined && { vcpuHours: vcpus * hours }),
    ...(memoryMib !== undefined && { gibHours: (memoryMib / 1024) * hours }),
  }
}

/** How long attempts ran, all together; those that never started, or whose end is not known, do not count. */
export function sumRunningMs(attempts: JobResult['attempts'] = []): number {
  return attempts.reduce(
    (sum, { startedAt, stoppedAt }) =>
      startedAt && stoppedAt ? sum + Math.max(0, stoppedAt.getTime() - startedAt.getTime()) : sum,
    0,
  )
}
