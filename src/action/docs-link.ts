import type { Environment } from '../lib/environment.ts'

const page = /\bdocs\/([a-z0-9-]+\.md)\b/

const origin = { server: 'https://github.com', repository: 'disdat/run-action' } as const

/**
 * Returns the URL of the folder `docs` of the version in use, which the runner names; of `main` for an action of the
 * workspace. A copy of the action under another name is on the server of the workflow.
 */
export function getDocsUrl(env: Environment): string {
  const { GITHUB_ACTION_REPOSITORY: repository = '', GITHUB_ACTION_REF: ref = '', GITHUB_SERVER_URL: own = '' } = env
  const version = /^[\w./-]{1,200}$/.test(ref) ? ref : 'main'
  const isCopy = repository !== origin.repository && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository)
  const server = isCopy && /^https:\/\/[\w.-]{1,253}(?::\d{1,5})?$/.test(own) ? own : origin.server
  return `${server}/${isCopy ? repository : origin.repository}/blob/${version}/docs`
}

/** Replaces each name of a page, such as `docs/iam.md`, by its URL. */
export const linkDocs = (text: string, docsUrl: string): string =>
  text.replace(new RegExp(page, 'g'), (_, name: string) => `${docsUrl}/${name}`)

/** Splits a text at the names of pages. Every second part is such a name, without its folder. */
export const splitAtDocs = (text: string): readonly string[] => text.split(page)
