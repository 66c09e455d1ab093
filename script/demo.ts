import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGate } from '../test/testbed/aws-gate.ts'
import { setUpBatch } from '../test/testbed/batch.ts'
import { imageCommit, images } from '../test/testbed/docker.ts'
import { makeHome, rawOrders } from '../test/testbed/dsdt.ts'
import { playFirstRun, readCopiedFiles } from '../test/testbed/first-run.ts'
import { nameImage } from '../test/testbed/generations.ts'
import { startMoto } from '../test/testbed/moto.ts'
import { playRounding, type RoundingRun, roundingInputs } from '../test/testbed/rounding.ts'
import { type ActionResult, runAction } from '../test/testbed/runner.ts'
import { openShop } from '../test/testbed/shop.ts'
import { renderTerminal } from './render-summary.ts'

const bold = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text)
const dim = (text: string) => (process.stdout.isTTY ? `\u001b[2m${text}\u001b[0m` : text)
/** Prints a line of the step's log, without the commands to the runner. */
function showLine(line: string): void {
  if (!line.startsWith('::')) console.log(dim(`   | ${line}`))
}

let chapter = 0
const printChapter = (text: string) => console.log(`\n${bold(`${++chapter}. ${text}`)}\n`)

function showOutputs(result: ActionResult): void {
  for (const [name, value] of Object.entries(result.outputs)) console.log(`   ${name}: ${value}`)
  if (result.exitCode !== 0) throw new Error(`The step failed with exit code ${result.exitCode}.`)
}

printChapter(
  'The first run of a new user: the unchanged examples/workflows/first-run.yml, in a repository with the two files of the README, without an AWS account.',
)
const firstRun = await playFirstRun(await readCopiedFiles(), { onLine: showLine })
if (firstRun?.result !== 'success') throw new Error('The first run failed.')
console.log(`\n${firstRun.printed.slice(firstRun.printed.indexOf('{\n')).trimEnd()}`)

printChapter(
  'An AWS account on this machine (moto: S3, STS, Batch, CloudWatch Logs), and a home in which the real dsdt creates and commits a bundle.',
)
await using moto = await startMoto()
await moto.createBucket('acme')
await using home = await makeHome(moto, { remote: 's3://acme/disdat', remoteContext: 'prod', localContext: 'prod' })
const orders = await home.makeBundle({ name: 'raw_orders', data: rawOrders, commit: true })
console.log((await home.runDsdt('ls', '-v')).stdout.trimEnd())
console.log(`\n   The input bundle raw_orders is ${orders}; it is not on the remote yet.`)

const step = (inputs: Readonly<Record<string, string>>) =>
  runAction({
    home: home.path,
    env: moto.env,
    context: { GITHUB_SHA: imageCommit },
    inputs: {
      network: 'host',
      'input-bundle': 'raw_orders',
      'input-param': 'orders',
      'log-tail-lines': '5',
      'pull-output': 'true',
      ...inputs,
    },
    onLine: showLine,
  })

printChapter('The built action runs the pipe pipelines.orders.DailyOrders in a container, like a workflow step.')
const daily = await step({
  'pipe-class': 'pipelines.orders.DailyOrders',
  'output-bundle': 'daily_orders',
  params: 'day: 2026-01-05',
})

printChapter('The outputs of the step. The action has proved that the bundle is complete on the remote.')
showOutputs(daily)

printChapter('The action pulled the bundle into the local context. dsdt lists it, and it contains:')
console.log((await home.runDsdt('ls', '-v')).stdout.trimEnd())
console.log(`\n${(await home.catBundle(daily.outputs['output-bundle-uuid'] ?? '')).trimEnd()}`)

printChapter(
  "The words of Disdat's first documentation, on a real image of disdat 0.7.2 (Python 2.7): dsdt run raw_orders daily_orders pipelines.orders.DailyOrders",
)
if (process.arch === 'x64') {
  const seed = await step({
    'input-bundle': 'raw_orders',
    'output-bundle': 'daily_orders',
    'pipe-class': 'pipelines.orders.DailyOrders',
    // Such a pipe gets its input by name, so it has no parameter for it.
    'input-param': '',
    image: nameImage('0.7.2'),
  })
  showOutputs(seed)
  console.log(`\n${(await home.catBundle(seed.outputs['output-bundle-uuid'] ?? '')).trimEnd()}`)
} else console.log('   Skipped: the packages of this version exist for x86-64 only.')

printChapter('The next pipe creates a file from the same input: pipelines.orders.OrdersReport.')
const report = await step({ 'pipe-class': 'pipelines.orders.OrdersReport', 'output-bundle': 'orders_report' })
showOutputs(report)
console.log('\n   dsdt cat orders_report:')
console.log((await home.runDsdt('cat', 'orders_report')).stdout.trimEnd())

printChapter('The summary of the first step, as the page of the workflow run shows it:')
console.log(renderTerminal(daily.summary))

