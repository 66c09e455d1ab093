import type { Cancellable } from '../../lib/cancellable.ts'
import { type Clock, systemClock } from '../../lib/clock.ts'
import { forEachBounded } from '../../lib/for-each-bounded.ts'
import { getNumber, getString, parseJson } from '../../lib/json.ts'
import type { Remote } from '../remote.ts'
import { getContextPrefix } from '../sandbox.ts'

/** What a step says of its promotion from a sandbox, in an object beside the bundles of the base context. */
export type PromotionMarker = {
  /** The commit of the base branch that the step runs for. */
  readonly commit: string
  /** The workflow run of the step: its page, and its attempt. */
  readonly workflowRun: { readonly url: string; readonly attempt: number }
  readonly state: 'under-way' | 'ended'
  /** When the step wrote it, by the clock of its machine. */
  readonly at: Date
}

/** The format of markers. A marker of another version counts as absent. */
const version = 1
/** The limit for a marker, in bytes: four times its size. */
const maxMarkerBytes = 1024
/** The most markers of a sandbox that are read. */
const maxMarkers = 1000
/** How often a marker is renewed while its promotion is under way, in milliseconds. */
const renewalMs = 30_000
/** The longest write of the end, in milliseconds. */
const endLimitMs = 5_000
/** A marker that is older belongs to a step that was killed, in milliseconds: ten renewals. */
export const maxMarkerAgeMs = 10 * renewalMs

/** The marker of one step. */
export interface HeldPromotion {
  /** Says that the step does not read the sandbox any more. Throws Failure as a store does. */
  end(): Promise<void>
}

type PromotionRequest = Pick<PromotionMarker, 'commit' | 'workflowRun'> & {
  readonly sandbox: string
  /** Names the step: other steps, and another attempt of the same one, have markers of their own. */
  readonly stepId: string
}

/**
 * Says that a step reads a sandbox, until it ends: a cleanup of the sandbox waits as long. The marker is in the base
 * context, where the role of pull requests cannot write. It is renewed in the background. Throws Failure as a store
 * does.
 */
export async function beginPromotion(
  base: Remote,
  { sandbox, commit, workflowRun: { url, attempt }, stepId }: PromotionRequest,
  { signal, clock = systemClock }: Cancellable & { readonly clock?: Clock },
): Promise<HeldPromotion> {
  const key = `${getMarkersPrefix(base, sandbox)}${stepId}.json`
  const { store } = base
  const write = async (state: PromotionMarker['state'], ended = signal) => {
    const options = { signal: ended }
    const text = JSON.stringify({ version, commit, url, attempt, state, at: clock.date().toISOString() })
    const current = await store.getVersion(key, { ...options, maxBytes: maxMarkerBytes })
    await store.putVersion(key, Buffer.from(text), current?.etag, options)
  }
  await write('under-way')
  const ended = new AbortController()
  const renew = async () => {
    for (;;) {
      await clock.sleep(renewalMs, AbortSignal.any([ended.signal, signal]))
      // A renewal that fails is tried again the next time, which is before the marker is too old.
      await write('under-way').catch(() => undefined)
    }
  }
  const renewing = renew().catch(() => undefined)
  return {
    async end() {
      ended.abort()
      await renewing
      // Also after a cancellation.
      await write('ended', AbortSignal.timeout(endLimitMs))
    },
  }
}

/**
 * The markers of all steps that promote, or have promoted, from a sandbox into the base, without those that a later
 * attempt of their workflow run replaces. Throws Failure.
 */
export async function listPromotions(
  base: Remote,
  sandbox: string,
  options: Cancellable,
): Promise<readonly PromotionMarker[]> {
  const keys: string[] = []
  for await (const entry of base.store.list(getMarkersPrefix(base, sandbox), options)) {
    if (entry.kind === 'object' && entry.size <= maxMarkerBytes) keys.push(entry.key)
    if (keys.length === maxMarkers) break
  }
  const markers: PromotionMarker[] = []
  const read = async (key: string, signal: AbortSignal) => {
    const object = await base.store.getVersion(key, { signal, maxBytes: maxMarkerBytes })
    const marker = object?.bytes && parseMarker(Buffer.from(object.bytes).toString())
    if (marker !== undefined) markers.push(marker)
  }
  await forEachBounded(keys, read, options)
  return markers.filter((marker) => !markers.some((other) => replaces(other, marker)))
}

/**
 * Whether a marker is of a later attempt: GitHub starts it after all steps of the earlier one have ended, so what they
 * left under way was killed.
 */
const replaces = ({ workflowRun: later }: PromotionMarker, { workflowRun: earlier }: PromotionMarker) =>
  later.url !== '' && later.url === earlier.url && later.attempt > earlier.attempt

/** Whether a step reads the sandbox at this moment. A marker that is not renewed any more is that of a killed step. */
export function isUnderWay({ state, at }: PromotionMarker, now: Date): boolean {
  return state === 'under-way' && now.getTime() - at.getTime() <= maxMarkerAgeMs
}

function parseMarker(text: string): PromotionMarker | undefined {
  const marker = parseJson(text)
  const [commit, state] = [getString(marker, 'commit'), getString(marker, 'state')]
  const [url, attempt] = [getString(marker, 'url'), getNumber(marker, 'attempt')]
  const at = new Date(getString(marker, 'at') ?? Number.NaN)
  const isValid = getNumber(marker, 'version') === version && !Number.isNaN(at.getTime())
  if (!isValid || commit === undefined || url === undefined || attempt === undefined) return undefined
  return state === 'under-way' || state === 'ended' ? { commit, workflowRun: { url, attempt }, state, at } : undefined
}

const getMarkersPrefix = (base: Remote, sandbox: string) => `${getContextPrefix(base)}run-action/promotions/${sandbox}/`
