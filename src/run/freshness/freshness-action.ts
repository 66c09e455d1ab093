import { findNetworkSecrets, readNetworkEnv } from '../../action/network-env.ts'
import type { FreshnessOutputName } from '../../action/outputs.ts'
import type { EntryContext } from '../../action/run-entry.ts'
import { writeStepSummary } from '../../action/step-summary.ts'
import { limitIdentity } from '../../aws/limit-identity.ts'
import { formatDuration } from '../../lib/units.ts'
import { type FreshnessInputs, readFreshnessInputs } from '../../plan/freshness/freshness-inputs.ts'
import { openRemote, type Remote } from '../../remote/remote.ts'
import {
  type BundleFreshness,
  type FreshnessResult,
  type HealResult,
  listStale,
} from '../../report/freshness-result.ts'
import { renderFreshness } from '../../report/freshness-summary.ts'
import { createStepIdentity } from '../step-identity.ts'
import { checkFreshness } from './check-freshness.ts'
import { heal } from './heal.ts'

/** The services that `disdat/run-action/freshness` uses. */
export interface FreshnessDependencies extends EntryContext {
  /** The moment of the check, by the clock of this runner. */
  readonly now: Date
}

/** The unreadable bundles that the warning names. */
const maxNamed = 5

/**
 * Checks bundles, heals what is missing if `heal` asks for it, and publishes outputs and summary. Writes nothing to the
 * remote. Throws Failure for invalid inputs and a remote that cannot be read; a bundle that is not fresh is a result.
 */
export async function runFreshnessAction(dependencies: FreshnessDependencies): Promise<FreshnessResult> {
  const { env, log, outputs, now, cancelled } = dependencies
  const inputs = readFreshnessInputs(env)
  const remote = await openForReading(inputs, dependencies)
  const unreadable: string[] = []
  const onUnreadable = (uuid: string, reason: string) => unreadable.push(`${uuid} (${reason})`)
  const found = await checkFreshness(remote, inputs.expectations, { now, signal: cancelled, onUnreadable })
  if (unreadable.length > 0)
    await log.warning(`Skipped ${unreadable.length} unreadable bundles: ${unreadable.slice(0, maxNamed).join('; ')}.`)
  for (const bundle of found.bundles) log.info(describeBundle(bundle))
  await outputs.set(createOutputs(found))
  const { githubToken: token } = inputs
  const healed = inputs.heal && (await heal(inputs.heal, found.bundles, { env, log, token, now, cancelled }))
  const result = { ...found, ...(healed && { heal: healed }) }
  if (healed !== undefined) await reportHeal(healed, dependencies)
  if (inputs.summary) await writeStepSummary(() => renderFreshness(result), log, env['GITHUB_STEP_SUMMARY'])
  return result
}

async function openForReading(
  { remote, context, role, region }: FreshnessInputs,
  { env, log, cancelled }: FreshnessDependencies,
): Promise<Remote> {
  for (const secret of findNetworkSecrets(readNetworkEnv(env))) await log.mask(secret)
  const identity = limitIdentity(await createStepIdentity({ role, region, env, mask: log.mask }), cancelled)
  const useIndex = { signal: cancelled, debug: (text: string) => void log.debug(text), isReadOnly: true }
  return await openRemote({ url: remote.url, context, identity, env, useIndex, encryption: { kind: 'none' } })
}

function createOutputs(result: FreshnessResult): ReadonlyMap<FreshnessOutputName, string> {
  const stale = listStale(result)
  const missing = stale.flatMap(({ name, days }) => (days?.missing.length ? [[name, days.missing]] : []))
  return new Map<FreshnessOutputName, string>([
    ['fresh', String(stale.length === 0)],
    ['stale', JSON.stringify(stale.map(({ name }) => name))],
    ['missing', JSON.stringify(Object.fromEntries(missing))],
  ])
}

/** One line for the log. */
function describeBundle({ name, state, bundle, days, reasons, notes }: BundleFreshness): string {
  const newest = days?.newest === undefined ? '' : `, newest ${days.key} ${days.newest}`
  const age = bundle === undefined ? '' : `, made ${formatDuration(bundle.ageMs)} ago`
  return [`${name}: ${state}${newest}${age}.`, ...reasons, ...notes].join(' ')
}

async function reportHeal(healed: HealResult, { log, outputs }: FreshnessDependencies): Promise<void> {
  if (healed.kind === 'dispatched') {
    log.info(`Started ${healed.workflow} with what is missing${healed.url === undefined ? '.' : `: ${healed.url}`}`)
    if (healed.url !== undefined) await outputs.set(new Map([['heal-run-url', healed.url]]))
    return
  }
  const text = `\`heal\` did not start ${healed.workflow}. ${healed.why}`
  await (healed.kind === 'waiting' ? log.notice(text) : log.warning(text))
}

/** The error of a step that found bundles which are not fresh; undefined when all are. */
export function describeStale(result: FreshnessResult): string | undefined {
  const stale = listStale(result)
  if (stale.length === 0) return undefined
  const lines = stale.map(({ name, reasons }) => `- ${name}: ${reasons.join(' ')}`)
  const title = `${stale.length} of ${result.bundles.length} bundles ${stale.length === 1 ? 'is' : 'are'} not fresh`
  return `rule-broken: ${title}:\n${lines.join('\n')}\nRun the pipe for what is missing: docs/schedules.md shows how.`
}
