import type { CostReport } from '../action/report.ts'
import type { Ending } from '../backends/backend.ts'
import type { Step } from '../parts.ts'
import type { Goal } from '../plan.ts'

const hourMs = 3_600_000

/** Reports what the run took of its machine: of a container here its limits, for as long as it was followed; of a job what it had, for as long as its attempts ran. */
export async function tellCost({ run, teller }: Step<Goal>, ending?: Ending): Promise<void> {
  const cost =
    run.batch === undefined
      ? costOf(run, teller.report.phases.findLast(({ name }) => name === 'run')?.ms ?? 0)
      : costOf(ending?.resources, runningMs(ending?.attempts))
  if (cost !== undefined) await teller.know({ cost })
}

/** Of resources for so long. Undefined where neither is known, or nothing ran. */
export function costOf(resources: Ending['resources'], ms: number): CostReport | undefined {
  const { vcpus, memoryMib } = resources ?? {}
  if (ms <= 0 || (vcpus ?? memoryMib) === undefined) return undefined
  const hours = ms / hourMs
  return {
    ...(vcpus !== undefined && { vcpuHours: vcpus * hours }),
    ...(memoryMib !== undefined && { gibHours: (memoryMib / 1024) * hours }),
  }
}

/** How long attempts ran, all together; those that never started, or whose end is not known, do not count. */
export function runningMs(attempts: Ending['attempts'] = []): number {
  return attempts.reduce(
    (sum, { startedAt, stoppedAt }) =>
      startedAt && stoppedAt ? sum + Math.max(0, stoppedAt.getTime() - startedAt.getTime()) : sum,
    0,
  )
}
