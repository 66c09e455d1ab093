import { type BundleDescription, createDescription } from '../../../src/disdat/bundle.ts'
import type { Clock } from '../../../src/lib/clock.ts'
import { formatIndexLine } from '../../../src/remote/index/line.ts'
import type { ObjectVersion } from '../../../src/s3/store.ts'

/** A bundle with the uuid number `n`; the uuids sort by number. */
export function createNumberedBundle(n: number, name = 'a'): BundleDescription {
  return createDescription({
    uuid: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    name,
    owner: 'o',
    processingName: `P_${n}`,
    createdSeconds: n,
    tags: new Map([['committed', 'True']]),
    presentation: 'DF',
    code: { method: 'm', repo: 'r', hash: 'h', branch: 'b' },
    dependsOn: [],
  })
}

/** `count` numbered bundles from a number on. */
export function createBundleRange(from: number, count: number): readonly BundleDescription[] {
  return Array.from({ length: count }, (_, n) => createNumberedBundle(from + n))
}

/** The index lines of bundles, by uuid. */
export function formatLines(...bundles: readonly BundleDescription[]): ReadonlyMap<string, string> {
  return new Map(bundles.map((bundle) => [bundle.uuid, formatIndexLine(bundle) ?? '']))
}

/** A clock whose pauses end at once. */
export const instantClock: Clock = {
  now: () => 0,
  date: () => new Date(0),
  random: () => 0,
  sleep: async () => undefined,
}

/** Objects in memory with the conditional writes of S3. */
export class MemoryStore {
  readonly objects = new Map<string, { readonly etag: string; readonly bytes: Uint8Array }>()
  #versions = 0

  async getVersion(key: string): Promise<ObjectVersion | undefined> {
    return this.objects.get(key)
  }

  async putVersion(key: string, bytes: Uint8Array, etag: string | undefined): Promise<'stored' | 'changed'> {
    if (this.objects.get(key)?.etag !== etag) return 'changed'
    this.objects.set(key, { etag: `${++this.#versions}`, bytes })
    return 'stored'
  }
}
