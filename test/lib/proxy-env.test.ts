import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { describe, expect, test } from 'vitest'
import { createProxyEnv, findUnusableProxies, selectProxy } from '../../src/lib/proxy-env.ts'

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

describe('selectProxy', () => {
  const server = { isSecure: true, hostname: 'bucket.s3.eu-west-1.amazonaws.com', port: '' }

  test('selects the variable of the protocol, in lower case first', () => {
    const env = { HTTPS_PROXY: 'http://upper:1', https_proxy: 'lower:2', http_proxy: 'http://plain:3' }
    expect(selectProxy(env, server)).toStrictEqual({ href: 'http://lower:2/', authorization: undefined })
    expect(selectProxy(env, { ...server, isSecure: false })).toMatchObject({ href: 'http://plain:3/' })
    expect(selectProxy({ http_proxy: 'http://plain:3' }, server)).toBeUndefined()
    expect(selectProxy({ https_proxy: 'socks5://proxy:1080' }, server)).toBeUndefined()
  })

  test.each([
    ['ann:50%25', 'ann:50%'],
    ['secret', 'secret:'],
  ])('encodes the user information %s', (userInfo, plain) => {
    expect(selectProxy({ https_proxy: `http://${userInfo}@proxy:1` }, server)?.authorization).toBe(
      `Basic ${Buffer.from(plain).toString('base64')}`,
    )
  })

  test.each([
    ['*', true],
    ['localhost, BUCKET.s3.eu-west-1.amazonaws.com', true],
    ['bucket.s3.eu-west-1.amazonaws.com:443', true],
    ['bucket.s3.eu-west-1.amazonaws.com:8443', false],
    ['.amazonaws.com', true],
    ['*.amazonaws.com', true],
    ['amazonaws.com', false],
    ['.azonaws.com', false],
    ['', false],
  ])('covers a host name with NO_PROXY=%s: %s', (no_proxy, isDirect) => {
    expect(selectProxy({ https_proxy: 'http://proxy:1', no_proxy }, server) === undefined).toBe(isDirect)
  })

  test.each([
    ['10.0.0.1-10.0.1.9', true],
    ['10.0.1.1 - 10.0.1.9', false],
    ['10.0.0.200', true],
  ])('covers an address with NO_PROXY=%s: %s', (no_proxy, isDirect) => {
    const address = { isSecure: false, hostname: '10.0.0.200', port: '9000' }
    expect(selectProxy({ http_proxy: 'http://proxy:1', no_proxy }, address) === undefined).toBe(isDirect)
  })

  test('covers a domain itself with a leading dot, and only its hosts with a star', () => {
    const domain = { ...server, hostname: 'example.com' }
    const select = (no_proxy: string) => selectProxy({ https_proxy: 'http://proxy:1', no_proxy }, domain)
    expect(select('.example.com')).toBeUndefined()
    expect(select('*.example.com')).toBeDefined()
  })
})
