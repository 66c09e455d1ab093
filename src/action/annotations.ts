import type { Environment } from './reader.ts'
import type { AnnotationReport } from './report.ts'
import { Sources, type TrackedLine } from './tracked.ts'

/** What is to be said at a line of the user's code, if that line can be found in the checkout. */
export interface Mark extends Pick<AnnotationReport, 'level' | 'title' | 'message'> {
  readonly at:
    | {
        readonly kind: 'frames'
        /** The deepest last; the deepest that is found is the place. */
        readonly frames: readonly { readonly file: string; readonly line: number; readonly code: string | undefined }[]
      }
    | { readonly kind: 'class'; readonly module: readonly string[]; readonly name: string }
}

/** https://docs.github.com/en/rest/checks/runs: a message has at most 64 KB, and nobody reads that. */
const maxMessage = 4096
const maxTitle = 255
/** GitHub shows ten errors of a step (https://docs.github.com/en/rest/checks/runs), and the last words of a failed one are such, too. */
export const maxShown = 9

/** The marks as annotations of tracked files, each place once. One whose place is not certain is left out: none on guesses. */
export async function annotationsOf(
  marks: readonly Mark[],
  workspace: string,
  env: Environment,
): Promise<readonly AnnotationReport[]> {
  if (marks.length === 0 || workspace === '') return []
  const sources = await Sources.open(workspace, env)
  const placed = new Map<string, AnnotationReport>()
  for (const { at, level, title, message } of marks) {
    const place = await placeOf(at, sources)
    if (place === undefined) continue
    const key = JSON.stringify([place.file, place.line, at.kind === 'class' ? title : ''])
    if (placed.has(key)) continue
    placed.set(key, { level, ...place, title: title.slice(0, maxTitle), message: message.slice(0, maxMessage) })
  }
  return [...placed.values()]
}

async function placeOf(at: Mark['at'], sources: Sources): Promise<TrackedLine | undefined> {
  if (at.kind === 'class') return await sources.findClass(at.module, at.name)
  for (const frame of at.frames.toReversed()) {
    const place = await sources.find(frame)
    if (place !== undefined) return place
  }
  return undefined
}
