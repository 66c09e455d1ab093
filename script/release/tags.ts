import { getList, getString } from '../../src/lib/json.ts'
import type { GitHubClient } from './github.ts'
import { compareVersions, isVersion } from './version.ts'

/** The versions whose tags exist on GitHub. */
export async function listVersions(github: GitHubClient): Promise<readonly string[]> {
  const refs = getList({ refs: await github.read('git/matching-refs/tags/v') }, 'refs')
  return refs.map((ref) => getString(ref, 'ref')?.replace('refs/tags/v', '') ?? '').filter(isVersion)
}

/** The tags of versions that are higher than this one. */
export async function listHigherTags(github: GitHubClient, version: string): Promise<readonly string[]> {
  const higher = (await listVersions(github)).filter((other) => compareVersions(other, version) > 0)
  return higher.map((other) => `v${other}`)
}
