import type { PushContext } from '../../action/push.ts'
import type { MergedPullRequest, Merges } from '../../github/merges.ts'
import { Memo, memoize } from '../../lib/memo.ts'

/** Where a push comes from. Each method throws GitHubError, and the reason of the cancellation. */
export interface MergeSource {
  readonly push: PushContext
  /** The pull request that was merged as the newest commit of the push; undefined for any other push. Asked once. */
  findPullRequest(): Promise<MergedPullRequest | undefined>
  /**
   * Whether the code of a pipe is the same in two commits, by the trees of the folder that holds its package: what its
   * image is built from. Without the folder in the checkout, the whole repository is compared. Asked once for all runs
   * of the same code.
   */
  compareCode(module: readonly string[], was: string, now: string): Promise<CodeComparison>
}

/** `unknown` where GitHub does not have one of the commits. `folder` is empty for the whole repository. */
export interface CodeComparison {
  readonly match: 'equal' | 'different' | 'unknown'
  readonly folder: string
}

/** How a source reaches GitHub and the checkout. */
interface MergeAccess {
  readonly push: PushContext
  readonly openMerges: () => Promise<Merges>
  /** Lists the files of the checkout that git tracks and that match a pathspec, relative to its root. */
  readonly listTrackedFiles: (pattern: string) => Promise<readonly string[]>
}

/** Creates the source of a push. Calls nothing yet. */
export function createMergeSource({ push, openMerges, listTrackedFiles }: MergeAccess): MergeSource {
  const findPullRequest = memoize(async () => (await openMerges()).findMerged(push.commit, push.branch))
  const comparisons = new Memo<CodeComparison>()
  return {
    push,
    findPullRequest,
    async compareCode(module, was, now) {
      return await comparisons.get([...module, was, now].join('/'), async () => {
        const folder = await findFolder(module, listTrackedFiles)
        if (was === now) return { match: 'equal', folder }
        const merges = await openMerges()
        const [before, after] = await Promise.all([was, now].map((commit) => merges.readTree(commit, folder)))
        if (before === undefined || after === undefined) return { match: 'unknown', folder }
        return { match: before === after ? 'equal' : 'different', folder }
      })
    },
  }
}

/** The folder that holds the package of a pipe, where the checkout has exactly one file of its module. */
async function findFolder(
  module: readonly string[],
  listTrackedFiles: MergeAccess['listTrackedFiles'],
): Promise<string> {
  const path = module.join('/')
  const endings = [`${path}.py`, `${path}/__init__.py`]
  const listed = await Promise.all(
    endings.map(async (ending) => {
      const files = await listTrackedFiles(`:(glob)**/${ending}`)
      return files.map((file) => file.slice(0, -ending.length).replace(/\/$/, ''))
    }),
  )
  const [only = '', ...others] = listed.flat()
  return others.length === 0 ? only : ''
}
