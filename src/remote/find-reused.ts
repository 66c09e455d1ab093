import type { FindOptions } from '../bundles/find-in-place.ts'
import type { Bundle } from '../disdat/bundle.ts'
import { listReusable, type ReuseKey } from '../disdat/reused-bundle.ts'
import { findBundle, findBundles } from './find.ts'
import type { Remote } from './remote.ts'

/** An output that Disdat found up to date and did not create again. */
export type ReusedOutput = ReuseKey & {
  /** Undefined when the pipe chooses the name. */
  readonly name: string | undefined
  /** `pkg.mod.Class` */
  readonly codeMethod: string
  /** Luigi's id of the task, when the log has one. It stands for class and parameters. */
  readonly taskId: string | undefined
}

/**
 * The bundles that can be a reused output, newest first: one, where it is proved which one Disdat found. Reads the
 * HyperFrame of each bundle with the output's name and class, unless the log has the id of the task.
 */
export async function findReused(
  remote: Remote,
  output: ReusedOutput,
  options: FindOptions,
): Promise<readonly Bundle[]> {
  const { name, codeMethod, taskId } = output
  if (taskId !== undefined) {
    const newest = await findBundle(remote, { kind: 'newest', name, codeMethod, taskId }, options)
    return newest === undefined ? [] : [newest]
  }
  const bundles: Bundle[] = []
  const className = codeMethod.split('.').at(-1)
  for await (const bundle of findBundles(remote, { name, className }, options)) bundles.push(bundle)
  return listReusable(bundles, output)
}
