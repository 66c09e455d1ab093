import type { BundlePlace } from '../../src/bundles/bundle-place.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { type BundleFixture, createBundleObjects } from '../remote/fixtures.ts'

/** A place in memory, and the paths that were read from it. */
export class MemoryPlace implements BundlePlace {
  readonly reads: string[] = []
  readonly #objects = new Map<string, ReadonlyMap<string, Uint8Array>>()

  /** Adds a bundle, and returns its uuid. */
  add(fixture: BundleFixture): string {
    const { uuid, objects } = createBundleObjects(fixture)
    this.#objects.set(uuid, objects)
    return uuid
  }

  getUri(uuid: string): string {
    return `memory/${uuid}`
  }

  async listSizes(uuid: string): Promise<ReadonlyMap<string, number>> {
    return new Map([...(this.#objects.get(uuid) ?? [])].map(([path, bytes]) => [path, bytes.length]))
  }

  async read(
    uuid: string,
    path: string,
    { maxBytes, firstBytes }: { readonly maxBytes: number; readonly firstBytes?: number },
  ): Promise<Uint8Array | undefined> {
    this.reads.push(path)
    const bytes = this.#objects.get(uuid)?.get(path)?.subarray(0, firstBytes)
    if (bytes !== undefined && bytes.length > maxBytes) throw new BundleFormatError(`more than ${maxBytes} bytes`)
    return bytes
  }
}
