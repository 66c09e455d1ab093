import { once } from 'node:events'
import http from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import undici from 'undici'
import { beforeAll, expect, test } from 'vitest'
import { announceRequest, traceRequests } from '../../src/lib/trace-requests.ts'

const lines: string[] = []

// Node's channels are those of the process: a second subscription would report each request twice.
beforeAll(() => traceRequests((line) => void lines.push(line)))

/** Starts a server that answers with a status; resolves with its port. */
async function startServer(status: number, at: number | string = 0): Promise<AsyncDisposable & { port: number }> {
  const server = http.createServer((_, response) => response.writeHead(status).end())
  server.listen(at)
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Resolves with the lines of what `work` requests. */
async function trace(work: () => Promise<unknown>): Promise<readonly string[]> {
  lines.length = 0
  await work().catch(() => undefined)
  return [...lines]
}

const request = async (options: http.RequestOptions) => {
  const [response]: http.IncomingMessage[] = await once(http.request(options).end(), 'response')
  response?.resume()
}

const secrets = { path: '/key?X-Amz-Signature=abc', headers: { authorization: 'AWS4 secret' } }

test('traceRequests reports method, host, status and time, and nothing that may be secret', async () => {
  await using server = await startServer(404)
  const { port } = server
  const traced = await trace(() => request({ host: '127.0.0.1', port, method: 'PUT', ...secrets }))
  expect(traced).toStrictEqual([expect.stringMatching(/^PUT 127\.0\.0\.1: 404 in \d+ ms$/)])
})

test('traceRequests reports requests of fetch', async () => {
  await using server = await startServer(204)
  const { path, headers } = secrets
  const traced = await trace(() => fetch(`http://127.0.0.1:${server.port}${path}`, { headers }))
  expect(traced).toStrictEqual([expect.stringMatching(/^GET 127\.0\.0\.1: 204 in \d+ ms$/)])
})

test('traceRequests reports requests of undici, which the S3 client uses', async () => {
  await using server = await startServer(412)
  const { path, headers } = secrets
  const traced = await trace(() => undici.request(`http://127.0.0.1:${server.port}${path}`, { method: 'PUT', headers }))
  expect(traced).toStrictEqual([expect.stringMatching(/^PUT 127\.0\.0\.1: 412 in \d+ ms$/)])
})

test('traceRequests reports the socket of an engine', async () => {
  const socketPath = join(tmpdir(), `trace-${process.pid}.sock`)
  await using _ = await startServer(200, socketPath)
  expect(await trace(() => request({ socketPath, path: '/_ping' }))).toStrictEqual([
    expect.stringMatching(new RegExp(`^GET ${socketPath}: 200 in \\d+ ms$`)),
  ])
})

test('traceRequests reports a request that fails, with the code of its error', async () => {
  const closed = createServer().listen(0)
  await once(closed, 'listening')
  const address = closed.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  closed.close()
  await once(closed, 'close')
  expect(await trace(() => request({ host: '127.0.0.1', port }))).toStrictEqual([
    expect.stringMatching(/^GET 127\.0\.0\.1: ECONNREFUSED in \d+ ms$/),
  ])
})

test('traceRequests reports what a connection of our own announces, with its status or as failed', async () => {
  const traced = await trace(async () => {
    const endPut = announceRequest('PUT', 'bucket.s3.amazonaws.com')
    announceRequest('GET', '127.0.0.1')(undefined)
    endPut(503)
    // It has ended.
    endPut(200)
  })
  expect(traced).toStrictEqual([
    expect.stringMatching(/^GET 127\.0\.0\.1: failed in \d+ ms$/),
    expect.stringMatching(/^PUT bucket\.s3\.amazonaws\.com: 503 in \d+ ms$/),
  ])
})