printChapter(
  'The same pipe as a job on AWS Batch. The step has no keys: it assumes a role with a token of GitHub, which STS checks. The job has its own role.',
)
await using gate = await startGate(moto.endpoint)
const batch = await setUpBatch(moto, 'nightly')
const onBatch = await runAction({
  home: home.path,
  env: gate.env,
  context: { GITHUB_SHA: imageCommit },
  inputs: {
    backend: 'AWSBatch',
    'role-to-assume': gate.trust('disdat-ci'),
    'job-queue': batch.queue,
    'job-role-arn': batch.jobRole,
    image: images.luigi,
    'pipe-class': 'pipelines.orders.DailyOrders',
    'output-bundle': 'daily_orders',
    'input-bundle': 'raw_orders',
    'input-param': 'orders',
    params: 'day: 2026-01-06',
    'log-tail-lines': '5',
    'pull-output': 'true',
  },
  onLine: showLine,
})

printChapter(
  'The outputs of the step: the id of the job, the address of its log, and the bundle, which is proved and pulled.',
)
showOutputs(onBatch)
console.log(`\n${(await home.catBundle(onBatch.outputs['output-bundle-uuid'] ?? '')).trimEnd()}`)

printChapter('The summary of the step:')
console.log(renderTerminal(onBatch.summary))

printChapter(
  'A pull request drops a column. Its workflow, the unchanged examples/workflows/pull-request.yml, runs the changed pipe in its own context, on a copy of the real input. From here on, a double answers for the API of GitHub; pipes, containers and bundles are real.',
)
await using shop = await openShop({ onLine: showLine })
const onMain = { ...shop.vars, ORDERS_IMAGE: `${shop.repository.images}:${shop.repository.base}` }
const inputs = { day: '2026-01-05', input: 'raw.orders', force: false }
await shop.runWorkflow('manual.yml', { name: 'workflow_dispatch' }, { inputs, vars: onMain, onLine: undefined })
console.log('   The run on main created the bundle that the pull request is compared with.\n')
const trial = await shop.runWorkflow('pull-request.yml', shop.createPullRequestEvent('synchronize'))

printChapter('The step fails because of the broken rule, which its outputs name:')
for (const [name, value] of Object.entries(trial['daily-orders']?.ours[0]?.outputs ?? {}))
  console.log(`   ${name}: ${value}`)

printChapter('The comment on the pull request:')
for (const { author, body } of shop.github.comments) console.log(`${author}\n\n${renderTerminal(body)}`)

printChapter('When the pull request is closed, the action deletes its context, and nothing else:')
const countObjects = async (context: string) => (await shop.listKeys(`disdat/context/${context}/`)).length
console.log(`   Before: ${await countObjects('pr-57')} objects in pr-57, ${await countObjects('shop')} in shop.\n`)
await shop.runWorkflow('pull-request.yml', shop.createPullRequestEvent('closed'))
console.log(`\n   After: ${await countObjects('pr-57')} objects in pr-57, ${await countObjects('shop')} in shop.`)

printChapter('Another pull request moves a rounding rule: amounts are rounded up before they are added.')
const rounding = await playRounding()
for (const line of rounding.change) console.log(`   ${line}`)
console.log('\n   Its workflow is the same, with these inputs:\n')
for (const [name, value] of Object.entries(roundingInputs)) console.log(`   ${name}: ${value}`)

printChapter('The check is red. The comment says which rows change, column by column, and which rule they break:')
console.log(renderTerminal(rounding.tried.comment))

/** Prints some outputs, then the headline of a report and its reasons, without its tables. */
function showDecision({ outputs }: RoundingRun, report: string, names: readonly string[]): void {
  for (const name of names) console.log(`   ${name}: ${outputs[name]}`)
  console.log(`\n${renderTerminal(report.slice(0, report.indexOf('\n|'))).trimEnd()}`)
}

const { accepted, merged } = rounding
printChapter(
  'The change is intended, so @octocat, who has write access, adds the label `disdat: accepted`. examples/workflows/accept.yml starts the same check again, and it is green. The comment says who accepted what:',
)
showDecision(accepted, accepted.comment, ['status', 'breaches', 'accepted'])

printChapter(
  'The pull request is merged. examples/workflows/merge.yml starts no container: S3 copies the accepted output from the sandbox into the context shop.',
)
showDecision(merged, merged.summary, ['status', 'output-bundle-uri'])
const formatSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
console.log(
  `\n   The step of the merge took ${formatSeconds(merged.durationMs)}. The accepted run took ${formatSeconds(accepted.durationMs)}, and this pipe has almost nothing to do.`,
)

printChapter('The comment links to the whole report, an HTML page that the workflow uploads. Open it in a browser:')
const pageFile = join(await mkdtemp(join(tmpdir(), 'disdat-demo-')), rounding.page.name)
await writeFile(pageFile, rounding.page.html)
console.log(`   ${pageFile}`)
