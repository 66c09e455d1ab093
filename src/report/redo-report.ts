/** The outputs of the base context that other code made, and what making them took. An estimate, by receipts. */
export interface RedoReport {
  /** The base context. */
  readonly context: string
  readonly runs: readonly RunRedo[]
  /** Why nothing is known, one sentence. */
  readonly unknown?: string
}

/** The outputs of one run of the step, for all values of `each` that the base context has. */
export interface RunRedo {
  readonly name: string
  /** The outputs that other code made. */
  readonly outputs: readonly RedoOutput[]
  /** The number of outputs that the same code made. */
  readonly current: number
  /** The number of values of this step without a receipt in the base context. */
  readonly unrecorded: number
  /** Whether receipts are left out, because there are too many. */
  readonly isCut: boolean
  /** Why nothing is known about the run, one sentence. */
  readonly unknown?: string
}

/** An output that other code made. */
export interface RedoOutput {
  /** Its value of each parameter of `each`. */
  readonly values: ReadonlyMap<string, string>
  /** `upstream`: only a run that it needs is of other code. */
  readonly trigger: 'image' | 'code' | 'upstream'
  /** How long the pipe ran, in milliseconds; undefined where the receipt does not say. */
  readonly tookMs?: number
  readonly vcpuHours?: number
}
