import { createHash } from 'node:crypto'
import http from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readRegistryImage } from '../../../src/backends/docker/registry-image.ts'

const signal = new AbortController().signal
const digestText = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const configText = JSON.stringify({ os: 'linux', architecture: 'amd64' })
const config = digestText(configText)
const manifestText = JSON.stringify({ config: { digest: config } })

type Answer = { readonly status?: number; readonly text?: string; readonly headers?: http.OutgoingHttpHeaders }

/** A registry on this machine whose answers depend on the path; resolves with its host and the requests. */
async function serve(answer: (path: string, authorization: string | undefined) => Answer) {
  const requests: string[] = []
  const server = http.createServer((request, response) => {
    const { authorization } = request.headers
    requests.push(`${request.url}${authorization === undefined ? '' : ` ${authorization}`}`)
    const { status = 200, text = '', headers = {} } = answer(request.url ?? '', authorization)
    response.writeHead(status, headers).end(text)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { host: `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, requests }
}

const login = { username: 'ci', password: 'secret' }
const read = async (reference: string, hasLogin = true) =>
  await readRegistryImage(reference, {
    ...{ env: {}, signal, platform: { os: 'linux', architecture: 'amd64' } },
    ...(hasLogin && { login }),
  })

const isManifest = (path: string) => path.includes('/manifests/')

describe('readRegistryImage', () => {
  test('follows a redirect to storage without the login', async () => {
    const storage = await serve(() => ({ text: configText }))
    const { host, requests } = await serve((path, authorization) => {
      if (authorization === undefined) return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
      if (isManifest(path)) return { text: manifestText }
      return { status: 307, headers: { location: `http://${storage.host}/blob?signature=1` } }
    })
    expect(await read(`${host}/team/orders`)).toStrictEqual({
      digest: digestText(manifestText),
      content: JSON.parse(configText),
    })
    expect(storage.requests).toStrictEqual(['/blob?signature=1'])
    expect(requests[0]).toBe('/v2/team/orders/manifests/latest')
    expect(requests[1]).toBe(`/v2/team/orders/manifests/latest Basic ${Buffer.from('ci:secret').toString('base64')}`)
  })

  test.each<[string, (path: string) => Answer, string]>([
    ['a manifest with another digest', () => ({ text: '{}' }), 'its manifest has another digest'],
    ['a manifest without a configuration', () => ({ text: JSON.stringify({}) }), 'its manifest names no configuration'],
    [
      'a configuration that is a path',
      () => ({ text: JSON.stringify({ config: { digest: '../../../v2/other' } }) }),
      'one of its digests is not a SHA-256',
    ],
    ...['../blobs/x', `sha512:${'1'.repeat(128)}`].map((digest): [string, (path: string) => Answer, string] => [
      `a list whose image is ${digest.slice(0, 11)}`,
      () => ({
        text: JSON.stringify({ manifests: [{ digest, platform: { os: 'linux', architecture: 'amd64' } }] }),
      }),
      'one of its digests is not a SHA-256',
    ]),
    [
      'a configuration with another digest',
      (path) => ({ text: isManifest(path) ? manifestText : '{"os":"windows"}' }),
      'its configuration has another digest',
    ],
    [
      'a redirect to plain HTTP elsewhere',
      (path) =>
        isManifest(path) ? { text: manifestText } : { status: 302, headers: { location: 'http://192.0.2.1/' } },
      'its registry redirects to plain HTTP',
    ],
    [
      'endless redirects',
      (path) => (isManifest(path) ? { text: manifestText } : { status: 302, headers: { location: '/again' } }),
      'its registry answered with status 302',
    ],
    [
      'a login by plain HTTP elsewhere',
      () => ({ status: 401, headers: { 'www-authenticate': 'Bearer realm="http://192.0.2.1/token"' } }),
      'its registry asks for a login by plain HTTP',
    ],
    [
      'an unknown kind of login',
      () => ({ status: 401, headers: { 'www-authenticate': 'Negotiate' } }),
      'its registry asks for an unknown login',
    ],
    ['a server error', () => ({ status: 500 }), 'its registry answered with status 500'],
    [
      'a document that is too large',
      () => ({ text: 'x'.repeat((4 << 20) + 1) }),
      'its registry cannot be reached: the response is larger',
    ],
  ])('refuses %s', async (name, answer, message) => {
    const { host } = await serve(answer)
    const pinned = name.startsWith('a manifest with another') ? `@sha256:${'1'.repeat(64)}` : ''
    await expect(read(`${host}/team/orders${pinned}`)).rejects.toThrow(message)
  })

  test('asks for a pull only, at the token server that the registry names', async () => {
    let realm = ''
    const tokens = await serve(() => ({ text: JSON.stringify({ token: 'T' }) }))
    realm = `http://${tokens.host}/token`
    const { host } = await serve((path, authorization) => {
      if (authorization !== 'Bearer T')
        return {
          status: 401,
          headers: { 'www-authenticate': `Bearer realm="${realm}",service="s&1",scope="repository:x:push"` },
        }
      return { text: isManifest(path) ? manifestText : configText }
    })
    await read(`${host}/team/orders`, false)
    expect(tokens.requests).toStrictEqual(['/token?service=s%261&scope=repository%3Ateam%2Forders%3Apull'])
  })

  test('refuses a reference without a registry', async () => {
    await expect(read('my_host.io/orders')).rejects.toThrow('its name has no registry')
  })
})
