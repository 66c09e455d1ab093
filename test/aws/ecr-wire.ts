import http from 'node:http'
import { json } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** A response of ECR: a body, or an error with its name. */
export type EcrResponse = object | { readonly error: string; readonly message: string }

/** One request: its operation, such as `BatchGetImage`, and its body. */
export interface EcrCall {
  readonly operation: string
  readonly body: unknown
}

/**
 * An ECR at the wire. The SDK reads its endpoint from the process's environment. Layers are at `/layers/<digest>`;
 * `failsLayer` says whether a request for one gets status 503.
 */
export async function startEcrWire(
  respond: (call: EcrCall) => EcrResponse,
  layers: Readonly<Record<string, unknown>> = {},
  failsLayer: () => boolean = () => false,
): Promise<{ readonly endpoint: string; readonly calls: readonly EcrCall[] }> {
  const calls: EcrCall[] = []
  const server = http.createServer((request, response) => {
    void (async () => {
      const digest = /^\/layers\/(.+)$/.exec(request.url ?? '')?.[1]
      if (digest !== undefined) {
        if (failsLayer()) {
          response.writeHead(503).end()
          return
        }
        const layer = layers[digest]
        response.writeHead(layer === undefined ? 404 : 200).end(JSON.stringify(layer ?? {}))
        return
      }
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
      const call = { operation, body: await json(request) }
      calls.push(call)
      const answer = respond(call)
      const type = { 'content-type': 'application/x-amz-json-1.1' }
      if ('error' in answer && 'message' in answer)
        response.writeHead(400, type).end(JSON.stringify({ __type: answer.error, message: answer.message }))
      else response.writeHead(200, type).end(JSON.stringify(answer))
    })().catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  process.env['AWS_ENDPOINT_URL'] = endpoint
  onTestFinished(async () => {
    delete process.env['AWS_ENDPOINT_URL']
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { endpoint, calls }
}
