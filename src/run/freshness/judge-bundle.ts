import type { BundleDescription } from '../../disdat/bundle.ts'
import { compareNewestFirst } from '../../disdat/bundle.ts'
import { formatCount, formatDuration, formatTime } from '../../lib/units.ts'
import type { Expectation } from '../../plan/freshness/expectation.ts'
import type { Proof } from '../../remote/prove.ts'
import type { BundleFreshness } from '../../report/freshness-result.ts'
import { checkRows } from './check-rows.ts'
import { type DayFacts, findDays } from './find-days.ts'
import { type CheckedBundle, findNewestWhole } from './find-newest-whole.ts'
import { findRunUrl } from './find-run-url.ts'
import type { JudgeContext } from './judge-context.ts'

/**
 * S3 refuses requests of a clock that is wrong by more than this, in milliseconds: a bundle that is further ahead of
 * this runner has a wrong time. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const maxClockSkewMs = 15 * 60_000

/** What was found about a bundle, as sentences and facts. */
interface Findings {
  readonly reasons: string[]
  readonly notes: string[]
}

/**
 * Judges the bundles of a name. With `each`, the newest day with a whole bundle is judged; without it, the bundle that
 * was made last. Throws Failure when the remote cannot be read.
 */
export async function judgeBundle(
  expectation: Expectation,
  bundles: readonly BundleDescription[],
  context: JudgeContext,
): Promise<BundleFreshness> {
  const found: Findings = { reasons: [], notes: [] }
  const days = expectation.days && (await findDays(expectation.name, expectation.days, bundles, context))
  const newest = days === undefined ? await findLast(expectation.name, bundles, found, context) : days.newest
  if (days === undefined) addMissing(bundles, newest, found)
  else addDayFindings(days, found)
  const proof = newest?.kind === 'whole' ? newest.proof : undefined
  if (newest?.kind === 'whole' && newest.isPrevious)
    found.notes.push('A newer bundle is not whole yet, as while it is pushed: the one before is judged.')
  if (proof !== undefined) checkAge(expectation, proof, found, context)
  // A run replaces a missing or an old bundle. Its rows may be as few again.
  const isHealable = found.reasons.length > 0
  const rows = proof && expectation.rows && (await checkRows(expectation.rows, proof, context))
  if (rows?.reason !== undefined) found.reasons.push(rows.reason)
  if (rows?.note !== undefined) found.notes.push(rows.note)
  const isStale = found.reasons.length > 0
  const gap = days === undefined ? undefined : describeGap(days, isStale)
  const isFresh = !isStale && gap === undefined
  const runUrl = proof && (await findRunUrl(proof.bundle, days?.key, context, !isFresh))
  return {
    name: expectation.name,
    state: isFresh ? 'fresh' : isStale ? 'stale' : 'gap',
    reasons: gap === undefined ? found.reasons : [...found.reasons, gap],
    notes: found.notes,
    limits: describeLimits(expectation, days),
    ...(days && { days: { key: days.key, newest: days.newestDay, missing: days.missing } }),
    ...(proof && { bundle: { ...describeBundle(proof, context), ...(runUrl !== undefined && { runUrl }) } }),
    ...(rows?.rows !== undefined && { rows: rows.rows }),
    canHeal: days === undefined ? isHealable : days.missing.length > 0,
  }
}

/** The bundle that was made last, by a clock that can be right. */
async function findLast(
  name: string,
  bundles: readonly BundleDescription[],
  { notes }: Findings,
  context: JudgeContext,
): Promise<CheckedBundle | undefined> {
  const possible = bundles.filter((bundle) => !isAhead(bundle, context.now))
  const ahead = bundles.length - possible.length
  if (ahead > 0)
    notes.push(
      `${formatCount(ahead, 'bundle')} ${ahead === 1 ? 'has a time' : 'have times'} after ${formatTime(context.now)}, the time of this runner, and ${ahead === 1 ? 'is' : 'are'} not judged.`,
    )
  return await findNewestWhole(possible.toSorted(compareNewestFirst), (bundle) => bundle.name === name, context)
}

