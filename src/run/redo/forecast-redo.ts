import { describeError } from '../../errors.ts'
import { raceSignal } from '../../lib/abort.ts'
import { forEachBounded } from '../../lib/for-each-bounded.ts'
import type { ManyRuns, PlannedRun } from '../../plan/plan.ts'
import type { ReceiptListing } from '../../remote/receipts/receipt-store.ts'
import type { RedoReport, RunRedo } from '../../report/redo-report.ts'
import type { Report } from '../../report/report.ts'
import { formatRedoLines } from '../../report/sections/redo.ts'
import type { Dependencies } from '../dependencies.ts'
import { type IdentifiedImage, identifyRunImage } from '../skip/identify-run-image.ts'
import { findRunRedo, getRedoTriggers } from './find-redo.ts'

/** How long a step waits for the forecast, in milliseconds. Its runs then start without it. */
const forecastLimitMs = 20_000
/** Pipes whose receipts are listed, and images that are looked up, at the same time. */
const maxLookups = 4

/**
 * Forecasts what must be redone in the base context after a pull request is merged, and logs it: the outputs of the
 * runs that other code made, and what earlier runs took for them. Undefined outside of a pull request and without a
 * base context. Lists the receipts of each pipe once, and looks each image up once. Starts nothing. Never throws.
 */
export async function forecastRedo(many: ManyRuns, dependencies: Dependencies): Promise<RedoReport | undefined> {
  const { pullRequest, cancelled, log } = dependencies
  const context = many.runs[0]?.run.baseContext
  if (pullRequest === undefined || context === undefined || context === many.runs[0]?.run.context.remote)
    return undefined
  const limit = AbortSignal.timeout(forecastLimitMs)
  const signal = AbortSignal.any([cancelled, limit])
  let report: RedoReport
  try {
    report = { context, runs: await raceSignal(findRuns(many, dependencies, signal), signal) }
  } catch (error) {
    // The runs report a cancellation.
    if (cancelled.aborted) return undefined
    const reason = limit.aborted ? `it takes more than ${forecastLimitMs / 1000} s` : describeError(error)
    report = { context, runs: [], unknown: `The receipts cannot be read: ${reason.replace(/\.$/, '')}.` }
  }
  for (const line of formatRedoLines(report)) log.info(line)
  return report
}

/** The reports with a forecast in the first of them. */
export const addRedo = (reports: readonly Report[], redo: RedoReport | undefined): readonly Report[] =>
  redo === undefined ? reports : reports.map((report, index) => (index === 0 ? { ...report, redo } : report))

async function findRuns(many: ManyRuns, dependencies: Dependencies, signal: AbortSignal): Promise<readonly RunRedo[]> {
  // Another step makes the others.
  const made = many.runs.filter(({ when }) => when !== 'never')
  const [listings, images] = await Promise.all([
    listAllReceipts(made, dependencies, signal),
    identifyImages(made, dependencies, signal),
  ])
  const found = new Map<string, RunRedo>()
  for (const [name, [first, ...others]] of Map.groupBy(made, ({ label }) => label.name)) {
    const listing = first && listings.get(first.run.pipeClass.name)
    if (first === undefined || listing === undefined) continue
    const getImage = (planned: PlannedRun) => images.get(toImageKey(planned))
    found.set(name, findRunRedo({ runs: [first, ...others], listing, getImage }, found))
  }
  return [...found.values()]
}

/** The receipts of the base context by pipe. */
async function listAllReceipts(
  runs: readonly PlannedRun[],
  { openRemote, openBase }: Dependencies,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ReceiptListing>> {
  const listings = new Map<string, ReceiptListing>()
  const [first] = runs
  if (first === undefined) return listings
  const { remote, context, baseContext } = first.run
  const { receipts } = openBase(await openRemote(remote, context.remote), baseContext)
  const list = async (pipeClass: string, inner: AbortSignal) =>
    void listings.set(pipeClass, await receipts.list(pipeClass, { signal: inner }))
  const pipeClasses = new Set(runs.map(({ run }) => run.pipeClass.name))
  await forEachBounded(pipeClasses, list, { signal, limit: maxLookups })
  return listings
}

const toImageKey = ({ run: { image, pullPolicy, platform, dialect } }: PlannedRun) =>
  JSON.stringify([image, pullPolicy, platform, dialect])

/** The images that some run compares, by `toImageKey`. */
async function identifyImages(
  runs: readonly PlannedRun[],
  dependencies: Dependencies,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, IdentifiedImage>> {
  const images = new Map<string, IdentifiedImage>()
  const compared = runs.filter((planned) => {
    const triggers = getRedoTriggers(planned)
    return triggers.has('image') || triggers.has('code')
  })
  const identify = async ({ run }: PlannedRun, key: string, inner: AbortSignal) => {
    const backend = dependencies.openBackend(run.backend, run.timeoutMs)
    images.set(key, await identifyRunImage(run, { backend, dependencies, runId: dependencies.stepId }, inner))
  }
  const byKey = new Map(compared.map((planned) => [toImageKey(planned), planned]))
  await forEachBounded(byKey, ([key, planned], inner) => identify(planned, key, inner), { signal, limit: maxLookups })
  return images
}
