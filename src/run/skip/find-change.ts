import { parseCommit } from '../../disdat/reuse.ts'
import { compareInput, compareParam } from '../../disdat/reused-bundle.ts'
import { parseImageReference } from '../../lib/image-reference.ts'
import { formatDuration, formatTime } from '../../lib/units.ts'
import type { Run } from '../../plan/plan.ts'
import type { SkipInputs, SkipTrigger } from '../../plan/skip-inputs.ts'
import type { Proof } from '../../remote/prove.ts'
import { isReceiptFor, type OutputReceipt } from '../../remote/receipts/output-receipt.ts'
import type { UpstreamChange } from '../../remote/replaced-upstream.ts'
import type { SkipReport } from '../../report/skip-report.ts'
import { canBeMadeBy } from './find-earlier.ts'
import type { IdentifiedImage } from './identify-run-image.ts'

/** Everything that decides whether an output is up to date. */
export interface SkipFacts {
  readonly run: Pick<Run, 'pipeClass' | 'outputName' | 'outputTags' | 'params' | 'inputParam'>
  readonly triggers: ReadonlySet<SkipTrigger>
  readonly maxAgeMs: SkipInputs['maxAgeMs']
  readonly receipt: OutputReceipt
  readonly proof: Pick<Proof, 'bundle'>
  /** The uuid of the input bundle; undefined without one. */
  readonly input: string | undefined
  /** The image that a run would use, or why it is not known; undefined where no trigger needs it. */
  readonly image: IdentifiedImage | undefined
  /** Undefined: a new run would use the same bundles. */
  readonly upstream: UpstreamChange | undefined
  readonly now: Date
}

/** How far the clock of a container may be ahead of the runner's. */
const maxClockSkewMs = 5 * 60_000

/** The first change that makes a run necessary; undefined when its output is up to date. Pure. */
export function findChange(facts: SkipFacts): SkipReport | undefined {
  const check = (trigger: SkipTrigger, find: (facts: SkipFacts) => SkipReport | undefined) =>
    facts.triggers.has(trigger) ? find(facts) : undefined
  return (
    findContradiction(facts) ??
    check('params', findParamChange) ??
    check('input', findInputChange) ??
    findCodeChange(facts) ??
    check('upstream', findUpstream) ??
    findAge(facts)
  )
}

/** A receipt is a hint: what it says of the bundle must be what the bundle says of itself. */
function findContradiction({ run, receipt, proof: { bundle } }: SkipFacts): SkipReport | undefined {
  const isOutput =
    bundle.committed &&
    isReceiptFor(receipt, bundle) &&
    canBeMadeBy(bundle.code.method, run.pipeClass.name) &&
    (run.outputName === '-' || run.outputName === bundle.name) &&
    parseCommit(bundle.code.hash) === receipt.commit
  if (isOutput) return undefined
  return { trigger: 'output', why: `The record of the last run does not fit the bundle ${bundle.uuid} that it names.` }
}

/** The key of a receipt has the parameters; the bundle itself must not have others. */
function findParamChange({ run, proof: { bundle } }: SkipFacts): SkipReport | undefined {
  for (const [name, now] of run.params)
    if (compareParam(bundle, name, now) === 'different')
      return { ...changed('params', `The parameter ${name} is another one.`), was: bundle.params.get(name) ?? '', now }
  for (const [key, now] of run.outputTags)
    if (bundle.tags.get(key) !== now)
      return {
        ...changed('params', `The output tag ${key} is another one.`),
        was: bundle.tags.get(key) ?? 'not set',
        now,
      }
  return undefined
}

function findInputChange({ run, receipt, proof: { bundle }, input }: SkipFacts): SkipReport | undefined {
  const was = receipt.input ?? 'none'
  const now = input ?? 'none'
  if (was !== now) return { ...changed('input', 'The input bundle is another one.'), was, now }
  if (input === undefined) return undefined
  const asParam = run.inputParam === undefined ? 'unknown' : compareParam(bundle, run.inputParam, input)
  const match = asParam === 'unknown' ? compareInput(bundle, input) : asParam
  if (match !== 'different') return undefined
  return changed(
    'input',
    `The output does not name the input bundle ${input}, although the record of the last run does.`,
  )
}

