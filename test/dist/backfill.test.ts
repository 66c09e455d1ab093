import { afterAll, beforeAll, expect } from 'vitest'
import { parse } from 'yaml'
import { test } from '../testbed/batch-world.ts'
import { makeHome, rawOrders } from '../testbed/dsdt.ts'
import { makeImageWithPipes, type OwnImage } from '../testbed/images.ts'

/** A backfill of a chain, with every input of a step with several runs, as a workflow writes it. */
const workflow = `
- uses: disdat/run-action@v1
  with:
    backend: AWSBatch            # every other input is the default of every run
    job-queue: spot
    image: \${{ vars.ORDERS_IMAGE }}
    remote: s3://acme-data/disdat
    context: shop
    runs: |                      # or the path of a YAML file in the workspace
      clean:
        pipe-class: pipelines.orders.CleanOrders
        input-bundle: raw.orders
        input-param: orders
        each: { day: 2026-07-01..yesterday }
      daily:
        pipe-class: pipelines.orders.DailyOrders
        needs: clean             # the same day
        input-bundle: clean      # its output; by uuid, through input-param
        input-param: orders
        each: { day: clean }
      report:
        pipe-class: pipelines.orders.Report
        needs: daily             # all of its days
        when: always             # default: all succeeded
    rerun: missing               # missing (default) | failed | all
    max-parallel: 8
    max-runs: 100                # more is refused, with the number
    order: oldest                # or newest
    fail-fast: false
`

const pipes = `
import luigi
from disdatluigi.pipe import PipeTask


class CleanOrders(PipeTask):
    day = luigi.Parameter()
    orders = luigi.Parameter()

    def pipe_requires(self):
        self.add_external_dependency("raw", PipeTask, {}, uuid=self.orders)

    def pipe_run(self, raw=None):
        return f"clean {self.day}"


class DailyOrders(PipeTask):
    day = luigi.Parameter()
    orders = luigi.Parameter()

    def pipe_requires(self):
        self.add_external_dependency("clean", CleanOrders, {}, uuid=self.orders)

    def pipe_run(self, clean=None):
        return f"daily of {clean}"


class Report(PipeTask):
    def pipe_run(self):
        return "report"
`

/** The three days before today, in place of the months since the workflow was written. */
const days = [3, 2, 1].map((back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10))

/** The inputs of the step, as the runner passes them. */
function readInputs(): Readonly<Record<string, string>> {
  const [step]: readonly { readonly with: Readonly<Record<string, unknown>> }[] = parse(
    workflow.replace('2026-07-01..', `${days[0]}..`),
  )
  return Object.fromEntries(Object.entries(step?.with ?? {}).map(([name, value]) => [name, String(value)]))
}

let image: OwnImage
beforeAll(async () => {
  image = await makeImageWithPipes('orders', pipes)
})
afterAll(async () => await image[Symbol.asyncDispose]())

/** Seven containers or jobs: minutes on a busy machine. */
const timeoutMs = 300_000

test.for(['Local', 'AWSBatch'])(
  'a workflow with a backfill of a chain runs as it is written on %s, and skips every run the next time',
  { timeout: 2 * timeoutMs },
  async (backend, { world, batch }) => {
    const { 'job-queue': queue, 'job-role-arn': jobRole, 'role-to-assume': role } = batch.inputs
    const { remote, account } = world
    // A context of its own, in which no other test has made the outputs.
    const remoteContext = `shop-${backend}`
    await using home = await makeHome(account, { remote, remoteContext })
    const place = { remote, context: `${remoteContext}/local`, image: image.name }
    const [own, env] =
      backend === 'Local'
        ? [{ backend, 'job-queue': '' }, {}]
        : [{ network: '', 'job-queue': queue, 'job-role-arn': jobRole, 'role-to-assume': role }, batch.env]
    const inputs = { ...readInputs(), ...place, ...own }
    await home.makeBundle({ name: 'raw.orders', data: rawOrders, push: true })
    const first = await world.runAction(inputs, { env, timeoutMs, home: home.path })
    expect(first.outputs).toMatchObject({ status: 'succeeded', succeeded: '7', failed: '0' })
    const made = JSON.parse(first.outputs['runs'] ?? '')
    expect(Object.keys(made)).toEqual(['clean', 'daily', 'report'])
    for (const name of ['clean', 'daily']) expect(Object.keys(made[name])).toEqual(days)
    const second = await world.runAction(inputs, { env, timeoutMs, home: home.path })
    expect(second.outputs).toMatchObject({ succeeded: '0', skipped: '7', failed: '0' })
  },
)
