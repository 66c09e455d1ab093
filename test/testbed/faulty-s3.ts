import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Account } from './global-setup.ts'

/** A request to S3. */
export type S3Request = {
  readonly method: string
  readonly bucket: string
  /** Decoded; empty for a request about the bucket. */
  readonly key: string
  /** Whether the action sent the request, and not a container. */
  readonly fromAction: boolean
}

/** What happens to a request instead of the normal response. */
export type Fault =
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  | { readonly kind: 'answer'; readonly body: Uint8Array }
  /** S3 reports success without doing anything. */
  | { readonly kind: 'swallow' }
  /** The request passes without its condition, as many servers ignore it. */
  | { readonly kind: 'ignore-condition' }
  /** The connection breaks. */
  | { readonly kind: 'reset' }
  /** S3 never answers. */
  | { readonly kind: 'silence' }
  /** The request passes when this promise resolves. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }

/** An S3 with faults: requests without a fault pass through to the S3 of the account. */
export interface FaultyS3 extends AsyncDisposable {
  /** The variables of the account, with the endpoint of this server. */
  readonly env: Readonly<Record<string, string>>
}

/** Starts the server in front of an account, on a free port. */
export async function startFaultyS3(
  account: Account,
  selectFault: (request: S3Request) => Fault | undefined,
): Promise<FaultyS3> {
  const server = createServer((incoming, response) => {
    const fault = selectFault(parseRequest(incoming))
    if (fault?.kind === 'ignore-condition') delete incoming.headers['if-none-match']
    const serve = async () => {
      if (fault?.kind === 'hold') await fault.until
      const isPassed = fault === undefined || fault.kind === 'ignore-condition' || fault.kind === 'hold'
      return await (isPassed ? passOn(account.endpoint, incoming, response) : answer(fault, incoming, response))
    }
    serve().catch(() => response.destroy())
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

function parseRequest({ method = '', url = '', headers }: IncomingMessage): S3Request {
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

async function answer(
  fault: Exclude<Fault, { readonly kind: 'ignore-condition' | 'hold' }>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
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
