import { truncate } from '../action/untrusted.ts'
import { getCounts } from '../compare/history/bundle-counts.ts'
import { parseCommit } from '../disdat/reuse.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { OutputReceipt } from '../remote/receipts/output-receipt.ts'
import type { Report } from '../report/report.ts'
import { sumRunningMs } from './cost.ts'
import type { PhaseContext } from './dependencies.ts'
import type { FinishedJob, ProvedOutput } from './prove.ts'

/** The most accepted rules of a receipt, as many as `fail-on` can have, and the length of their texts. */
const acceptedLimits = { count: 100, text: 200 } as const

/** Records in the background what is known about a proved output. Never throws. */
export function recordReceipt(
  context: PhaseContext<RunTarget>,
  finished: FinishedJob,
  output: ProvedOutput,
  report: Report,
): void {
  finished.remote.receipts.add(createOutputReceipt(context, finished, output, report))
}

function createOutputReceipt(
  { run, dependencies }: PhaseContext<RunTarget>,
  { remote, receipt: { inputUuid, image, imageFingerprint } }: FinishedJob,
  { proof: { bundle, bytes }, status }: ProvedOutput,
  report: Report,
): OutputReceipt {
  const { uuid, name, processingName, createdSeconds } = bundle
  const { url } = dependencies.workflowRun
  return {
    remoteContext: remote.context,
    pipeClass: run.pipeClass.name,
    outputBundle: run.outputName,
    params: run.params,
    bundle: { uuid, name, processingName, createdSeconds },
    input: inputUuid,
    image: { reference: image, fingerprint: imageFingerprint },
    commit: parseCommit(bundle.code.hash),
    rows: report.comparison?.changes.rows.now,
    bytes,
    nulls: countNulls(report),
    ...(status === 'succeeded' && { tookMs: measurePipe(report), vcpuHours: report.cost?.vcpuHours }),
    accepted: listAccepted(report),
    run: url === '' ? undefined : dependencies.workflowRun,
    finishedAt: new Date(),
  }
}

/** Undefined where no rule was broken. Texts and their number are limited, so that the receipt has room for them. */
function listAccepted({ rules, acceptance }: Report): OutputReceipt['accepted'] {
  const evidence = new Map(rules?.breaches.map((breach) => [breach.rule, breach.evidence]))
  const accepted = (acceptance?.accepted ?? []).slice(0, acceptedLimits.count).map(({ rule, ...how }) => ({
    ...{ rule: truncate(rule, acceptedLimits.text), evidence: truncate(evidence.get(rule) ?? '', acceptedLimits.text) },
    ...how,
  }))
  return accepted.length > 0 ? accepted : undefined
}

/** Undefined without counts, which an earlier receipt of the bundle may have. */
function countNulls({ comparison }: Report): OutputReceipt['nulls'] {
  const nulls = comparison && getCounts(comparison.changes).nulls
  return nulls?.size ? nulls : undefined
}

/** A Batch job also waits, so its attempts count; a container is followed as long as it runs. */
function measurePipe({ attempts, phases }: Report): number | undefined {
  if (attempts) return sumRunningMs(attempts) || undefined
  return phases.find(({ name }) => name === 'run')?.ms
}
