import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { knownSeconds } from './durations.mts'

/** What a file takes that is not in the list, on average. */
const usualSeconds = 2

/** Starts the slowest files first, and divides the time equally among shards, also in a fresh clone without a cache. */
export class DurationSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    // The sort is stable: files with the same duration stay in the order of Vitest.
    return sorted.toSorted((a, b) => this.#estimate(b) - this.#estimate(a))
  }

  override async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { index, count } = this.ctx.config.shard ?? { index: 1, count: 1 }
    const inOrder = files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
    return divide(inOrder, count, (file) => this.#estimate(file))[index - 1] ?? []
  }

  #estimate({ moduleId }: TestSpecification): number {
    return knownSeconds.get(relative(this.ctx.config.root, moduleId)) ?? usualSeconds
  }
}

/** Divides items into `count` groups of about equal weight: the heaviest first, each to the lightest group so far. */
export function divide<T>(items: readonly T[], count: number, weigh: (item: T) => number): T[][] {
  const groups = Array.from({ length: count }, (): T[] => [])
  const weights = groups.map(() => 0)
  for (const item of items.toSorted((a, b) => weigh(b) - weigh(a))) {
    const lightest = weights.indexOf(Math.min(...weights))
    weights[lightest] = (weights[lightest] ?? 0) + weigh(item)
    groups[lightest]?.push(item)
  }
  return groups
}
