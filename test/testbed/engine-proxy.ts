import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** A Docker engine whose answers can be delayed: an HTTP proxy in front of the engine of this machine. */
export interface EngineProxy extends AsyncDisposable {
  /** The value of DOCKER_HOST. */
  readonly host: string
  /** Resolves when every request has been passed on and answered, also those whose client is gone. */
  settled(): Promise<void>
}

/**
 * Starts the proxy. `hold` gets each request, as `METHOD /path` without the version, and returns what the proxy waits
 * for before it passes the request on; undefined: nothing.
 */
export async function startEngineProxy(hold: (call: string) => Promise<unknown> | undefined): Promise<EngineProxy> {
  const work = new Set<Promise<void>>()
  const server = createServer((incoming, response) => {
    const forwarded = forward(hold, incoming, response).catch(() => void response.destroy())
    work.add(forwarded)
    void forwarded.finally(() => work.delete(forwarded))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    host: `tcp://127.0.0.1:${address.port}`,
    settled: async () => void (await Promise.all(work)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function forward(
  hold: (call: string) => Promise<unknown> | undefined,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '', headers } = incoming
  const body = await buffer(incoming)
  await hold(`${method} ${url.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '')}`)
  const { hostname, port, pathname } = new URL(process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock')
  const target = hostname === '' ? { socketPath: pathname } : { hostname, port }
  const outgoing = request({ ...target, method, path: url, headers })
  outgoing.end(body)
  const [answer]: IncomingMessage[] = await once(outgoing, 'response')
  if (answer === undefined) throw new Error('no answer')
  response.writeHead(answer.statusCode ?? 502, answer.headers)
  response.flushHeaders()
  await pipeline(answer, response)
}
