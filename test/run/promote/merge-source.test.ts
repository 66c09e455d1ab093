import { describe, expect, test, vi } from 'vitest'
import { createMergeSource } from '../../../src/run/promote/merge-source.ts'

const push = { repository: 'octo-org/pipelines', commit: 'b'.repeat(40), branch: 'main' }
const [was, now] = ['a'.repeat(40), 'b'.repeat(40)]

/** A source with these tracked files, and these trees by `commit:folder`. */
function createSource(files: readonly string[], trees: Readonly<Record<string, string>> = {}) {
  const asked: string[] = []
  const source = createMergeSource({
    push,
    openMerges: async () => ({
      async findMerged(commit, branch) {
        asked.push(`${commit} ${branch}`)
        return undefined
      },
      async readTree(commit, folder) {
        asked.push(`${commit}:${folder}`)
        return trees[`${commit}:${folder}`]
      },
    }),
    // As git matches `:(glob)**/`.
    listTrackedFiles: async (pattern) => {
      const ending = pattern.replace(':(glob)**/', '')
      return files.filter((file) => file === ending || file.endsWith(`/${ending}`))
    },
  })
  return { source, asked }
}

const compare = (files: readonly string[], trees: Readonly<Record<string, string>>) =>
  createSource(files, trees).source.compareCode(['pipes', 'orders'], was, now)

describe('findPullRequest', () => {
  test('asks once for all runs of a step', async () => {
    const { source, asked } = createSource([])
    await Promise.all([source.findPullRequest(), source.findPullRequest()])
    expect(asked).toStrictEqual([`${push.commit} main`])
  })

  test('asks again for the next run of a step if GitHub did not answer', async () => {
    const merged = { number: 57 } as const
    const findMerged = vi.fn().mockRejectedValueOnce(new Error('no answer')).mockResolvedValueOnce(merged)
    const openMerges = async () => ({ findMerged, readTree: async () => undefined })
    const source = createMergeSource({ push, openMerges, listTrackedFiles: async () => [] })
    await expect(source.findPullRequest()).rejects.toThrow('no answer')
    expect(await source.findPullRequest()).toBe(merged)
  })
})

describe('compareCode', () => {
  test.each([
    ['the folder above the package', ['jobs/pipes/orders.py', 'jobs/setup.py'], 'jobs'],
    ['the folder above a package of modules', ['jobs/pipes/orders/__init__.py'], 'jobs'],
    ['a folder in another one', ['etl/jobs/pipes/orders.py'], 'etl/jobs'],
    ['the repository for a package at its root', ['pipes/orders.py'], ''],
    ['the repository where several files can be the module', ['a/pipes/orders.py', 'b/pipes/orders.py'], ''],
    ['the repository without a checkout', [], ''],
  ])('compares %s', async (_, files, folder) => {
    const trees = { [`${was}:${folder}`]: 'one', [`${now}:${folder}`]: 'one' }
    expect(await compare(files, trees)).toStrictEqual({ match: 'equal', folder })
    const changed = { ...trees, [`${now}:${folder}`]: 'two' }
    expect(await compare(files, changed)).toStrictEqual({ match: 'different', folder })
    expect(await compare(files, {})).toStrictEqual({ match: 'unknown', folder })
    expect(await compare(files, { [`${now}:${folder}`]: 'one' })).toStrictEqual({ match: 'unknown', folder })
    expect(await compare(files, { [`${was}:${folder}`]: 'one' })).toStrictEqual({ match: 'unknown', folder })
  })

  test('asks once for all runs of the same code', async () => {
    const { source, asked } = createSource(['jobs/pipes/orders.py', 'jobs/pipes/report.py'])
    const compareOrders = async () => await source.compareCode(['pipes', 'orders'], was, now)
    await Promise.all([compareOrders(), compareOrders()])
    await compareOrders()
    expect(asked).toStrictEqual([`${was}:jobs`, `${now}:jobs`])
    await source.compareCode(['pipes', 'report'], was, now)
    expect(asked).toHaveLength(4)
    await source.compareCode(['pipesreport'], was, now)
    expect(asked).toHaveLength(6)
  })

  test('asks nothing about one commit', async () => {
    const { source, asked } = createSource([])
    expect(await source.compareCode(['pipes'], was, was)).toStrictEqual({ match: 'equal', folder: '' })
    expect(asked).toStrictEqual([])
  })
})
