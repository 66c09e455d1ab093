/**
 * A proxy with faults in front of an AWS account, for whole-action tests of Batch, STS, ECR, CloudWatch Logs and
 * GitHub's OIDC tokens. All other requests pass through unchanged.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** What happens to a call. */
export type AwsFault =
  /** It is never answered, and the account does not receive it. */
  | { readonly kind: 'silence' }
  /** The account carries it out, and its response is lost. */
  | { readonly kind: 'lose' }
  /** The account carries it out, and its response arrives when this promise resolves. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }
  /** Another response replaces that of the account, which does not receive it. */
  | { readonly kind: 'replace'; readonly status: number; readonly text: string }

export interface FaultyAws extends AsyncDisposable {
  readonly endpoint: string
  /** The names of the calls in order, such as `submitjob` or `assumerole`; `token` for an OIDC token. */
  readonly calls: readonly string[]
  /** Resolves when the first call with a fault arrives. */
  readonly reached: Promise<void>
}

/**
 * Starts the proxy. `selectFault` returns the fault of a call, by its name and how many of its kind arrived, from 1.
 */
export async function startFaultyAws(
  target: string,
  selectFault: (name: string, times: number) => AwsFault | undefined,
): Promise<FaultyAws> {
  const calls: string[] = []
  const reached = Promise.withResolvers<void>()
  const server = createServer((incoming, response) => {
    void (async () => {
      const body = await buffer(incoming)
      const name = readName(incoming, body)
      calls.push(name)
      const fault = selectFault(name, calls.filter((each) => each === name).length)
      if (fault !== undefined) reached.resolve()
      if (fault?.kind === 'silence') return
      if (fault?.kind === 'replace') {
        response.writeHead(fault.status, { 'content-type': 'application/json' }).end(fault.text)
        return
      }
      await forward(target, incoming, body, response, fault)
    })().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    calls,
    reached: reached.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function readName({ url = '/', headers }: IncomingMessage, body: Buffer): string {
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  const action = isForm ? new URLSearchParams(body.toString()).get('Action') : undefined
  const name = action ?? headers['x-amz-target']?.toString().split('.').at(-1) ?? url.split('?')[0]?.split('/').at(-1)
  return (name ?? '').toLowerCase()
}

/** The Host header stays, for signatures and so that a Batch job uses the proxy too. */
async function forward(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  fault: Exclude<AwsFault, { kind: 'silence' | 'replace' }> | undefined,
): Promise<void> {
  const { hostname, port } = new URL(target)
  const outgoing = request({ hostname, port, method, path: url, headers })
  outgoing.end(body)
  const answered = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve).on('error', reject)
  })
  if (fault === undefined) {
    response.writeHead(answered.statusCode ?? 502, answered.headers)
    answered.pipe(response)
    return
  }
  const text = await buffer(answered)
  if (fault.kind === 'lose') {
    response.destroy()
    return
  }
  await fault.until
  response.writeHead(answered.statusCode ?? 502, answered.headers).end(text)
}
