import type { Backend } from '../../backends/backend.ts'
import type { MachineSize } from '../../backends/machine-size.ts'
import type { Run } from '../../plan/plan.ts'

/** What a run takes of the machine that it runs on. */
type RunSize = Pick<Run, 'vcpus' | 'memoryMib'>

/**
 * Which runs may run at the same time: `max-parallel` of them, or by default as many as fit on the machine of their
 * backend. A run that requests no vCPUs counts as one vCPU.
 */
export class RunSlots {
  readonly #maxParallel: number | undefined
  readonly #machine: MachineSize | undefined
  readonly #running = new Set<RunSize>()

  /** @param machine Undefined: there is no limit but `maxParallel` */
  constructor(maxParallel: number | undefined, machine: MachineSize | undefined) {
    this.#maxParallel = maxParallel
    this.#machine = machine
  }

  get runningCount(): number {
    return this.#running.size
  }

  /** Whether two of these runs can ever run at the same time. */
  canOverlap(runs: readonly RunSize[]): boolean {
    if (this.#maxParallel !== undefined) return this.#maxParallel > 1 && runs.length > 1
    const [least = 1, second = 1] = runs.map(countVcpus).toSorted((a, b) => a - b)
    return runs.length > 1 && (this.#machine === undefined || least + second <= this.#machine.vcpus)
  }

  /** Whether the run may start now. A run that is larger than the machine may start alone: its backend refuses it. */
  fits(run: RunSize): boolean {
    if (this.#running.size === 0) return true
    if (this.#maxParallel !== undefined) return this.#running.size < this.#maxParallel
    if (this.#machine === undefined) return true
    const runs = [...this.#running, run]
    return (
      runs.reduce((sum, each) => sum + countVcpus(each), 0) <= this.#machine.vcpus &&
      runs.reduce((sum, { memoryMib = 0 }) => sum + memoryMib, 0) <= this.#machine.memoryMib
    )
  }

  take(run: RunSize): void {
    this.#running.add(run)
  }

  free(run: RunSize): void {
    this.#running.delete(run)
  }
}

const countVcpus = ({ vcpus = 1 }: RunSize) => vcpus

/** The size of the backend's machine; undefined where jobs do not share one, or when it cannot be read. */
export async function readMachineSize(backend: Backend, signal: AbortSignal): Promise<MachineSize | undefined> {
  try {
    return await backend.readMachineSize?.(signal)
  } catch {
    // The first run reports what is wrong.
    return { vcpus: 1, memoryMib: 0 }
  }
}
