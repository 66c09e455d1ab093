/**
 * The time from the end of a real job, a container on moto's Batch, to the end of its step, in real time.
 *
 *     npm run bench:job-end-containers -- [--seconds 5,20,60] [--runs 3]
 *
 * The pipe sleeps, and prints nothing meanwhile. `script/bootstrap` must have run. The steps run one after the other.
 */
import { parseArgs } from 'node:util'
import { describeJobs, setUpBatch } from '../test/testbed/batch.ts'
import { images } from '../test/testbed/docker.ts'
import { createAdministrator, startMoto } from '../test/testbed/moto.ts'
import { runAction } from '../test/testbed/runner.ts'
import { describeMachine, formatNumber, formatTable, median } from './report.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5,20,60' }, runs: { type: 'string', default: '3' } },
})
const bucket = 'bench'

await using moto = await startMoto()
await moto.createBucket(bucket)
const { queue, jobRole } = await setUpBatch(createAdministrator(moto.endpoint))

/** Seconds from the end of the job, as Batch describes it, until the step proves its output, and until its end. */
async function measureRun(seconds: number): Promise<{ readonly known: number; readonly ended: number }> {
  const times = new Map<string, number>()
  const result = await runAction({
    env: moto.env,
    inputs: {
      ...{ backend: 'AWSBatch', image: images.faults, 'job-queue': queue, 'job-role-arn': jobRole, dialect: 'luigi' },
      ...{ remote: `s3://${bucket}/dsdt`, context: 'bench/local', 'pull-output': 'false', force: 'true' },
      ...{ 'pipe-class': 'pipelines.faults.Sleeps', params: `seconds: ${seconds}` },
    },
    timeoutMs: (seconds + 120) * 1000,
    onLine: (line, stage) => {
      if (line.endsWith('::group::Output')) times.set('known', Date.now())
      // The last line of main counts.
      if (stage === 'main') times.set('ended', Date.now())
    },
  })
  if (result.outputs['status'] !== 'succeeded') throw new Error(result.log)
  const [job] = await describeJobs(moto.endpoint, [result.outputs['job-id'] ?? ''])
  const stoppedAt = Number(job?.['stoppedAt'])
  const measure = (name: string) => ((times.get(name) ?? Number.NaN) - stoppedAt) / 1000
  return { known: measure('known'), ended: measure('ended') }
}

const rows: string[][] = []
for (const seconds of values.seconds.split(',').map(Number)) {
  const runs = []
  for (let run = 0; run < Number(values.runs); run++) runs.push(await measureRun(seconds))
  const [known, ended] = [runs.map((each) => each.known), runs.map((each) => each.ended)]
  const show = (times: readonly number[]) => `${formatNumber(median(times))} (${times.map(formatNumber).join(', ')})`
  rows.push([`sleeps ${seconds} s`, show(known), show(ended)])
}
console.log(`\n## Job end, containers\n\n${describeMachine()}\n`)
console.log(formatTable([['job', 'end of the job to its proof s', 'to the end of the step s'], ...rows]))
