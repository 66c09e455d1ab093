import type { Cancellable } from '../../lib/cancellable.ts'
import type { Remote } from '../remote.ts'
import { readSandboxMarker, type SandboxOwner } from '../sandbox.ts'

/** The names that are looked for, of which the second stands for contexts of several pipelines on one remote. */
export const listSandboxNames = (base: string, pullRequest: number): readonly string[] => [
  `pr-${pullRequest}`,
  ...['-', '.', '_'].map((separator) => `${base}${separator}pr-${pullRequest}`),
]

/**
 * The sandbox that is marked as that of a pull request: `pr-<number>`, or this name after that of the base. Undefined
 * when there is none, for example because it was deleted. Costs one GET for each name. Throws Failure as a store does.
 */
export async function findSandbox(
  base: Remote,
  { repository, pullRequest }: SandboxOwner,
  open: (context: string) => Remote,
  options: Cancellable,
): Promise<Remote | undefined> {
  const found = await Promise.all(
    listSandboxNames(base.context, pullRequest).map(async (context) => {
      const sandbox = open(context)
      const marker = await readSandboxMarker(sandbox, options)
      return marker?.repository === repository && marker.pullRequest === pullRequest ? sandbox : undefined
    }),
  )
  return found.find((sandbox) => sandbox !== undefined)
}