const isAhead = ({ createdAt }: Pick<BundleDescription, 'createdAt'>, now: Date) =>
  createdAt.getTime() - now.getTime() > maxClockSkewMs

function addMissing(bundles: readonly BundleDescription[], newest: CheckedBundle | undefined, found: Findings): void {
  if (newest?.kind === 'broken') found.reasons.push(newest.why)
  if (newest !== undefined) return
  const isEmpty = bundles.length === 0
  found.reasons.push(isEmpty ? 'There is no committed bundle of this name.' : 'There is no bundle that can be judged.')
}

function addDayFindings({ key, newestDay, required, expected, broken, future, others }: DayFacts, found: Findings) {
  if (newestDay === undefined) found.reasons.push(`No day of \`${key}\` has a whole bundle, and ${expected}.`)
  else if (newestDay < required) found.reasons.push(`The newest \`${key}\` is ${newestDay}, and ${expected}.`)
  const target = newestDay === undefined || newestDay < required ? found.reasons : found.notes
  target.push(...broken)
  if (future > 0)
    found.notes.push(`${formatCount(future, 'bundle')} of a day after today ${future === 1 ? 'is' : 'are'} not judged.`)
  if (others.length > 0) found.notes.push(describeOthers(others, key))
}

/** The longest value that a note quotes, in UTF-16 units. */
const maxQuoted = 40

function describeOthers(others: readonly string[], key: string): string {
  const has = others.length === 1 ? 'has' : 'have'
  const none = `${formatCount(others.length, 'bundle')} ${has} no day in \`${key}\`, such as 2026-07-01`
  const other = others.find((value) => value !== '')
  if (other === undefined) return `${none}.`
  return `${none}, but for example ${JSON.stringify(other.slice(0, maxQuoted))}. \`max-age\` can check them.`
}

function checkAge({ maxAge }: Expectation, { bundle }: Proof, found: Findings, { now }: JudgeContext): void {
  if (maxAge === undefined) return
  const made = formatTime(bundle.createdAt)
  if (isAhead(bundle, now))
    found.reasons.push(`It was made at ${made}, after ${formatTime(now)}, the time of this runner: one clock is wrong.`)
  const ageMs = getAge(bundle, now)
  if (ageMs > maxAge.ms)
    found.reasons.push(`It was made at ${made}, ${formatDuration(ageMs)} ago, and \`max-age\` is ${maxAge.text}.`)
}

const getAge = ({ createdAt }: Pick<BundleDescription, 'createdAt'>, now: Date) =>
  Math.max(0, now.getTime() - createdAt.getTime())

/** The most days that a sentence names; it counts the others. */
const maxNamed = 7

function describeGap({ missing, broken, window }: DayFacts, isStale: boolean): string | undefined {
  if (missing.length === 0) return undefined
  const named = missing.slice(-maxNamed).join(', ')
  const more = missing.length > maxNamed ? `${missing.length - maxNamed} earlier days, ` : ''
  const where = window === undefined ? '' : ` in the last ${window} days`
  const why = isStale ? '' : broken.map((text) => ` ${text}`).join('')
  return `Missing${where}: ${more}${named}.${why}`
}

function describeLimits({ maxAge, rows }: Expectation, days: DayFacts | undefined): readonly string[] {
  return [
    ...(days === undefined ? [] : [`${days.key} ${days.required}`]),
    ...(days?.window === undefined ? [] : [`window ${days.window}d`]),
    ...(maxAge === undefined ? [] : [`max-age ${maxAge.text}`]),
    ...(rows === undefined ? [] : [`rows ${rows.text}`]),
  ]
}

const describeBundle = ({ bundle, uri }: Proof, { now }: JudgeContext): NonNullable<BundleFreshness['bundle']> => ({
  uuid: bundle.uuid,
  uri,
  createdAt: bundle.createdAt,
  ageMs: getAge(bundle, now),
})
