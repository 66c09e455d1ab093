import type { Checkout } from './action/checkout.ts'
import type { Log } from './action/log.ts'
import type { Outputs } from './action/outputs.ts'
import type { State } from './action/state.ts'
import type { Teller } from './action/teller.ts'
import type { Identity } from './aws/identity.ts'
import type { Backend } from './backends/backend.ts'
import type { RemoteUrl } from './disdat/names.ts'
import type { Run } from './plan.ts'
import type { Remote } from './remote/remote.ts'

/** The real parts that a run is made with, as the entries build them. */
export interface Parts {
  readonly backend: Backend
  /** Who we are to AWS; asked for once, when it is first needed. */
  readonly identity: () => Promise<Identity>
  readonly openRemote: (url: RemoteUrl, context: string) => Promise<Remote>
  readonly log: Log
  readonly outputs: Outputs
  readonly saveState: (state: State) => Promise<void>
  /** The folder that holds `.disdat`. */
  readonly home: string
  /** Whose bundles those are that are made here, as dsdt has it. */
  readonly owner: string
  /** Where the code stands that a folder of a workspace belongs to. */
  readonly checkoutOf: (folder: string, workspace: string) => Promise<Checkout>
  /** What the container must know of this runner's network: endpoints and proxies. */
  readonly surroundings: ReadonlyMap<string, string>
  /** The commits that the workflow runs for. */
  readonly commits: readonly string[]
  readonly tailLines: number
  /** Aborts when the workflow is cancelled. */
  readonly cancelled: AbortSignal
}

/** What every step of a run has to hand. */
export interface Step {
  readonly run: Run
  readonly parts: Parts
  readonly teller: Teller
}
