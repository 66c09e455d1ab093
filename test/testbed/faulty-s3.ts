import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Account } from './global-setup.ts'

/** A request on its way to S3. */
export type S3Request = {
  readonly method: string
  readonly bucket: string
  /** Decoded; empty for a request about the bucket. */
  readonly key: string
  /** True for the action, false for what runs in a container. */
  readonly fromAction: boolean
}

/** What becomes of a request instead of S3's answer. */
export type Fault =
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  | { readonly kind: 'answer'; readonly body: Uint8Array }
  /** S3 says that it did, and did not. */
  | { readonly kind: 'swallow' }
  /** The connection breaks. */
  | { readonly kind: 'reset' }
  /** There is no answer, ever. */
  | { readonly kind: 'silence' }

/** An S3 that has faults: what no fault is meant for goes to the account's S3 and back. */
export interface FaultyS3 extends AsyncDisposable {
  /** As the account's, with the endpoint of this. */
  readonly env: Readonly<Record<string, string>>
}

/** Starts it before this account, on a port of its own. */
export async function startFaultyS3(
  account: Account,
  faultOf: (request: S3Request) => Fault | undefined,
): Promise<FaultyS3> {
  const server = createServer((incoming, response) => {
    const fault = faultOf(understood(incoming))
    const done = fault === undefined ? passOn(account.endpoint, incoming, response) : answer(fault, incoming, response)
    done.catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    env: { ...account.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}` },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function understood({ method = '', url = '', headers }: IncomingMessage): S3Request {
  const [bucket = '', ...key] = new URL(url, 'http://s3').pathname.slice(1).split('/').map(decodeURIComponent)
  return {
    method,
    bucket,
    key: key.join('/'),
    fromAction: /disdat-run-action|aws-sdk-js/.test(headers['user-agent'] ?? ''),
  }
}

async function passOn(endpoint: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url, headers } = incoming
  const outgoing = request(new URL(url ?? '', endpoint), { method, headers })
  outgoing.end(await buffer(incoming))
  const [answered] = await once(outgoing, 'response')
  response.writeHead(answered.statusCode, answered.headers)
  answered.pipe(response)
}

async function answer(fault: Fault, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  await buffer(incoming)
  switch (fault.kind) {
    case 'refuse':
      response.writeHead(fault.status, { 'content-type': 'application/xml' })
      response.end(`<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>on purpose</Message></Error>`)
      return
    case 'answer':
      response.end(fault.body)
      return
    case 'swallow':
      response.writeHead(200, { etag: '"d41d8cd98f00b204e9800998ecf8427e"' })
      response.end()
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'silence':
      return
  }
}
