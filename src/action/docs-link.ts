import type { Environment } from '../lib/environment.ts'

const page = /\bdocs\/([a-z0-9-]+\.md)\b/

/**
 * Returns the URL of the folder `docs` of the version in use, which the runner names; of `main` for an action of the
 * workspace.
 */
export function getDocsUrl({ GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref }: Environment): string {
  const version = ref && /^[\w./-]{1,200}$/.test(ref) ? ref : 'main'
  const place = repository && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository) ? repository : 'disdat/run-action'
  return `https://github.com/${place}/blob/${version}/docs`
}

/** Replaces each name of a page, such as `docs/iam.md`, by its URL. */
export const linkDocs = (text: string, docsUrl: string): string =>
  text.replace(new RegExp(page, 'g'), (_, name: string) => `${docsUrl}/${name}`)

/** Splits a text at the names of pages. Every second part is such a name, without its folder. */
export const splitAtDocs = (text: string): readonly string[] => text.split(page)
