/**
 * Checks the freshness of one, and of a hundred names among many bundles, with the built action: the time of the whole
 * process, beside that of the LIST alone. The server is the sink.
 *
 *     npm run bench:freshness -- [--bundles 1000,100000] [--latencies 0,30] [--runs 5] [--dist dist]
 *
 * Each check has a window of 14 days, so it proves 14 bundles of each name. Warm: an earlier step left an index. Cold:
 * it did not, and the HyperFrame of each bundle is read; one run.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listBare, putBare } from './bare.ts'
import { generateBundles, wantedName } from './bundles.ts'
import { Lines, printGrid } from './grid.ts'
import { measure } from './peers.ts'
import { bucket, type Server, startSink } from './servers.ts'
import { createEnvironment, createStep, root } from './step.ts'

const { values } = parseArgs({
  options: {
    bundles: { type: 'string', default: '1000,100000' },
    latencies: { type: 'string', default: '0,30' },
    runs: { type: 'string', default: '5' },
    dist: { type: 'string' },
  },
})
const prefix = 'disdat'
const remote = `s3://${bucket}/${prefix}`
const condition = '{ each: day, newest: yesterday, window: 14d }'
const names = [wantedName, ...Array.from({ length: 99 }, (_, at) => `table_${at + 1}`)]
const work = await mkdtemp(join(tmpdir(), 'bench-freshness-'))
const lines = new Lines()
const columns: string[] = []

try {
  await using sink = await startSink()
  for (const size of values.bundles.split(',').map(Number)) {
    await putBare(sink.port, listObjects(size))
    for (const latency of values.latencies.split(',').map(Number)) {
      const column = `${size.toLocaleString('en')}, ${latency} ms`
      columns.push(column)
      await sink.setLatency(latency)
      if (latency === 0) {
        lines.put('us', 'freshness of 1 name, cold', column, (await check(`n${size}`, 1, sink.env)).seconds)
        await createIndex(`n${size}`, sink.env)
      }
      for (let run = 0; run < Number(values.runs); run++) {
        const startedAt = performance.now()
        await listBare(sink.port, bucket, `${prefix}/context/n${size}/objects/`)
        lines.put('limit', 'LIST alone, page after page', column, (performance.now() - startedAt) / 1000)
        for (const count of [1, names.length]) {
          const { seconds, peakMib } = await check(`n${size}`, count, sink.env)
          lines.put('us', `freshness of ${count} ${count === 1 ? 'name' : 'names'}, warm`, column, seconds)
          lines.put('us', `freshness of ${count} ${count === 1 ? 'name' : 'names'}, warm`, 'peak RSS MiB', peakMib)
        }
      }
    }
  }
  const notes = ['Seconds from the start of the process to its end. The sink shares the cores with the action.']
  printGrid({ title: 'Freshness, seconds', columns: [...columns, 'peak RSS MiB'], lines: lines.all, notes })
} finally {
  await rm(work, { recursive: true, force: true })
}

function* listObjects(size: number) {
  for (const { uuid, objects } of generateBundles(size, { frames: 1, hasDays: true })) {
    for (const { path, bytes } of objects)
      yield { path: `${bucket}/${prefix}/context/n${size}/objects/${uuid}/${path}`, bytes }
  }
}

/** Runs the built action, which has to find every name fresh. */
async function check(context: string, count: number, server: Server['env']) {
  const expectations = names.slice(0, count).map((name) => `${name}: ${condition}`)
  const inputs = { remote, context, expect: expectations.join('\n') }
  const step = await createStep(join(root, 'freshness'), { dist: values.dist, inputs })
  const env = await createEnvironment(step, work, Object.fromEntries(Object.entries(server)))
  return await measure(process.execPath, [step.main], { env })
}

/** Creates the index that a first step of the action saves. */
async function createIndex(context: string, env: Server['env']): Promise<void> {
  const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `${root}/bench/ours.ts`, 'find']
  await measure(process.execPath, [...args, remote, context, wantedName, 'index'], { env })
}
