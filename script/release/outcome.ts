import { getString, isObject, parseJson } from '../../src/lib/json.ts'
import type { ReleaseContext } from './check.ts'
import { getMajor } from './version.ts'

/** For each job of release.yml before `publish`: what its failure has left, and how to continue. */
const advice: ReadonlyMap<string, string> = new Map([
  ['check', 'Nothing was changed. Correct the cause, and start the workflow again.'],
  [
    'e2e',
    'Nothing was changed. If a service failed, run the failed jobs again. Otherwise repair main, and start the workflow again.',
  ],
  ['draft', 'Nothing is released: at most a draft exists, which users cannot see. Run the failed jobs again.'],
  [
    'attest',
    'Nothing is released: the draft is complete, and users cannot see it. Run the failed jobs again. They attest both files again, which does no harm.',
  ],
])

/**
 * Says as Markdown what the jobs of a release have done, what users see of the version now, and how to continue.
 *
 * @param needs - the context `needs` of the job, as JSON
 * @throws when `needs` cannot be read, or when GitHub does not answer
 */
export async function describeOutcome(context: ReleaseContext, needs: string): Promise<string> {
  const results = parseJson(needs)
  if (!isObject(results)) throw new Error('NEEDS is not the context `needs`.')
  const jobs = Object.keys(results).map((job) => [job, getString(results, job, 'result') ?? 'no result'] as const)
  const failed = jobs.find(([, result]) => result !== 'success')?.[0]
  const { isReleased, lines } = await describeState(context)
  const next = failed === undefined ? [] : [advice.get(failed) ?? describePublication(isReleased)]
  const table = ['| job | result |', '| --- | --- |', ...jobs.map(([job, result]) => `| ${job} | ${result} |`)]
  return [...table, '', ...lines, ...next].join('\n')
}

async function describeState({ github, version, sha }: ReleaseContext) {
  const [tag, major] = [`v${version}`, `v${getMajor(version)}`]
  const release = await github.findPublished(tag)
  if (release === undefined) return { isReleased: false, lines: [`${tag} is not released.`] }
  const moved = await github.readTag(major)
  const commit = moved === sha ? 'at its commit' : moved === undefined ? 'missing' : `at ${moved}`
  return { isReleased: true, lines: [`${tag} is released: ${release.url}`, `The tag ${major} is ${commit}.`] }
}

const describePublication = (isReleased: boolean): string =>
  isReleased
    ? 'The log of the job `publish` says what is left to do. Run the failed jobs again: they do it.'
    : 'Only a draft exists, which users cannot see. The log of the job `publish` says why. Correct the cause, and run the failed jobs again; or delete the draft, if you do not want the release.'
