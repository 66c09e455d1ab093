import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inheritEnv, root, runCommand } from './process.ts'
import type { Edit } from './repository.ts'
import { openShop, pullRequestNumber, type Shop } from './shop.ts'
import type { JobResult, WorkflowOptions } from './workflow.ts'

/** A pull request that moves a rounding rule: amounts are rounded up to whole units before they are added. */
const roundingEdits: readonly Edit[] = [
  {
    file: 'pipelines/orders.py',
    line: /kept\.groupby\(/,
    becomes: 'kept.assign(amount=np.ceil(kept["amount"])).groupby(',
  },
]

/** The inputs of its workflow that examples/workflows/pull-request.yml does not have. */
export const roundingInputs = {
  'diff-key': 'customer',
  'diff-samples': 'comment',
  'fail-on': 'rows-removed>0, changed(total)>10%',
} as const

/** The example with these inputs in place of its rules. */
async function writeWorkflow(folder: string): Promise<string> {
  const example = await readFile(join(root, 'examples/workflows/pull-request.yml'), 'utf8')
  const inputs = Object.entries(roundingInputs).map(([name, value]) => `${name}: ${value}`)
  const text = example.replace(/fail-on: \|\n(?: {12}.*\n)+/, `${inputs.join(`\n${' '.repeat(10)}`)}\n`)
  if (text === example) throw new Error('The example has no `fail-on`.')
  const file = join(folder, 'pull-request.yml')
  await writeFile(file, text)
  return file
}

/** What one run of a workflow shows. */
export interface RoundingRun {
  /** The conclusion of the job, which is that of the check. */
  readonly result: JobResult['result']
  /** The outputs of the step. */
  readonly outputs: Readonly<Record<string, string>>
  readonly durationMs: number
  /** The step's summary as Markdown. */
  readonly summary: string
  /** The comment on the pull request after the run, as GitHub has it. */
  readonly comment: string
}

/** What happens to the pull request, step by step. */
export interface RoundingPullRequest {
  /** The lines that it removes and adds. */
  readonly change: readonly string[]
  /** The run that breaks a rule. */
  readonly tried: RoundingRun
  /** The run of the same commit after a person with write access has added the label. */
  readonly accepted: RoundingRun
  /** The run of examples/workflows/merge.yml for the push that merges the pull request. */
  readonly merged: RoundingRun
  /** The name and the HTML of the page that the workflow uploads in the accepted run. */
  readonly page: { readonly name: string; readonly html: string }
}

/**
 * Runs the pipe of the main branch and that of the pull request, in real containers with a double as GitHub, and
 * accepts and merges the change. Throws an Error when the run on main fails or no workflow runs again for the label.
 */
export async function playRounding(
  options: Pick<WorkflowOptions, 'dist' | 'onLine'> = {},
): Promise<RoundingPullRequest> {
  await using shop = await openShop(options, roundingEdits)
  const { repository, vars, github } = shop
  const run = async (...given: Parameters<Shop['runWorkflow']>): Promise<RoundingRun> => {
    const { 'daily-orders': job } = await shop.runWorkflow(...given)
    const { outputs = {}, durationMs = 0, summary = '' } = job?.ours[0] ?? {}
    return { result: job?.result ?? 'skipped', outputs, durationMs, summary, comment: github.comments[0]?.body ?? '' }
  }
  const inputs = { day: '2026-01-05', input: 'raw.orders', force: false }
  const onMain = { ...vars, ORDERS_IMAGE: `${repository.images}:${repository.base}` }
  const base = await run('manual.yml', { name: 'workflow_dispatch' }, { inputs, vars: onMain })
  if (base.result !== 'success') throw new Error('The run on main failed.')

  const file = await writeWorkflow(shop.home.path)
  const event = shop.createPullRequestEvent('synchronize')
  const tried = await run('pull-request.yml', event, { file })

  const label = 'disdat: accepted'
  github.labels.add(pullRequestNumber, label, 'octocat')
  await shop.runWorkflow('accept.yml', shop.createPullRequestEvent('labeled', label))
  if (shop.checkRuns[0]?.status !== 'queued') throw new Error('The label did not start the workflow again.')
  const accepted = await run('pull-request.yml', event, { file })

  const merged = await run('merge.yml', { name: 'push', branch: 'main', sha: repository.head })
  const [name = '', html = ''] = [...shop.artifacts].at(-1) ?? []
  const change = await listChangedLines(repository.path, repository.base, repository.head)
  return { change, tried, accepted, merged, page: { name, html } }
}

async function listChangedLines(path: string, base: string, head: string): Promise<readonly string[]> {
  const ran = await runCommand('git', ['-C', path, 'diff', '--unified=0', base, head], { env: inheritEnv('PATH') })
  return ran.stdout.split('\n').filter((line) => /^[+-](?![+-])/.test(line))
}
