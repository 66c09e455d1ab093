import type { ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEndpointResolver } from '../../src/s3/endpoint.ts'
import { ConnectionPool } from '../../src/s3/http-exchange.ts'
import { catchError, options } from './helpers.ts'
import { startWireServer } from './wire-server.ts'

/** Sends one GET to a server that answers as the test says. */
async function get(
  answer: (response: ServerResponse) => unknown,
  limits: { readonly maxBytes: number; readonly into?: Buffer } = { maxBytes: 99 },
) {
  await using server = await startWireServer((_, response) => void answer(response))
  const pool = new ConnectionPool({ env: {}, maxConnections: 1, idleTimeoutMs: 200 })
  onTestFinished(() => pool.close())
  const endpoint = createEndpointResolver('bucket', { AWS_ENDPOINT_URL: server.endpoint })('eu-west-1')
  const request = { method: 'GET', endpoint, path: '/bucket/key', headers: {}, body: undefined }
  return await pool.exchange({ ...request, ...options, ...limits })
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
})
