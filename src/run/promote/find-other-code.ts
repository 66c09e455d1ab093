import type { PipeClass } from '../../disdat/names.ts'
import { parseCommit } from '../../disdat/reuse.ts'
import { describeError } from '../../errors.ts'
import { GitHubError } from '../../github/errors.ts'
import type { OutputReceipt } from '../../remote/receipts/output-receipt.ts'
import type { SkipReport } from '../../report/skip-report.ts'
import type { IdentifiedImage } from '../skip/identify-run-image.ts'
import type { CodeComparison, MergeSource } from './merge-source.ts'

/** Two images that differ, or cannot be compared. */
interface OtherImage {
  readonly receipt: Pick<OutputReceipt, 'commit'>
  readonly image: IdentifiedImage
  /** The difference of the images. */
  readonly change: SkipReport
}

/**
 * Why the code of two images is not known to be the same; undefined when it is: both name the commit that they are
 * built from, and the folder with the package of the pipe is the same in both commits. So an image that was built again
 * counts as the same, and what is outside of that folder is not compared. Throws the reason of the cancellation.
 */
export async function findOtherCode(
  { module }: PipeClass,
  source: MergeSource,
  { receipt, image, change }: OtherImage,
): Promise<SkipReport | undefined> {
  const was = receipt.commit
  const env = 'unknown' in image ? undefined : image.env
  if (env === undefined || was === undefined) return change
  const now = parseCommit(env.get('PIPELINE_GIT_HASH'))
  // What a changed checkout was built of is in no commit.
  if (now === undefined || (env.get('PIPELINE_GIT_DIRTY') ?? '') !== '') return change
  let comparison: CodeComparison
  try {
    comparison = await source.compareCode(module, was, now)
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    return { ...change, why: `${change.why} GitHub did not say whether the code is the same: ${describeError(error)}` }
  }
  const { match, folder } = comparison
  if (match === 'equal') return undefined
  const what = folder === '' ? 'the repository' : `the folder ${folder}`
  const why =
    match === 'different'
      ? `${change.why} The code is not the same, either: ${what} differs between the commits.`
      : `${change.why} GitHub does not have ${what} in both commits, to compare the code.`
  return { trigger: 'code', why, was, now }
}
