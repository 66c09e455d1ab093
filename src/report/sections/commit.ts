import { link, shortId } from '../markdown.ts'

interface Code {
  readonly commit?: string
  readonly repo?: string
}

const github =
  /^(?:https:\/\/(?:[^@/]+@)?|(?:ssh:\/\/)?git@)github\.com[/:]([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/?$/

/** Where a commit can be seen; undefined where its repository is not one on github.com, or the commit is none. */
export function commitUrl({ commit, repo }: Code): string | undefined {
  const [, owner, name] = github.exec(repo ?? '') ?? []
  if (owner === undefined || name === undefined || !/^[0-9a-f]{7,40}$/.test(commit ?? '')) return undefined
  return `https://github.com/${owner}/${name}/commit/${commit}`
}

/** A commit, linked where it can be seen; '' where there is none. */
export function commitOf(code: Code): string {
  const url = commitUrl(code)
  return code.commit === undefined ? '' : url === undefined ? shortId(code.commit) : link(shortId(code.commit), url)
}
