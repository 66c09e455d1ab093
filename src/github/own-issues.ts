import { isNewerMarker } from './comment-marker.ts'
import type { GitHub } from './github.ts'
import { type IssueMarker, parseIssueMarker } from './issue-marker.ts'
import type { Issue } from './issues.ts'

/** The label by which the action finds its issues. */
export const failureLabel = 'disdat-failure'

/** An issue of the token's account with a marker. */
export interface OwnIssue {
  readonly issue: Issue
  readonly marker: IssueMarker
}

/**
 * Selects the issues by the token's account whose marker has the key, the oldest first. A marker by another account has
 * no effect. Throws GitHubError.
 */
export async function selectOwnIssues(
  github: Pick<GitHub, 'getLogin'>,
  issues: readonly Issue[],
  key: string,
): Promise<readonly OwnIssue[]> {
  const marked = issues.flatMap((issue) => {
    const marker = parseIssueMarker(issue.body)
    return marker?.key === key ? [{ issue, marker }] : []
  })
  if (marked.length === 0) return []
  const author = await github.getLogin()
  return marked.filter(({ issue }) => issue.author === author).toSorted((a, b) => a.issue.number - b.issue.number)
}

/** Combines the markers of issues that concurrent runs opened: the newest one, with the failures of all. */
export function combineMarkers([first, ...others]: readonly [OwnIssue, ...(readonly OwnIssue[])]): IssueMarker {
  return others.reduce((marker, { marker: other }) => {
    const newest = isNewerMarker(other, marker) ? other : marker
    return {
      ...newest,
      failures: marker.failures + (other.run === marker.run ? 0 : other.failures),
      since: new Date(Math.min(marker.since.getTime(), other.since.getTime())),
      notifiedOn: [marker.notifiedOn, other.notifiedOn].toSorted().at(-1) ?? '',
    }
  }, first.marker)
}
