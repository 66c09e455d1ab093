import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { root, runCommand, venvBin } from './process.ts'

/** A server with a certificate, in front of one without. */
export interface TlsFront extends AsyncDisposable {
  /** `https://127.0.0.1:port`, or the address at which it listens. */
  readonly url: string
  /** The file of the certificate, which a client has to trust (`NODE_EXTRA_CA_CERTS`). */
  readonly certificate: string
}

/** What a certificate says: by default 127.0.0.1, for a day. */
export interface CertificateOptions {
  readonly address?: string
  /** Hours until the certificate expires; negative for an expired certificate. */
  readonly hours?: number
}

/** Creates a private key and a certificate that signs itself, as PEM. */
export async function createCertificate({
  address = '127.0.0.1',
  hours = 24,
}: CertificateOptions = {}): Promise<{ readonly key: string; readonly cert: string }> {
  const args = [`${root}test/testbed/tls.py`, address, String(hours)]
  const made = await runCommand(`${venvBin}/python`, args, { env: {} })
  if (made.code !== 0) throw new Error(`no certificate: ${made.stderr}`)
  return JSON.parse(made.stdout)
}

/** Starts the server at an address of this machine: each request goes to `upstream` as it is. */
export async function startTlsFront(
  upstream: string,
  { listenAt = '127.0.0.1', ...options }: CertificateOptions & { readonly listenAt?: string } = {},
): Promise<TlsFront> {
  const { key, cert } = await createCertificate(options)
  const folder = await mkdtemp(join(tmpdir(), 'tls-'))
  const certificate = join(folder, 'cert.pem')
  await writeFile(certificate, cert)
  const server = https.createServer({ key, cert }, (request, response) => {
    forward(upstream, request, response).catch(() => response.destroy())
  })
  server.listen(0, listenAt)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `https://${listenAt}:${address.port}`,
    certificate,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function forward(upstream: string, request: http.IncomingMessage, response: http.ServerResponse) {
  const { method, url = '', headers } = request
  const onward = http.request(`${upstream}${url}`, { method, headers })
  const answered: Promise<http.IncomingMessage[]> = once(onward, 'response')
  const [[answer]] = await Promise.all([answered, pipeline(request, onward)])
  if (answer === undefined) throw new Error('no answer')
  response.writeHead(answer.statusCode ?? 502, answer.headers)
  await pipeline(answer, response)
}
