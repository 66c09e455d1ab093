import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** A request to S3, before its body arrives. */
export type WireRequest = {
  readonly method: string
  /** Decoded; empty for a request about the bucket. */
  readonly key: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
}

/** What happens to a request or its response on the connection. Lengths are in bytes. */
export type WireFault =
  | {
      readonly kind: 'refuse'
      readonly status: number
      readonly code: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** The connection breaks after so much of the request; S3 does not receive it. */
  | { readonly kind: 'break'; readonly after: number }
  /** S3 handles the request, and its response is lost. */
  | { readonly kind: 'lose' }
  /** S3 handles the request; the connection breaks after so much of the response. */
  | { readonly kind: 'cut'; readonly after: number }
  /** The response is truncated, with a matching Content-Length. */
  | { readonly kind: 'shorten'; readonly to: number }
  /** S3 handles the request; its response is a success with this body. */
  | { readonly kind: 'answer'; readonly body: string }
  /** S3 does not receive the request; the response is a success with this body. */
  | { readonly kind: 'swallow'; readonly body: string }
  /** The response arrives up to this length, and then one byte per interval, without end. */
  | { readonly kind: 'drip'; readonly after: number; readonly everyMs: number }
  /** One bit of the response body is flipped; the headers are unchanged. */
  | { readonly kind: 'spoil' }
  /** The request is passed on with other query parameters. */
  | { readonly kind: 'ask'; readonly query: Readonly<Record<string, string>> }
  /** The response has another Date header. */
  | { readonly kind: 'date'; readonly date: string }
  /** The request is passed on when this promise resolves. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }

/** An HTTP proxy with faults in front of an S3 server, on its own port. */
export interface FaultyWire extends AsyncDisposable {
  /** The variables of the server, with the endpoint of the proxy. */
  readonly env: Readonly<Record<string, string>>
  /** Every request in order: the method, and the path with its query. */
  readonly asked: readonly string[]
}

/** Starts the proxy. `selectFault` returns the fault of each request, or undefined. */
export async function startFaultyWire(
  account: { readonly endpoint: string; readonly env: Readonly<Record<string, string>> },
  selectFault: (request: WireRequest) => WireFault | undefined,
): Promise<FaultyWire> {
  const asked: string[] = []
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`)
    applyFault(selectFault(parseRequest(incoming)), account.endpoint, incoming, response).catch(() =>
      response.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    asked,
    env: { ...account.env, AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}` },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function parseRequest({ method = '', url = '', headers }: IncomingMessage): WireRequest {
  const { pathname, searchParams } = new URL(url, 'http://s3')
  const key = pathname.split('/').slice(2).map(decodeURIComponent).join('/')
  return { method, key, query: searchParams, headers }
}

async function applyFault(
  fault: WireFault | undefined,
  endpoint: string,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (fault?.kind === 'break') {
    let length = 0
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length >= fault.after) incoming.socket.resetAndDestroy()
    })
    return
  }
  const sent = await buffer(incoming)
  if (fault?.kind === 'refuse') {
    response.writeHead(fault.status, { 'content-type': 'application/xml', ...fault.headers })
    response.end(`<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>on purpose</Message></Error>`)
    return
  }
  if (fault?.kind === 'swallow') {
    response.end(fault.body)
    return
  }
  if (fault?.kind === 'hold') await fault.until
  const { status, headers, body } = await forward(endpoint, incoming, sent, fault?.kind === 'ask' ? fault.query : {})
  if (fault?.kind === 'lose') {
    incoming.socket.resetAndDestroy()
    return
  }
  if (fault?.kind === 'answer') {
    response.end(fault.body)
    return
  }
  if (fault?.kind === 'cut') {
    response.writeHead(status, headers)
    // Without this, a body of which nothing is sent would never start.
    response.flushHeaders()
    response.write(body.subarray(0, fault.after), () => response.socket?.resetAndDestroy())
    return
  }
  if (fault?.kind === 'shorten') {
    response.writeHead(status, { ...headers, 'content-length': Math.min(fault.to, body.length) })
    response.end(body.subarray(0, fault.to))
    return
  }
  if (fault?.kind === 'drip') {
    response.writeHead(status, headers)
    response.write(body.subarray(0, fault.after))
    let at = fault.after
    const drops = setInterval(() => response.write(body.subarray(at, ++at)), fault.everyMs)
    response.on('close', () => clearInterval(drops))
    return
  }
  if (fault?.kind === 'date') headers.date = fault.date
  if (fault?.kind === 'spoil') body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1
  response.writeHead(status, headers)
  response.end(body)
}

async function forward(
  endpoint: string,
  { method, url, headers }: IncomingMessage,
  sent: Buffer,
  query: Readonly<Record<string, string>>,
) {
  const target = new URL(url ?? '', endpoint)
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value)
  const outgoing = request(target, { method, headers })
  outgoing.end(sent)
  const [answered]: IncomingMessage[] = await once(outgoing, 'response')
  if (answered === undefined) throw new Error('no answer')
  const body = await buffer(answered)
  return { status: answered.statusCode ?? 0, headers: answered.headers, body }
}
