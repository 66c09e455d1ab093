/**
 * Makes a release. CONTRIBUTING.md, "Release", describes the steps.
 *
 *     npm run release -- prepare [VERSION]   writes the version into the checkout, for a pull request
 *     npm run release -- check VERSION       checks everything and writes the files of the release
 *     npm run release -- draft VERSION       creates the draft on GitHub
 *     npm run release -- publish VERSION     publishes the draft and moves the tag of the major version
 *     npm run release -- outcome VERSION     says what is released, and how to continue after a failure
 *
 * release.yml runs the last four. Each can run again after a failure, and continues.
 */
import { appendFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { ReleaseContext } from './release/check.ts'
import { createDraft } from './release/draft.ts'
import { GitHubClient } from './release/github.ts'
import { describeOutcome } from './release/outcome.ts'
import { publishRelease } from './release/publish.ts'
import { ReleaseError } from './release/release-error.ts'
import { isVersion } from './release/version.ts'

interface Step {
  readonly run: (context: ReleaseContext) => Promise<void>
  /** What a maintainer does after a failure. */
  readonly advice: string
}

const steps: ReadonlyMap<string, Step> = new Map([
  [
    'check',
    {
      // The other steps run without the npm packages that it needs.
      run: async (context) => (await import('./release/check.ts')).checkRelease(context),
      advice: 'Nothing was changed. Correct this, then start the workflow again.',
    },
  ],
  [
    'draft',
    {
      run: createDraft,
      advice:
        'Nothing is released: at most, a draft exists, which users cannot see. Correct this, then run the failed jobs again.',
    },
  ],
  [
    'publish',
    {
      run: publishRelease,
      advice:
        'Look at the page of releases. Correct this, then run the failed jobs again: they do what is still to do.',
    },
  ],
  ['outcome', { run: writeOutcome, advice: 'Look at the page of releases.' }],
])

/** Writes to the log and to the summary of the workflow run. `NEEDS` is the context `needs` of the job. */
async function writeOutcome(context: ReleaseContext): Promise<void> {
  const text = await describeOutcome(context, process.env['NEEDS'] ?? '')
  context.log(text)
  const summary = process.env['GITHUB_STEP_SUMMARY']
  if (summary) await appendFile(summary, `${text}\n`)
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [command = '', version] = positionals
  const root = process.cwd()
  if (command === 'prepare') {
    const { prepareRelease } = await import('./release/prepare.ts')
    const prepared = await prepareRelease(root, version, new Date().toISOString().slice(0, 10))
    console.log(`Prepared ${prepared}. Read the changes, commit them, and merge them through a pull request.`)
    return
  }
  const step = steps.get(command)
  if (step === undefined || version === undefined)
    throw new Error('Usage: npm run release -- prepare [VERSION], or check|draft|publish|outcome VERSION.')
  await step.run(createContext(root, version)).catch((error: unknown) => {
    const advice = error instanceof ReleaseError ? error.advice : step.advice
    throw new Error(`${error instanceof Error ? error.message : error}\n${advice}`, { cause: error })
  })
}

/** @throws when the version is not a version, or a variable of the workflow is missing. */
function createContext(root: string, version: string): ReleaseContext {
  if (!isVersion(version)) throw new Error(`"${version}" is not a version. Write three numbers, such as 1.2.3.`)
  const [apiUrl = '', repository = '', token = '', sha = ''] = [
    'GITHUB_API_URL',
    'GITHUB_REPOSITORY',
    'GITHUB_TOKEN',
    'GITHUB_SHA',
  ].map((name) => {
    const value = process.env[name]
    if (!value) throw new Error(`${name} is not set. release.yml sets it.`)
    return value
  })
  const github = new GitHubClient({ apiUrl, repository, token })
  return { root, github, version, sha, log: console.log }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
