import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getField, getList, getString } from '../../src/lib/json.ts'
import { writeAssets } from './assets.ts'
import { getNotes } from './changelog.ts'
import { listBreakingChanges } from './compare-contracts.ts'
import { parseContract, readContract, renderContract } from './contract.ts'
import { runGit } from './git.ts'
import type { GitHubClient } from './github.ts'
import { listHigherTags, listVersions } from './tags.ts'
import { compareVersions, getMajor } from './version.ts'
import { listVersionProblems } from './versions.ts'

/** A release under way. */
export interface ReleaseContext {
  /** The checkout of `sha`. */
  readonly root: string
  readonly github: GitHubClient
  readonly version: string
  /** The commit to release. */
  readonly sha: string
  readonly log: (line: string) => void
}

/** The environment whose reviewers approve a release. */
const environment = 'release'

/** The workflow that must have passed for the commit. */
const requiredWorkflow = 'ci.yml'

/**
 * Checks everything that a release needs, and then writes its files into the folder `release`. It changes nothing on
 * GitHub.
 *
 * @throws with every problem, one line each.
 */
export async function checkRelease(context: ReleaseContext): Promise<void> {
  const { root, version, log } = context
  const checks = [checkCheckout, checkMain, checkWorkflow, checkTags, checkContract, checkEnvironment].map((check) =>
    check(context),
  )
  const problems = (await Promise.all([listVersionProblems(root, version), ...checks])).flat()
  if (problems.length > 0) throw new Error(problems.join('\n'))
  await writeAssets(root, getNotes(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version) ?? '')
  log(`${version} can be released.`)
}

async function checkCheckout({ root, sha }: ReleaseContext): Promise<readonly string[]> {
  const [head, status] = await Promise.all([
    runGit(root, 'rev-parse', 'HEAD'),
    runGit(root, 'status', '--porcelain', '--untracked-files=no'),
  ])
  return [
    ...(head === sha ? [] : [`The checkout is at ${head} instead of ${sha}.`]),
    ...(status === '' ? [] : [`The checkout has changes that are not committed: ${status.replaceAll('\n', ', ')}.`]),
  ]
}

async function checkMain({ github, sha }: ReleaseContext): Promise<readonly string[]> {
  const head = getString(await github.read('git/ref/heads/main'), 'object', 'sha')
  if (head === sha) return []
  return [`${sha} is not the head of main, which is ${head ?? 'unknown'}. Start the workflow on the branch main.`]
}

async function checkWorkflow({ github, sha }: ReleaseContext): Promise<readonly string[]> {
  const query = `head_sha=${sha}&branch=main&event=push&per_page=1`
  const runs = await github.read(`actions/workflows/${requiredWorkflow}/runs?${query}`)
  const [newest] = getList(runs, 'workflow_runs')
  const result = getString(newest, 'conclusion') ?? getString(newest, 'status') ?? 'no run'
  if (result === 'success') return []
  return [`${requiredWorkflow} has not passed for ${sha}: ${result}. Wait for its run, or repair main.`]
}

async function checkTags({ github, version, sha }: ReleaseContext): Promise<readonly string[]> {
  const tag = `v${version}`
  const [tagged, published] = await Promise.all([github.readTag(tag), github.findPublished(tag)])
  if (published !== undefined && tagged === sha) return []
  if (published !== undefined) return [`${tag} is released from ${tagged}. Prepare a higher version.`]
  if (tagged !== undefined)
    return [
      `The tag ${tag} exists without a release. Delete the tag, because the release creates it; if its release was deleted, prepare a higher version, because GitHub never accepts the tag again.`,
    ]
  const higher = await listHigherTags(github, version)
  return higher.map((other) => `${other} exists, and ${version} is lower. Prepare a higher version.`)
}

/**
 * docs/contract.json must be the contract of the manifests, and keep that of the last release: the tests compare the
 * manifests only with the file, which the same change can have rewritten.
 */
async function checkContract({ root, github, version }: ReleaseContext): Promise<readonly string[]> {
  const contract = await readContract(root, version)
  const isCurrent = (await readFile(join(root, 'docs/contract.json'), 'utf8')) === renderContract(contract)
  const stale = isCurrent ? [] : ['docs/contract.json is not the contract of the manifests. Prepare the release again.']
  const lower = (await listVersions(github)).filter((other) => compareVersions(other, version) < 0)
  const last = lower.toSorted(compareVersions).at(-1)
  if (last === undefined || getMajor(last) !== getMajor(version)) return stale
  const before = await github.readFile('docs/contract.json', `v${last}`)
  const changes = before === undefined ? [] : listBreakingChanges(parseContract(before), contract)
  return [...stale, ...changes.map((change) => `${change} v${last} promised it: prepare a major version.`)]
}

async function checkEnvironment({ github }: ReleaseContext): Promise<readonly string[]> {
  const rules = getList(await github.read(`environments/${environment}`), 'protection_rules')
  if (rules.some((rule) => getField(rule, 'type') === 'required_reviewers')) return []
  return [
    `The environment "${environment}" has no required reviewers, so a release would not wait for an approval. Add them in the settings of the repository.`,
  ]
}
