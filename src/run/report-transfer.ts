import { TransferCounter, withProgress } from '../lib/progress.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { PhaseContext } from './dependencies.ts'

/** Transfers a bundle. The log says so before, and every 10 s how many objects and bytes have arrived. */
export async function reportTransfer<T>(
  { dependencies }: Pick<PhaseContext<RunTarget>, 'dependencies'>,
  begin: string,
  transfer: (counter: TransferCounter) => Promise<T>,
): Promise<T> {
  const counter = new TransferCounter()
  const { log } = dependencies
  return await withProgress({ begin, describe: (ms) => counter.describe(ms), say: log.info }, () => transfer(counter))
}
