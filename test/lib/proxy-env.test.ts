import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { describe, expect, test } from 'vitest'
import { createProxyEnv, findUnusableProxies } from '../../src/lib/proxy-env.ts'

/** The header with which an agent of this proxy asks it for a tunnel. */
async function readProxyAuthorization(format: (port: number) => string): Promise<string | undefined> {
  const proxy = http.createServer()
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  const address = proxy.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const agent = new https.Agent({ proxyEnv: createProxyEnv({ HTTPS_PROXY: format(port) }) })
  try {
    const connected = once(proxy, 'connect')
    const request = https.get('https://example.test/', { agent })
    request.on('error', () => {})
    const [tunnel]: http.IncomingMessage[] = await connected
    request.destroy()
    return tunnel?.headers['proxy-authorization']
  } finally {
    agent.destroy()
    proxy.closeAllConnections()
    proxy.close()
  }
}

describe('createProxyEnv', () => {
  test.each([
    ['http://ann:secret@127.0.0.1:', 'ann:secret'],
    ['ann:secret@127.0.0.1:', 'ann:secret'],
    ['http://ann:50%zz@127.0.0.1:', 'ann:50%zz'],
    ['secret@127.0.0.1:', 'secret:'],
  ])('makes an agent use %s', async (start, userInfo) => {
    const expected = `Basic ${Buffer.from(userInfo).toString('base64')}`
    expect(await readProxyAuthorization((port) => `${start}${port}`)).toBe(expected)
  })

  test('keeps only proxy variables, and of these what an agent accepts', () => {
    const env = {
      http_proxy: 'http://ann:se/cret@proxy:3128',
      HTTPS_PROXY: 'http://ann:%ff@proxy',
      https_proxy: 'socks5://proxy:1080',
      NO_PROXY: 'localhost',
      HTTP_PROXY: '',
      PATH: '/bin',
    }
    expect(createProxyEnv(env)).toStrictEqual({ https_proxy: 'socks5://proxy:1080', NO_PROXY: 'localhost' })
    expect(() => new https.Agent({ proxyEnv: createProxyEnv(env) })).not.toThrow()
  })
})

test('findUnusableProxies names the variables with an address that no program could use', () => {
  const env = {
    HTTP_PROXY: 'http://ann:se/cret@proxy:3128',
    HTTPS_PROXY: 'ann:secret@proxy:3128',
    https_proxy: 'http://ann:%ff@proxy',
    http_proxy: '',
    NO_PROXY: '*',
  }
  expect(findUnusableProxies(env)).toStrictEqual(['HTTP_PROXY', 'https_proxy'])
})
