import type { Environment } from '../lib/environment.ts'
import { type SourceLine, SourceLines } from './source-lines.ts'

/** An error or warning that GitHub shows beside a line of the code. */
export interface Annotation {
  readonly level: 'error' | 'warning'
  /** A tracked file, relative to the workspace. */
  readonly file: string
  readonly line: number
  readonly title: string
  readonly message: string
}

/** An annotation for a line of the user's code, if that line can be found in the checkout. */
export interface AnnotationCandidate extends Pick<Annotation, 'level' | 'title' | 'message'> {
  readonly at:
    | {
        readonly kind: 'frames'
        /** The deepest last. The annotation is for the deepest frame that is found. */
        readonly frames: readonly { readonly file: string; readonly line: number; readonly code: string | undefined }[]
      }
    | { readonly kind: 'class'; readonly module: readonly string[]; readonly name: string }
}

/** Shorter than the 64 KB that GitHub allows, so that people read it: https://docs.github.com/en/rest/checks/runs */
const maxMessageLength = 4096
const maxTitleLength = 255
/** GitHub shows ten errors of a step, its failure included: https://docs.github.com/en/rest/checks/runs */
export const maxErrors = 10

/**
 * Creates annotations of tracked files, one for each line. A candidate whose line is not certain is left out: a wrong
 * line misleads more than none.
 */
export async function createAnnotations(
  candidates: readonly AnnotationCandidate[],
  workspace: string,
  env: Environment,
): Promise<readonly Annotation[]> {
  if (candidates.length === 0 || workspace === '') return []
  const sources = await SourceLines.open(workspace, env)
  const placed = new Map<string, Annotation>()
  for (const { at, level, title, message } of candidates) {
    const place = await findLine(at, sources)
    if (place === undefined) continue
    const key = JSON.stringify([place.file, place.line, at.kind === 'class' ? title : ''])
    if (placed.has(key)) continue
    placed.set(key, {
      level,
      ...place,
      title: title.slice(0, maxTitleLength),
      message: message.slice(0, maxMessageLength),
    })
  }
  return [...placed.values()]
}

async function findLine(at: AnnotationCandidate['at'], sources: SourceLines): Promise<SourceLine | undefined> {
  if (at.kind === 'class') return await sources.findClass(at.module, at.name)
  for (const frame of at.frames.toReversed()) {
    const place = await sources.find(frame)
    if (place !== undefined) return place
  }
  return undefined
}
