/**
 * Runs one client with one kind of work, in a process of its own. Prints a JSON line: the seconds and the CPU seconds
 * of the work, without the start of node and the loading of the client.
 *
 *     node bench/s3-client-run.ts <client> put|get <prefix> <number of objects>
 *     node bench/s3-client-run.ts <client> download <key> <size> <file>
 */
import { forEachBounded } from '../src/lib/for-each-bounded.ts'
import { type Contender, contenders, maxSmallRequests } from './s3-client-contenders.ts'

const [client = '', work = '', key = '', amount = '', file = ''] = process.argv.slice(2)
const { AWS_ENDPOINT_URL: endpoint = '', AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_REGION: region = '' } = process.env
const { AWS_SECRET_ACCESS_KEY: secretAccessKey = '', BENCH_BUCKET: bucket = '' } = process.env
const small = Buffer.alloc(2048, 'data')

const contender = await contenders[client]?.({
  ...{ endpoint, bucket, region },
  credentials: { accessKeyId, secretAccessKey },
})
if (contender === undefined) throw new Error(`unknown client ${client}`)
const startedAt = performance.now()
const before = process.cpuUsage()
await run(contender)
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6 }))
contender.close()

async function run({ put, get, download }: Contender): Promise<void> {
  if (work === 'download') return void (await download(key, file, Number(amount)))
  const numbers = Array.from({ length: Number(amount) }).keys()
  const sendOne = async (nth: number) => {
    const bytes = work === 'put' ? await put(`${key}${nth}`, small) : await get(`${key}${nth}`)
    if (work === 'get' && bytes !== small.length) throw new Error(`${key}${nth} has ${bytes} bytes`)
  }
  await forEachBounded(numbers, sendOne, { limit: maxSmallRequests, signal: new AbortController().signal })
}