/**
 * The image or the code by which a run would make another output than the receipt's; undefined when both are the same,
 * or no trigger asks. What cannot be compared counts as changed. Pure.
 */
export const findCodeChange = (facts: Pick<SkipFacts, 'triggers' | 'receipt' | 'image'>): SkipReport | undefined =>
  (facts.triggers.has('image') ? findOtherImage(facts) : undefined) ??
  (facts.triggers.has('code') ? findOtherCommit(facts) : undefined)

function findOtherImage({ receipt, image }: Pick<SkipFacts, 'receipt' | 'image'>): SkipReport | undefined {
  const { reference: was = 'unknown', fingerprint } = receipt.image ?? {}
  if (image === undefined || 'unknown' in image)
    return { ...changed('image', `The image cannot be compared: ${image?.unknown ?? 'it is not known'}.`), was }
  const { pinned: now } = image
  if (fingerprint !== undefined && fingerprint === image.fingerprint) return undefined
  const digest = parseImageReference(was)?.digest
  if (digest !== undefined && digest === parseImageReference(now)?.digest) return undefined
  const isKnown = fingerprint !== undefined && image.fingerprint !== undefined
  const why = isKnown
    ? 'The image has other layers or another configuration.'
    : 'The image cannot be compared by its layers.'
  return { ...changed('image', why), was, now }
}

/**
 * The commit that the image names, and that Disdat recorded. Where one of the two is not known, only the layers of the
 * image show a change: a run is then necessary unless the trigger `image` compares them.
 */
function findOtherCommit({
  triggers,
  receipt: { commit: was, promoted },
  image,
}: Pick<SkipFacts, 'triggers' | 'receipt' | 'image'>): SkipReport | undefined {
  const env = image === undefined || 'unknown' in image ? undefined : image.env
  const now = parseCommit(env?.get('PIPELINE_GIT_HASH'))
  const isKnown = was !== undefined && now !== undefined
  // A promotion has proved that the code of both commits is the same.
  const isSame = was === now || now === promoted?.code
  if (isKnown ? isSame : triggers.has('image')) return undefined
  const why = isKnown ? 'The image is built from another commit.' : 'The commits cannot be compared.'
  return { ...changed('code', why), was: was ?? 'unknown', now: now ?? 'unknown' }
}

function findUpstream({ upstream }: SkipFacts): SkipReport | undefined {
  switch (upstream?.kind) {
    case undefined:
      return undefined
    case 'cut':
      return changed('upstream', 'The output has too many upstream bundles to compare them.')
    case 'missing':
      return changed(
        'upstream',
        `The upstream bundle ${upstream.uuid} is not in the context: it was deleted, or is transient and was never pushed.`,
      )
    case 'in-base':
      return changed('upstream', `The base context has a newer bundle ${upstream.name}.`)
    case 'newer': {
      const { used, newest } = upstream
      const describe = ({ uuid, createdAt }: typeof used) => `${uuid} (${formatTime(createdAt)})`
      return {
        ...changed('upstream', `There is a newer bundle ${newest.name}.`),
        was: describe(used),
        now: describe(newest),
      }
    }
  }
}

function findAge({ maxAgeMs, proof: { bundle }, now }: SkipFacts): SkipReport | undefined {
  if (maxAgeMs === undefined) return undefined
  const ageMs = now.getTime() - bundle.createdSeconds * 1000
  const created = formatTime(bundle.createdAt)
  if (ageMs < -maxClockSkewMs)
    return {
      trigger: 'max-age',
      why: `The age of the output is not known: it was made at ${created}, which is in the future.`,
    }
  if (ageMs <= maxAgeMs) return undefined
  return {
    trigger: 'max-age',
    why: `The output was made at ${created}.`,
    was: formatDuration(ageMs),
    now: formatDuration(maxAgeMs),
  }
}

const changed = (trigger: SkipTrigger, why: string): SkipReport => ({ trigger, why })
