import { startGate } from '../test/testbed/aws-gate.ts'
import { setUpBatch } from '../test/testbed/batch.ts'
import { imageCommit, images } from '../test/testbed/docker.ts'
import { makeHome, rawOrders } from '../test/testbed/dsdt.ts'
import { startMoto } from '../test/testbed/moto.ts'
import { type ActionResult, runAction } from '../test/testbed/runner.ts'
import { openShop } from '../test/testbed/shop.ts'
import { renderTerminal } from './render-summary.ts'

const bold = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text)
const dim = (text: string) => (process.stdout.isTTY ? `\u001b[2m${text}\u001b[0m` : text)
/** The step's log as its page shows it: what is for the runner alone does not appear there. */
function showLine(line: string): void {
  if (!line.startsWith('::')) console.log(dim(`   | ${line}`))
}

let chapter = 0
const tell = (text: string) => console.log(`\n${bold(`${++chapter}. ${text}`)}\n`)

function showOutputs(result: ActionResult): void {
  for (const [name, value] of Object.entries(result.outputs)) console.log(`   ${name}: ${value}`)
  if (result.exitCode !== 0) throw new Error(`The step failed with exit code ${result.exitCode}.`)
}

tell(
  'An AWS account on this machine (moto: S3, STS, Batch, CloudWatch Logs), and a home in which the real dsdt makes and commits a bundle.',
)
await using moto = await startMoto()
await moto.createBucket('acme')
await using home = await makeHome(moto, { remote: 's3://acme/disdat', remoteContext: 'prod', localContext: 'prod' })
const orders = await home.makeBundle({ name: 'raw_orders', data: rawOrders, commit: true })
console.log((await home.dsdt('ls', '-v')).stdout.trimEnd())
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
      ...inputs,
    },
    onLine: showLine,
  })

tell('The built action runs the pipe pipelines.orders.DailyOrders in a container, as a workflow step would.')
const daily = await step({
  'pipe-class': 'pipelines.orders.DailyOrders',
  'output-bundle': 'daily_orders',
  params: 'day: 2026-01-05',
})

tell('Its outputs: the bundle is on the remote, whole, or the step would have failed.')
showOutputs(daily)

tell('It was pulled into the local context, where dsdt sees it, and holds this:')
console.log((await home.dsdt('ls', '-v')).stdout.trimEnd())
console.log(`\n${(await home.cat(daily.outputs['output-bundle-uuid'] ?? '')).trimEnd()}`)

tell('The next pipe makes a file of the same input: pipelines.orders.OrdersReport.')
const report = await step({ 'pipe-class': 'pipelines.orders.OrdersReport', 'output-bundle': 'orders_report' })
showOutputs(report)
console.log('\n   dsdt cat orders_report:')
console.log((await home.dsdt('cat', 'orders_report')).stdout.trimEnd())

tell("The first step's summary, as the workflow's page would show it:")
console.log(renderTerminal(daily.summary))

tell(
  'The same pipe as a job on AWS Batch. The step has no keys: a token of GitHub’s opens a role, and STS checks it; the job gets a role of its own.',
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
  },
  onLine: showLine,
})

tell('Its outputs: the job’s id, where its log is, and the bundle, proved to be on the remote and pulled.')
showOutputs(onBatch)
console.log(`\n${(await home.cat(onBatch.outputs['output-bundle-uuid'] ?? '')).trimEnd()}`)

tell("The step's summary:")
console.log(renderTerminal(onBatch.summary))

tell(
  'A pull request drops a column. Its workflow, examples/workflows/pull-request.yml as it stands, runs the changed pipe in a context of its own, on a copy of the real input.',
)
await using shop = await openShop({ onLine: showLine })
const onMain = { ...shop.vars, ORDERS_IMAGE: `${shop.repository.images}:${shop.repository.base}` }
const inputs = { day: '2026-01-05', input: 'raw.orders', force: false }
await shop.play('manual.yml', { name: 'workflow_dispatch' }, { inputs, vars: onMain, onLine: undefined })
console.log('   On main, the pipe has made the bundle that the pull request is compared with.\n')
const tried = await shop.play('pull-request.yml', shop.pullRequest('synchronize'))

tell('The step fails for the rule that is broken, and says so in its outputs:')
for (const [name, value] of Object.entries(tried['daily-orders']?.ours[0]?.outputs ?? {}))
  console.log(`   ${name}: ${value}`)

tell('And the pull request has this comment:')
for (const { author, body } of shop.github.comments) console.log(`${author}\n\n${renderTerminal(body)}`)

tell('When the pull request is closed, its context goes, and nothing else:')
const count = async (context: string) => (await shop.keys(`disdat/context/${context}/`)).length
console.log(`   Before: ${await count('pr-57')} objects in pr-57, ${await count('shop')} in shop.\n`)
await shop.play('pull-request.yml', shop.pullRequest('closed'))
console.log(`\n   After: ${await count('pr-57')} objects in pr-57, ${await count('shop')} in shop.`)
