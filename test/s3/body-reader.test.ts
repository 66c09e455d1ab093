import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { traceRequests } from '../../src/lib/trace-requests.ts'
import { BodyReader } from '../../src/s3/body-reader.ts'
import { createEndpointResolver } from '../../src/s3/endpoint.ts'
import { options } from './helpers.ts'

const bytes = randomBytes(200_000)
const good = `HTTP/1.1 206 Partial Content\r\nContent-Length: ${bytes.length}\r\nETag: "tag"\r\n\r\n`
const goodResponse = Buffer.concat([Buffer.from(good), bytes])

/** A reader, and a server that answers as the test says. */
async function startReader(
  answer: (socket: Socket, nth: number) => void,
  env = {},
  part: Record<string, string> = { range: 'bytes=0-199999' },
) {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (request) => {
      requests.push(request.toString())
      answer(socket, requests.length)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : ''
  const reader = new BodyReader({ env, idleTimeoutMs: 300, maxConnections: 3 })
  onTestFinished(() => {
    reader.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const endpoint = createEndpointResolver('bucket', { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })('eu-west-1')
  const headers = { host: endpoint.host, ...part }
  const request = { method: 'GET', endpoint, path: '/bucket/key', headers } as const
  const read = (into = Buffer.alloc(bytes.length), signal = options.signal) =>
    reader.readBodyInto({ ...request, into, signal })
  return { read, requests, sockets }
}

describe('BodyReader', () => {
  test('fills the given memory, with one connection for consecutive ranges', async () => {
    const { read, requests, sockets } = await startReader((socket) => {
      socket.write(good)
      socket.write(bytes)
    })
    for (let round = 0; round < 3; round++) {
      const into = Buffer.alloc(bytes.length)
      const response = await read(into)
      expect(response).toMatchObject({ status: 206, headers: { etag: '"tag"' }, cutFrom: undefined })
      expect(into.equals(bytes)).toBe(true)
    }
    expect(requests[2]).toMatch(
      /^GET \/bucket\/key HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\nrange: bytes=0-199999\r\n\r\n$/,
    )
    expect(sockets.size).toBe(1)
  })

  test.each([
    ['accepts a whole object', {}, '200 OK', 200],
    ['accepts no part of an object in its place', {}, '206 Partial Content', undefined],
    ['accepts no whole object for a range', { range: 'bytes=0-199999' }, '200 OK', undefined],
    ['accepts no other status that begins alike', {}, '2000', undefined],
  ])('%s', async (_, part, status, accepted) => {
    const head = good.replace('206 Partial Content', status)
    const { read } = await startReader((socket) => socket.write(Buffer.concat([Buffer.from(head), bytes])), {}, part)
    const into = Buffer.alloc(bytes.length)
    expect((await read(into))?.status).toBe(accepted)
    expect(into.equals(bytes)).toBe(accepted !== undefined)
  })

  test('makes its requests visible in debug logging', async () => {
    const lines: string[] = []
    traceRequests((line) => void lines.push(line))
    const { read } = await startReader((socket, nth) =>
      socket.end(nth === 1 ? goodResponse : 'HTTP/1.1 403 No\r\n\r\n'),
    )
    await read()
    await read()
    expect(lines).toStrictEqual([
      expect.stringMatching(/^GET 127\.0\.0\.1: 206 in \d+ ms$/),
      expect.stringMatching(/^GET 127\.0\.0\.1: failed in \d+ ms$/),
    ])
  })

  test('accepts an answer in pieces', async () => {
    const cuts = [0, 1, 40, good.length - 2, good.length + 1, 70_000, goodResponse.length]
    const { read } = await startReader((socket) => {
      const write = (nth: number) => {
        if (nth + 1 >= cuts.length) return
        socket.write(goodResponse.subarray(cuts[nth], cuts[nth + 1]))
        setImmediate(write, nth + 1)
      }
      write(0)
    })
    const into = Buffer.alloc(bytes.length)
    expect(await read(into)).toBeDefined()
    expect(into.equals(bytes)).toBe(true)
  })

  test('accepts a header that occurs twice, unless it frames the body', async () => {
    const doubled = good.replace('ETag', 'Vary: Origin\r\nvary: Accept-Encoding\r\nETag')
    const { read, requests } = await startReader((socket) => socket.write(Buffer.concat([Buffer.from(doubled), bytes])))
    const into = Buffer.alloc(bytes.length)
    expect(await read(into)).toMatchObject({ headers: { vary: 'Origin', etag: '"tag"' } })
    expect(into.equals(bytes)).toBe(true)
    expect(requests).toHaveLength(1)
  })

  test('opens a connection for each range at the same time', async () => {
    const { read, sockets } = await startReader((socket) => socket.write(goodResponse))
    expect((await Promise.all([read(), read(), read()])).every((response) => response !== undefined)).toBe(true)
    expect(sockets.size).toBe(3)
    await read()
    expect(sockets.size).toBe(3)
  })

  test('opens no more connections than allowed, and leaves other ranges to the caller', async () => {
    const { read, requests, sockets } = await startReader((_, nth) => {
      if (nth === 3) for (const other of sockets) other.write(goodResponse)
    })
    const responses = await Promise.all([read(), read(), read(), read()])
    expect(responses.map((response) => response?.status)).toStrictEqual([206, 206, 206, undefined])
    expect(requests).toHaveLength(3)
  })

  const range = `Content-Range: bytes 0-199999/200000\r\n`
  test.each<[string, string, Buffer]>([
    ['an error', 'HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n', Buffer.alloc(0)],
    ['the whole object', good.replace('206', '200'), bytes],
    ['another length', good.replace('200000', '199999'), bytes.subarray(1)],
    ['two lengths', good.replace('ETag', `Content-Length: 1\r\nETag`), bytes],
    ['two equal lengths', good.replace('ETag', `Content-Length: ${bytes.length}\r\nETag`), bytes],
    ['two ranges', good.replace('ETag', `${range}${range}ETag`), bytes],
    ['chunks', good.replace('ETag', `Transfer-Encoding: chunked\r\nETag`), bytes],
    ['an encoding', good.replace('ETag', `Content-Encoding: gzip\r\nETag`), bytes],
    ['more than it announces', good, Buffer.concat([bytes, Buffer.alloc(10)])],
    ['another protocol', '220 smtp.example ESMTP\r\n\r\n', Buffer.alloc(0)],
    ['a head without end', 'HTTP/1.1 206 OK\r\n', Buffer.alloc(70_000, 'a: b\r\n')],
    ['silence', '', Buffer.alloc(0)],
    ['a part of the body', good, bytes.subarray(5)],
  ])('closes the connection when the response is %s', async (_, head, body) => {
    const { read, sockets } = await startReader((socket, nth) => {
      socket.write(nth === 1 ? Buffer.concat([Buffer.from(head), body]) : goodResponse)
    })
    const into = Buffer.alloc(bytes.length)
    const first = await read(into)
    // Surplus bytes may arrive after the range is complete: then the next read fails.
    if (first !== undefined) expect(into.equals(bytes)).toBe(true)
    const again = Buffer.alloc(bytes.length)
    expect(first === undefined || head === good).toBe(true)
    expect((await read(again)) ?? (await read(again))).toBeDefined()
    expect(again.equals(bytes)).toBe(true)
    expect(sockets.size).toBe(2)
  })

  test.each<[string, (socket: Socket) => unknown]>([
    ['ends', (socket) => socket.end(good)],
    ['is reset', (socket) => socket.resetAndDestroy()],
  ])('returns undefined when the connection %s', async (_, answer) => {
    const { read } = await startReader(answer)
    expect(await read()).toBeUndefined()
  })

  test('throws the reason of a signal that aborts, and closes the connection', async () => {
    const controller = new AbortController()
    const reason = new Error('the user cancelled')
    const { read, sockets } = await startReader(() => controller.abort(reason))
    await expect(read(Buffer.alloc(9), controller.signal)).rejects.toBe(reason)
    const [socket] = sockets
    if (socket !== undefined && !socket.closed) await once(socket, 'close')
  })

  test('sends nothing when the environment names a proxy', async () => {
    const { read, requests } = await startReader(() => {}, { HTTPS_PROXY: 'http://proxy.example' })
    expect(await read()).toBeUndefined()
    expect(requests).toStrictEqual([])
  })
})
