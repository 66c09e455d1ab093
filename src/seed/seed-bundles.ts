import { type Bundle, formatFrameName, formatHyperFrameName } from '../disdat/bundle.ts'
import { formatSeedPath, parseSeedPath } from './seed-path.ts'

/** The bundles whose HyperFrames a seed has, and which frames belong to them. */
export class SeedBundles {
  /** The uuids of the frames of a bundle in one text: a list for each of many bundles takes much more memory. */
  readonly #frames = new Map<string, string>()

  add({ uuid, frames }: Pick<Bundle, 'uuid' | 'frames'>): void {
    this.#frames.set(uuid, frames.map((frame) => frame.uuid).join(' '))
  }

  /** Returns how many bundles are complete with the objects of these paths, and the uuids of the others. */
  check(paths: ReadonlySet<string>): { readonly complete: number; readonly incomplete: readonly string[] } {
    let files: ReadonlySet<string> | undefined
    // Disdat looks for a frame in all folders. It is usually in that of its bundle.
    const hasFrame = (uuid: string, file: string) => {
      if (paths.has(formatSeedPath(uuid, file))) return true
      files ??= new Set(paths.values().map((each) => parseSeedPath(each)?.file ?? ''))
      return files.has(file)
    }
    const incomplete: string[] = []
    for (const [uuid, joined] of this.#frames) {
      const frames = joined === '' ? [] : joined.split(' ')
      const isListed = paths.has(formatSeedPath(uuid, formatHyperFrameName(uuid)))
      if (!isListed || !frames.every((frame) => hasFrame(uuid, formatFrameName(frame)))) incomplete.push(uuid)
    }
    return { complete: this.#frames.size - incomplete.length, incomplete }
  }
}
