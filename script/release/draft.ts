import { type AssetFile, readAssets, readNotes } from './assets.ts'
import type { ReleaseContext } from './check.ts'
import { parseRelease, type Release } from './github.ts'

/**
 * Creates the draft of a release and attaches its files. Users see no draft, and its tag does not exist: GitHub creates
 * the tag when the draft is published. A second call continues: it keeps a draft of the same commit and what is
 * attached, completes it, and removes others of the tag. A published release stays as it is.
 *
 * @throws when GitHub refuses a change, or when a file does not arrive whole.
 */
export async function createDraft(context: ReleaseContext): Promise<void> {
  const { root, github, version, sha, log } = context
  const tag = `v${version}`
  if ((await github.findPublished(tag)) !== undefined) return log(`${tag} is published already.`)
  const assets = await readAssets(root)
  const drafts = (await github.listReleases()).filter((release) => release.isDraft && release.tag === tag)
  const kept = drafts.find(({ target }) => target === sha)
  for (const draft of drafts) if (draft !== kept) await github.write('DELETE', `releases/${draft.id}`)
  const draft = kept ?? (await openDraft(context, tag))
  await attach(context, draft, assets)
  const problems = listAssetProblems(parseRelease(await github.read(`releases/${draft.id}`)), assets)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  log(`The draft of ${tag} is complete: ${draft.url}`)
}

async function openDraft({ root, github, version, sha }: ReleaseContext, tag: string): Promise<Release> {
  const body = { tag_name: tag, target_commitish: sha, name: version, body: await readNotes(root), draft: true }
  return parseRelease(await github.write('POST', 'releases', body))
}

async function attach({ github }: ReleaseContext, draft: Release, assets: readonly AssetFile[]): Promise<void> {
  const isWanted = (name: string, digest: string | undefined) =>
    assets.some((asset) => asset.name === name && asset.digest === digest)
  const wrong = draft.assets.filter(({ name, digest }) => !isWanted(name, digest))
  for (const { id } of wrong) await github.write('DELETE', `releases/assets/${id}`)
  const present = draft.assets.filter((asset) => !wrong.includes(asset)).map(({ name }) => name)
  for (const { name, content } of assets) if (!present.includes(name)) await github.upload(draft, name, content)
}

/** The files of a release that are not these assets, one sentence each. Empty when they are equal. */
export function listAssetProblems(release: Release, assets: readonly AssetFile[]): readonly string[] {
  const names = new Set([...release.assets, ...assets].map(({ name }) => name))
  return [...names].flatMap((name) => {
    const [found, wanted] = [release.assets, assets].map((list) => list.find((asset) => asset.name === name)?.digest)
    return found === wanted
      ? []
      : [`${name} of the draft is ${found ?? 'not complete'} instead of ${wanted ?? 'absent'}.`]
  })
}
