import { randomBytes } from 'node:crypto'
import { renderCode, renderLink } from './markdown.ts'

/** The page of a step, as a later step of the workflow uploads it. */
export interface PageArtifact {
  /** The name of the file, which actions/upload-artifact with `archive: false` gives to the artifact. */
  readonly name: string
  /** The page of the workflow run; empty outside of a workflow. */
  readonly runUrl: string
}

/** Creates a name that no other step, matrix leg or attempt has: artifacts of one name in a workflow run conflict. */
export const createPageName = (): string => `report-${randomBytes(4).toString('hex')}.html`

/**
 * A link to the artifacts of the workflow run, with the name of the page, as Markdown. The address of the artifact
 * itself exists only after its upload, which comes after the report. Empty outside of a workflow.
 */
export function renderPageLink({ name, runUrl }: PageArtifact): string {
  return runUrl === '' ? '' : `${renderLink('Whole report', `${runUrl}#artifacts`)} (artifact ${renderCode(name)})`
}
