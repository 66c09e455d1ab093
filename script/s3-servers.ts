/**
 * Measures what S3 servers do with the requests of the action, and prints the result as the table of
 * docs/s3-servers.md. script/s3-servers builds the servers, and runs this.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getErrorCode } from '../src/s3/errors.ts'
import { checks, openMeasuredStore } from './s3-server-checks.ts'
import { type MeasuredServer, servers } from './s3-server-start.ts'

/** Limit of one check. */
const checkMs = 120_000

async function measure(server: MeasuredServer): Promise<readonly string[]> {
  const store = await openMeasuredStore(server)
  const results: string[] = []
  for (const { run } of checks) {
    const folder = await mkdtemp(join(tmpdir(), 's3-servers-'))
    const signal = AbortSignal.timeout(checkMs)
    const result = await run({ server, store, folder, signal }).catch((error: unknown) => `no: ${getErrorCode(error)}`)
    results.push(typeof result === 'string' ? result : result ? 'yes' : '**no**')
    await rm(folder, { recursive: true })
  }
  store.close()
  return results
}

const columns: { readonly name: string; readonly results: readonly string[] }[] = []
for (const { name, start } of servers) {
  const server = await start()
  if (typeof server === 'string') {
    console.error(`${name}: ${server}`)
    continue
  }
  const results = await measure(server)
  await server[Symbol.asyncDispose]()
  console.error(`${name}: ${results.join(' | ')}`)
  columns.push({ name, results })
}
const rows = [
  ['', ...columns.map(({ name }) => name)],
  ['---', ...columns.map(() => '---')],
  ...checks.map(({ name }, nth) => [name, ...columns.map(({ results }) => results[nth] ?? '')]),
]
console.log(rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n'))
