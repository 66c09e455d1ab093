import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { pipeline } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEndpointResolver } from '../../src/s3/endpoint.ts'
import { ConnectionPool } from '../../src/s3/http-exchange.ts'
import type { S3Request } from '../../src/s3/request.ts'
import { startTlsFront } from '../testbed/tls.ts'
import { catchError, options } from './helpers.ts'
import { startWireServer } from './wire-server.ts'

/** A pool, and the function that sends a request without a body to this server. */
function openPool(address: string, { env = {}, idleTimeoutMs = 200 } = {}) {
  const pool = new ConnectionPool({ env, maxConnections: 1, idleTimeoutMs })
  onTestFinished(() => pool.close())
  const endpoint = createEndpointResolver('bucket', { AWS_ENDPOINT_URL: address })('eu-west-1')
  const request = { method: 'GET', endpoint, path: '/bucket/key', headers: {}, body: undefined, maxBytes: 99 } as const
  return (more: Partial<S3Request> = {}) => pool.exchange({ ...request, ...options, ...more })
}

/** Sends one GET to a server that answers as the test says. */
async function get(answer: (response: ServerResponse) => unknown, limits: Partial<S3Request> = {}) {
  await using server = await startWireServer((_, response) => void answer(response))
  return await openPool(server.endpoint)(limits)
}

/** A proxy that connects clients with any server. */
async function startTunnelProxy() {
  const asked: string[] = []
  const server = createServer().listen(0, '127.0.0.1')
  server.on('connect', ({ url = '', headers }: IncomingMessage, client) => {
    asked.push(`${url} ${headers['proxy-authorization']}`)
    const { hostname, port } = new URL(`http://${url}`)
    const upstream = connect(Number(port), hostname, () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
    pipeline(client, upstream, client, () => {})
  })
  await once(server, 'listening')
  const address = server.address()
  onTestFinished(() => void server.close())
  return { port: typeof address === 'object' ? address?.port : '', asked }
}

describe('ConnectionPool', () => {
  test('returns any status with its body', async () => {
    const response = await get((incoming) => incoming.writeHead(503, { a: 'b' }).end('busy'))
    expect(response).toMatchObject({ status: 503, body: Buffer.from('busy'), cutFrom: undefined })
    expect(response.headers['a']).toBe('b')
  })

  test('reads the body into the given memory', async () => {
    const into = Buffer.alloc(7)
    const { body } = await get((response) => response.setHeader('content-length', 7).end('content'), {
      maxBytes: 7,
      into,
    })
    expect(body.buffer).toBe(into.buffer)
    expect(into.toString()).toBe('content')
  })

  test('returns the length, and no bytes, of a body that is longer than allowed', async () => {
    const announced = await get((response) => response.setHeader('content-length', 100).write('x'), { maxBytes: 9 })
    expect(announced).toMatchObject({ status: 200, body: Buffer.alloc(0), cutFrom: 100 })
    const chunked = await get((response) => response.write('01234') && response.end('56789'), { maxBytes: 9 })
    expect(chunked).toMatchObject({ body: Buffer.alloc(0), cutFrom: 10 })
  })

  test('throws ConnectionError when no response comes within the idle timeout', async () => {
    expect(await catchError(get(() => {}))).toMatchObject({ name: 'ConnectionError', code: 'ETIMEDOUT' })
  })

  test.each<[string, (response: ServerResponse) => unknown, RegExp]>([
    ['stops', (response) => response.write('x'), /^the body stopped: \d bytes in 0\.2 s$/],
    [
      'ends early',
      (response) => response.write('x', () => response.destroy()),
      /^the body ended early, after 1 bytes$/,
    ],
  ])('throws TruncatedBodyError when the body %s', async (_, answer, message) => {
    const error = await catchError(get((response) => answer(response.writeHead(200, { 'content-length': 9 }))))
    expect(error.name).toBe('TruncatedBodyError')
    expect(error.message).toMatch(message)
  })

  test('keeps its connection after requests of each kind', async () => {
    const sockets = new Set<unknown>()
    await using server = await startWireServer((_, response) => {
      sockets.add(response.socket)
      response.setHeader('content-length', 0).end()
    })
    const send = openPool(server.endpoint)
    for (const method of ['HEAD', 'GET', 'PUT', 'HEAD'] as const) expect((await send({ method })).status).toBe(200)
    expect(sockets.size).toBe(1)
  })

  test('sends a large body in pieces, and fails only when none leaves within the idle timeout', async () => {
    const sent: number[] = []
    const server = createServer(async (incoming, response) => {
      for await (const chunk of incoming) {
        sent.push(chunk.length)
        if (sent.length % 64 === 0) await delay(200)
      }
      response.end('stored')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    const body = randomBytes(16 << 20)
    const port = typeof address === 'object' ? address?.port : ''
    const send = openPool(`http://127.0.0.1:${port}`, { idleTimeoutMs: 500 })
    const { body: answer } = await send({ method: 'PUT', body, headers: { 'content-length': String(body.length) } })
    expect(answer.toString()).toBe('stored')
    expect(sent.reduce((sum, length) => sum + length)).toBe(body.length)
  })

  test('reaches a server with TLS through a tunnel of the proxy', async () => {
    const proxy = await startTunnelProxy()
    await using front = await startTlsFront('http://127.0.0.1:1')
    const send = openPool(front.url, { env: { HTTPS_PROXY: `http://ann:secret@127.0.0.1:${proxy.port}` } })
    // The server presents its certificate at the end of the tunnel.
    expect(await catchError(send())).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const authorization = `Basic ${Buffer.from('ann:secret').toString('base64')}`
    expect(proxy.asked).toStrictEqual([`${new URL(front.url).host} ${authorization}`])
  })
})
