import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createEndpointResolver } from '../../src/s3/endpoint.ts'
import { RangeReader } from '../../src/s3/range-reader.ts'
import { neverAborted } from '../remote/helpers.ts'

const bytes = randomBytes(200_000)
const good = `HTTP/1.1 206 Partial Content\r\nContent-Length: ${bytes.length}\r\nETag: "tag"\r\n\r\n`

/** A server that says these bytes, whatever it is asked, and lanes to it. */
async function lanesTo(answer: (socket: Socket, nth: number) => void, env = {}) {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (request) => {
      asked.push(request.toString())
      answer(socket, asked.length)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : ''
  const lanes = new RangeReader({ env, idleTimeoutMs: 300 })
  onTestFinished(() => {
    lanes.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const endpoint = createEndpointResolver('bucket', { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })('eu-west-1')
  const fill = (into = Buffer.alloc(bytes.length), signal = neverAborted) =>
    lanes.fill({ method: 'GET', endpoint, path: '/bucket/key', headers: { host: endpoint.host, a: 'b' }, into, signal })
  return { fill, asked, sockets }
}

describe('a lane', () => {
  test('fills the memory that it is given, over one connection again and again', async () => {
    const { fill, asked, sockets } = await lanesTo((socket) => {
      socket.write(good)
      socket.write(bytes)
    })
    for (let round = 0; round < 3; round++) {
      const into = Buffer.alloc(bytes.length)
      const answer = await fill(into)
      expect(answer).toMatchObject({ status: 206, headers: { etag: '"tag"' }, cutFrom: undefined })
      expect(into.equals(bytes)).toBe(true)
    }
    expect(asked[2]).toMatch(/^GET \/bucket\/key HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\na: b\r\n\r\n$/)
    expect(sockets.size).toBe(1)
  })

  test('takes an answer that comes in pieces', async () => {
    const whole = Buffer.concat([Buffer.from(good), bytes])
    const cuts = [0, 1, 40, good.length - 2, good.length + 1, 70_000, whole.length]
    const { fill } = await lanesTo((socket) => {
      const write = (nth: number) => {
        if (nth + 1 >= cuts.length) return
        socket.write(whole.subarray(cuts[nth], cuts[nth + 1]))
        setImmediate(write, nth + 1)
      }
      write(0)
    })
    const into = Buffer.alloc(bytes.length)
    expect(await fill(into)).toBeDefined()
    expect(into.equals(bytes)).toBe(true)
  })

  test('is used by one at a time', async () => {
    const { fill, sockets } = await lanesTo((socket) => socket.write(Buffer.concat([Buffer.from(good), bytes])))
    expect((await Promise.all([fill(), fill(), fill()])).every((answer) => answer !== undefined)).toBe(true)
    expect(sockets.size).toBe(3)
    await fill()
    expect(sockets.size).toBe(3)
  })

  test.each<[string, string, Buffer]>([
    ['an error', 'HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n', Buffer.alloc(0)],
    ['the whole object', good.replace('206', '200'), bytes],
    ['another length', good.replace('200000', '199999'), bytes.subarray(1)],
    ['two lengths', good.replace('ETag', `Content-Length: 1\r\nETag`), bytes],
    ['chunks', good.replace('ETag', `Transfer-Encoding: chunked\r\nETag`), bytes],
    ['a coding', good.replace('ETag', `Content-Encoding: gzip\r\nETag`), bytes],
    ['more than it says', good, Buffer.concat([bytes, Buffer.alloc(10)])],
    ['no HTTP', '220 smtp.example ESMTP\r\n\r\n', Buffer.alloc(0)],
    ['a head without end', 'HTTP/1.1 206 OK\r\n', Buffer.alloc(70_000, 'a: b\r\n')],
    ['nothing', '', Buffer.alloc(0)],
    ['a part of the body', good, bytes.subarray(5)],
  ])('gives up, and its connection, when what comes is %s', async (_, head, body) => {
    const { fill, sockets } = await lanesTo((socket, nth) => {
      if (nth === 1) socket.write(Buffer.concat([Buffer.from(head), body]))
      else socket.write(Buffer.concat([Buffer.from(good), bytes]))
    })
    const into = Buffer.alloc(bytes.length)
    const first = await fill(into)
    // What is too much may come when the answer has been taken: then the next one does without this connection.
    if (first !== undefined) expect(into.equals(bytes)).toBe(true)
    const again = Buffer.alloc(bytes.length)
    expect(first === undefined || head === good).toBe(true)
    expect((await fill(again)) ?? (await fill(again))).toBeDefined()
    expect(again.equals(bytes)).toBe(true)
    expect(sockets.size).toBe(2)
  })

  test.each<[string, (socket: Socket) => unknown]>([
    ['ends', (socket) => socket.end(good)],
    ['breaks', (socket) => socket.resetAndDestroy()],
  ])('gives up when the connection %s', async (_, answer) => {
    const { fill } = await lanesTo(answer)
    expect(await fill()).toBeUndefined()
  })

  test('hears whoever changes his mind', async () => {
    const controller = new AbortController()
    const reason = new Error('the user cancelled')
    const { fill, sockets } = await lanesTo(() => controller.abort(reason))
    await expect(fill(Buffer.alloc(9), controller.signal)).rejects.toBe(reason)
    const [socket] = sockets
    if (socket !== undefined && !socket.closed) await once(socket, 'close')
  })

  test('is not taken past a proxy', async () => {
    const { fill, asked } = await lanesTo(() => {}, { HTTPS_PROXY: 'http://proxy.example' })
    expect(await fill()).toBeUndefined()
    expect(asked).toStrictEqual([])
  })
})
