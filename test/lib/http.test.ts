import http from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { getText } from '../../src/lib/http.ts'

/** Starts a server with this answer; resolves with its URL and the requested URLs. */
async function serve(answer: http.RequestListener) {
  const requested: string[] = []
  const server = http.createServer((request, response) => {
    requested.push(`${request.url}`)
    answer(request, response)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, requested }
}

const limits = { env: {}, timeoutMs: 5_000, limitBytes: 1_000 }

test('getText resolves for every status', async () => {
  const { url } = await serve((request, response) => response.writeHead(404).end(`no ${request.headers['x-name']}`))
  expect(await getText(url, { ...limits, headers: { 'x-name': 'ümlaut'.slice(1) } })).toMatchObject({
    status: 404,
    text: 'no mlaut',
  })
})

test('getText uses the proxy of the environment, except for the hosts of no_proxy', async () => {
  const target = await serve((_, response) => response.end('straight'))
  const proxy = await serve((_, response) => response.end('by the proxy'))
  const env = { http_proxy: proxy.url }
  expect((await getText(`${target.url}/a?b=c`, { ...limits, env })).text).toBe('by the proxy')
  expect(proxy.requested).toStrictEqual([`${target.url}/a?b=c`])
  expect((await getText(target.url, { ...limits, env: { ...env, no_proxy: '127.0.0.1' } })).text).toBe('straight')
})

test('getText rejects a response that is too large', async () => {
  const { url } = await serve((_, response) => response.end('x'.repeat(1_001)))
  await expect(getText(url, limits)).rejects.toThrow('the response is larger than 1000 bytes')
})

test.each([
  ['never starts', (_: http.IncomingMessage, response: http.ServerResponse) => void response],
  ['never ends', (_: http.IncomingMessage, response: http.ServerResponse) => void response.write('x')],
])('getText rejects after the time limit a response that %s', async (_, answer) => {
  const { url } = await serve(answer)
  await expect(getText(url, { ...limits, timeoutMs: 100 })).rejects.toThrow(/abort|timeout/i)
})

test('getText rejects when the connection breaks', async () => {
  const { url } = await serve((request) => request.socket.destroy())
  await expect(getText(url, limits)).rejects.toThrow(/hang up|ECONNRESET/)
})

test('getText rejects when the signal aborts', async () => {
  const cancel = new AbortController()
  const { url } = await serve(() => cancel.abort(new Error('enough')))
  await expect(getText(url, { ...limits, signal: cancel.signal })).rejects.toThrow(/abort|enough/i)
})
