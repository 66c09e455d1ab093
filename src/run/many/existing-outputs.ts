import type { Bundle, BundleDescription } from '../../disdat/bundle.ts'
import { compareInput, compareParam, type Match } from '../../disdat/reused-bundle.ts'
import { Failure } from '../../errors.ts'
import { Memo } from '../../lib/memo.ts'
import type { Run } from '../../plan/plan.ts'
import { findBundles } from '../../remote/find.ts'
import { type Proof, proveBundle } from '../../remote/prove.ts'
import { isReceiptFor } from '../../remote/receipts/output-receipt.ts'
import type { Remote } from '../../remote/remote.ts'
import type { PhaseContext } from '../dependencies.ts'

/** A bundle without its frames: the bundles of a pipe are all held in memory. */
type EarlierBundle = BundleDescription & Pick<Bundle, 'tookMs'>

/**
 * The outputs that are on the remote already, for `rerun: missing`. The bundles of a pipe are read once, when
 * the first of its runs is looked up.
 */
export class ExistingOutputs {
  readonly #bundles = new Memo<readonly EarlierBundle[]>()

  /**
   * The proof of the newest bundle that is the output of the run: of the same class, name, parameters and input. Where
   * Disdat did not record what decides, the receipt of an earlier run does. Undefined when there is none, when the
   * newest one is not whole, and for a run with `force`. Throws Failure when the remote cannot be read.
   */
  async find({ run, dependencies }: PhaseContext, inputUuid: string | undefined): Promise<Proof | undefined> {
    if (run.force || run.forceAll) return undefined
    const { cancelled: signal } = dependencies
    const remote = await dependencies.openRemote(run.remote, run.context.remote)
    const bundles = await this.#list(run, remote, signal)
    const newest =
      bundles.find((bundle) => compareOutput(bundle, run, inputUuid).every((match) => match === 'equal')) ??
      (await findRecorded(remote, run, inputUuid, { bundles, signal }))
    if (newest === undefined) return undefined
    try {
      return await proveBundle(remote, newest.uuid, { signal })
    } catch (error) {
      if (error instanceof Failure && error.verdict === 'bundle-corrupt') return undefined
      throw error
    }
  }

  /**
   * Whether every bundle of the run's class was made of something else, so that Disdat cannot reuse one, as far as
   * bundles record it. Throws Failure when the remote cannot be read.
   */
  async isFirst({ run, dependencies }: PhaseContext, inputUuid: string | undefined): Promise<boolean> {
    const remote = await dependencies.openRemote(run.remote, run.context.remote)
    const bundles = await this.#list(run, remote, dependencies.cancelled)
    return bundles.every((bundle) => compareOrigin(bundle, run, inputUuid).includes('different'))
  }

  /** The median duration of the earlier tasks of the run's class, in milliseconds; undefined where none is known. */
  async estimateMs({ run, dependencies }: PhaseContext): Promise<number | undefined> {
    const remote = await dependencies.openRemote(run.remote, run.context.remote)
    const bundles = await this.#list(run, remote, dependencies.cancelled)
    const durations = bundles.flatMap(({ tookMs }) => tookMs ?? []).toSorted((a, b) => a - b)
    return durations[Math.floor(durations.length / 2)]
  }

  async #list(run: Run, remote: Remote, signal: AbortSignal): Promise<readonly EarlierBundle[]> {
    const codeMethod = run.pipeClass.name
    return await this.#bundles.get(JSON.stringify([remote.url, remote.context, codeMethod]), async () => {
      const bundles: EarlierBundle[] = []
      for await (const { frames: _, ...bundle } of findBundles(remote, { codeMethod }, { signal })) bundles.push(bundle)
      return bundles
    })
  }
}

/** Compares what Disdat recorded of a bundle with what the run would make. */
function compareOutput(bundle: BundleDescription, run: Run, inputUuid: string | undefined): readonly Match[] {
  const isNamed = run.outputName === '-' || run.outputName === bundle.name
  return isNamed ? compareOrigin(bundle, run, inputUuid) : ['different']
}

/**
 * The bundle that an earlier run of the same request recorded as its output, unless its own record contradicts that.
 * Disdat does not record the parameters of a base class, and may write a value in another form.
 */
async function findRecorded(
  { receipts }: Remote,
  run: Run,
  inputUuid: string | undefined,
  { bundles, signal }: { readonly bundles: readonly EarlierBundle[]; readonly signal: AbortSignal },
): Promise<EarlierBundle | undefined> {
  const possible = bundles.filter((bundle) => !compareOutput(bundle, run, inputUuid).includes('different'))
  if (possible.length === 0) return undefined
  const { pipeClass, outputName: outputBundle, params } = run
  const receipt = await receipts.read({ pipeClass: pipeClass.name, outputBundle, params }, { signal })
  return receipt !== undefined && receipt.input === inputUuid
    ? possible.find((bundle) => isReceiptFor(receipt, bundle))
    : undefined
}

/** Compares each parameter of the run, and its input, with what a bundle of its class records. */
function compareOrigin(
  bundle: BundleDescription,
  { params, inputParam }: Run,
  inputUuid: string | undefined,
): readonly Match[] {
  const matches = [...params].map(([name, value]) => compareParam(bundle, name, value))
  if (inputUuid === undefined) return matches
  // A pipe that gets its input as a parameter need not declare it as a dependency.
  const asParam = inputParam === undefined ? 'unknown' : compareParam(bundle, inputParam, inputUuid)
  return [...matches, asParam === 'unknown' ? compareInput(bundle, inputUuid) : asParam]
}
