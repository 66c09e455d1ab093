import { getString } from '../../src/lib/json.ts'
import { readAssets } from './assets.ts'
import type { ReleaseContext } from './check.ts'
import { listAssetProblems } from './draft.ts'
import { parseRelease, type Release } from './github.ts'
import { ReleaseError } from './release-error.ts'
import { listHigherTags } from './tags.ts'
import { getMajor } from './version.ts'

/** How GitHub refuses a tag that an immutable release had. No request shows it before the publication. */
const burntTag = 'was used by an immutable release'

/** The results of a comparison `commit...main` for a commit in the history of main. */
const inHistory = ['ahead', 'identical']

/**
 * Publishes the draft of a release, which creates its tag, and then moves the tag of the major version. A second call
 * continues: it does not publish again.
 *
 * @throws when the draft is not complete or has another commit, when GitHub refuses, or when the release can still be
 * changed.
 */
export async function publishRelease(context: ReleaseContext): Promise<void> {
  const { github, version, sha, log } = context
  const tag = `v${version}`
  const published = (await github.findPublished(tag)) ?? (await publishDraft(context, tag))
  const tagged = await github.readTag(tag)
  if (tagged !== sha) throw new Error(`${tag} is at ${tagged ?? 'no commit'} instead of ${sha}. Find out who moved it.`)
  if (!published.isImmutable)
    throw new Error(
      `${tag} is published, but GitHub does not report it as immutable. Look at ${published.url}. If it can still be changed, turn on immutable releases in the settings of the repository, delete this release and its tag, and start the workflow again.`,
    )
  log(`${tag} is published: ${published.url}`)
  await moveMajorTag(context)
}

async function publishDraft(context: ReleaseContext, tag: string): Promise<Release> {
  const { root, github, version, sha } = context
  const drafts = (await github.listReleases()).filter((release) => release.isDraft && release.tag === tag)
  const [draft, ...others] = drafts
  if (draft === undefined || others.length > 0)
    throw new Error(`${drafts.length} drafts of ${tag} exist instead of 1. Run all jobs of the workflow again.`)
  const existing = await github.readTag(tag)
  const status = getString(await github.read(`compare/${sha}...main`), 'status') ?? 'unknown'
  const higher = await listHigherTags(github, version)
  const problems = [
    ...(draft.target === sha ? [] : [`The draft of ${tag} is for ${draft.target} instead of ${sha}.`]),
    ...listAssetProblems(draft, await readAssets(root)),
    ...(existing === undefined ? [] : [`The tag ${tag} exists already, at ${existing}. Delete it.`]),
    ...(inHistory.includes(status) ? [] : [`${sha} is not in the history of main: ${status}.`]),
    ...higher.map((other) => `${other} is released, and ${version} is lower. Prepare a higher version.`),
  ]
  if (problems.length > 0) throw new Error(problems.join('\n'))
  // GitHub renames a draft to `untagged-…` when a change omits its tag, and would publish it under that name.
  const change = { tag_name: tag, target_commitish: sha, draft: false, make_latest: 'true' }
  await github.write('PATCH', `releases/${draft.id}`, change).catch((error: unknown) => {
    if (!String(error).includes(burntTag)) throw error
    throw new ReleaseError(
      `${tag} was the tag of an immutable release that was deleted, and GitHub never accepts it again.`,
      'Nothing is released. Delete the draft, prepare a higher version, and start the workflow again.',
      { cause: error },
    )
  })
  return parseRelease(await github.read(`releases/${draft.id}`))
}

async function moveMajorTag({ github, version, sha, log }: ReleaseContext): Promise<void> {
  const tag = `v${getMajor(version)}`
  const before = await github.readTag(tag)
  const higher = (await listHigherTags(github, version)).filter((other) => other.startsWith(`${tag}.`))
  if (higher.length > 0) return log(`${tag} stays at ${before}, because ${higher.join(', ')} is released.`)
  if (before === undefined) await github.write('POST', 'git/refs', { ref: `refs/tags/${tag}`, sha })
  else if (before !== sha) await github.write('PATCH', `git/refs/tags/${tag}`, { sha, force: true })
  log(`${tag} is at ${sha}.`)
}
