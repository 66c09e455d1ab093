import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inheritEnv, root, runCommand } from './process.ts'
import type { Edit } from './repository.ts'
import { openShop } from './shop.ts'
import type { WorkflowOptions } from './workflow.ts'

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

/** What the pull request shows. */
export interface RoundingPullRequest {
  /** The lines that it removes and adds. */
  readonly change: readonly string[]
  /** The outputs of the step. */
  readonly outputs: Readonly<Record<string, string>>
  /** The comment, as GitHub has it. */
  readonly comment: string
  /** The name and the HTML of the page that the workflow uploads. */
  readonly page: { readonly name: string; readonly html: string }
}

/** Runs the pipe of the main branch and that of the pull request, in real containers with a double as GitHub. */
export async function playRounding(options: Pick<WorkflowOptions, 'dist'> = {}): Promise<RoundingPullRequest> {
  await using shop = await openShop(options, roundingEdits)
  const { repository, vars } = shop
  const { path: home } = shop.home
  const inputs = { day: '2026-01-05', input: 'raw.orders', force: false }
  const onMain = { ...vars, ORDERS_IMAGE: `${repository.images}:${repository.base}` }
  const { 'daily-orders': base } = await shop.runWorkflow(
    'manual.yml',
    { name: 'workflow_dispatch' },
    { inputs, vars: onMain },
  )
  if (base?.result !== 'success') throw new Error('The run on main failed.')
  const file = await writeWorkflow(home)
  const event = shop.createPullRequestEvent('synchronize')
  const { 'daily-orders': trial } = await shop.runWorkflow('pull-request.yml', event, { file })
  const [name = '', html = ''] = [...shop.artifacts][0] ?? []
  return {
    change: await listChangedLines(repository.path, repository.base, repository.head),
    outputs: trial?.ours[0]?.outputs ?? {},
    comment: shop.github.comments[0]?.body ?? '',
    page: { name, html },
  }
}

async function listChangedLines(path: string, base: string, head: string): Promise<readonly string[]> {
  const ran = await runCommand('git', ['-C', path, 'diff', '--unified=0', base, head], { env: inheritEnv('PATH') })
  return ran.stdout.split('\n').filter((line) => /^[+-](?![+-])/.test(line))
}
