import http from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { getText } from '../../src/lib/http.ts'

/** A server that answers each request so; resolves with its address, and the addresses that were asked for. */
async function serve(answer: http.RequestListener) {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(`${request.url}`)
    answer(request, response)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked }
}

const limits = { env: {}, timeoutMs: 5_000, limitBytes: 1_000 }

test('a text comes with its status, whatever that is', async () => {
  const { url } = await serve((request, response) => response.writeHead(404).end(`no ${request.headers['x-name']}`))
  expect(await getText(url, { ...limits, headers: { 'x-name': 'ümlaut'.slice(1) } })).toStrictEqual({
    status: 404,
    text: 'no mlaut',
  })
})

test('by the proxy that the environment names, unless it is told not to', async () => {
  const target = await serve((_, response) => response.end('straight'))
  const proxy = await serve((_, response) => response.end('by the proxy'))
  const env = { http_proxy: proxy.url }
  expect((await getText(`${target.url}/a?b=c`, { ...limits, env })).text).toBe('by the proxy')
  expect(proxy.asked).toStrictEqual([`${target.url}/a?b=c`])
  expect((await getText(target.url, { ...limits, env: { ...env, no_proxy: '127.0.0.1' } })).text).toBe('straight')
})

test('an answer that is too long is refused', async () => {
  const { url } = await serve((_, response) => response.end('x'.repeat(1_001)))
  await expect(getText(url, limits)).rejects.toThrow('the response is larger than 1000 bytes')
})

test.each([
  ['at all', (_: http.IncomingMessage, response: http.ServerResponse) => void response],
  ['to an end', (_: http.IncomingMessage, response: http.ServerResponse) => void response.write('x')],
])('an answer that does not come %s is waited for no longer than allowed', async (_, answer) => {
  const { url } = await serve(answer)
  await expect(getText(url, { ...limits, timeoutMs: 100 })).rejects.toThrow(/abort|timeout/i)
})

test('a broken connection is an error', async () => {
  const { url } = await serve((request) => request.socket.destroy())
  await expect(getText(url, limits)).rejects.toThrow(/hang up|ECONNRESET/)
})

test('whoever waits may stop to', async () => {
  const cancel = new AbortController()
  const { url } = await serve(() => cancel.abort(new Error('enough')))
  await expect(getText(url, { ...limits, signal: cancel.signal })).rejects.toThrow(/abort|enough/i)
})
