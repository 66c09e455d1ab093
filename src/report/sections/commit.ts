import { renderLink, renderShortId } from '../markdown.ts'

interface CommitSource {
  readonly commit?: string
  readonly repo?: string
}

const github =
  /^(?:https:\/\/(?:[^@/]+@)?|(?:ssh:\/\/)?git@)github\.com[/:]([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/?$/

/** Returns the page of a commit; undefined unless the repository is on github.com and the commit is a hash. */
export function getCommitUrl({ commit, repo }: CommitSource): string | undefined {
  const [, owner, name] = github.exec(repo ?? '') ?? []
  if (owner === undefined || name === undefined || !/^[0-9a-f]{7,40}$/.test(commit ?? '')) return undefined
  return `https://github.com/${owner}/${name}/commit/${commit}`
}

/** Renders a commit, linked if it has a page; empty without a commit. */
export function renderCommit(code: CommitSource): string {
  const url = getCommitUrl(code)
  return code.commit === undefined
    ? ''
    : url === undefined
      ? renderShortId(code.commit)
      : renderLink(renderShortId(code.commit), url)
}
