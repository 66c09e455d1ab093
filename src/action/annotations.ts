import type { Environment } from '../lib/environment.ts'
import type { AnnotationReport } from '../report/report.ts'
import { type SourceLine, SourceLines } from './source-lines.ts'

/** What is to be said at a line of the user's code, if that line can be found in the checkout. */
export interface AnnotationCandidate extends Pick<AnnotationReport, 'level' | 'title' | 'message'> {
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
export const maxAnnotations = 9

/** The marks as annotations of tracked files, each place once. One whose place is not certain is left out: none on guesses. */
export async function createAnnotations(
  marks: readonly AnnotationCandidate[],
  workspace: string,
  env: Environment,
): Promise<readonly AnnotationReport[]> {
  if (marks.length === 0 || workspace === '') return []
  const sources = await SourceLines.open(workspace, env)
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

async function placeOf(at: AnnotationCandidate['at'], sources: SourceLines): Promise<SourceLine | undefined> {
  if (at.kind === 'class') return await sources.findClass(at.module, at.name)
  for (const frame of at.frames.toReversed()) {
    const place = await sources.find(frame)
    if (place !== undefined) return place
  }
  return undefined
}
