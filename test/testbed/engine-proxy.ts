import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** A Docker engine whose answers can be delayed or replaced: an HTTP proxy in front of the engine of this machine. */
export interface EngineProxy extends AsyncDisposable {
  /** The value of DOCKER_HOST. */
  readonly host: string
  /** Resolves when every request has been passed on and answered, also those whose client is gone. */
  settled(): Promise<void>
}

/** What happens to a request, `METHOD /path` without the version, after the proxy has all of its body. */
export interface EngineFaults {
  /** What the proxy waits for before it passes the request on; undefined: nothing. */
  readonly hold?: (call: string) => Promise<unknown> | undefined
  /** The message with which the engine refuses the request; undefined: it is passed on. */
  readonly refuse?: (call: string, query: URLSearchParams) => string | undefined
  /** Returns the body that is passed on. */
  readonly rewrite?: (call: string, body: Buffer) => Buffer
  /** False for a proxy that does not know `Upgrade`, with which an input of a container is attached. */
  readonly upgrades?: boolean
}

/** The engine of this machine, for `request` and `connect`. */
function getEngineAddress() {
  const { hostname, port, pathname } = new URL(process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock')
  return hostname === '' ? { socketPath: pathname, path: pathname } : { host: hostname, port: Number(port) }
}

/** Starts the proxy. A function stands for `hold`. */
export async function startEngineProxy(faults: EngineFaults | EngineFaults['hold']): Promise<EngineProxy> {
  const work = new Set<Promise<void>>()
  const known = typeof faults === 'function' ? { hold: faults } : (faults ?? {})
  const server = createServer((incoming, response) => {
    const forwarded = forward(known, incoming, response).catch(() => void response.destroy())
    work.add(forwarded)
    void forwarded.finally(() => work.delete(forwarded))
  })
  if (known.upgrades ?? true)
    server.on('upgrade', (incoming, socket, head) => {
      const engine = connect(getEngineAddress())
      const headers = incoming.rawHeaders.flatMap((text, at, all) => (at % 2 === 0 ? [`${text}: ${all[at + 1]}`] : []))
      engine.write([`${incoming.method} ${incoming.url} HTTP/1.1`, ...headers, '', ''].join('\r\n'))
      // An engine that has answered takes the body of the request for the first bytes of the input.
      const forwarded = once(engine, 'readable')
        .then(() => engine.write(head))
        .then(() => pipeline(socket, engine, socket))
        .catch(() => undefined)
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
  { hold, refuse, rewrite = (_, body) => body }: EngineFaults,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '', headers } = incoming
  const { pathname: path, searchParams } = new URL(url, 'http://engine')
  const call = `${method} ${path.replace(/^\/v[\d.]+/, '')}`
  const body = rewrite(call, await buffer(incoming))
  await hold?.(call)
  const message = refuse?.(call, searchParams)
  if (message !== undefined) {
    response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
    return
  }
  const length = 'content-length' in headers && { 'content-length': body.length }
  const outgoing = request({ ...getEngineAddress(), method, path: url, headers: { ...headers, ...length } })
  outgoing.end(body)
  const [answer]: IncomingMessage[] = await once(outgoing, 'response')
  if (answer === undefined) throw new Error('no answer')
  response.writeHead(answer.statusCode ?? 502, answer.headers)
  response.flushHeaders()
  await pipeline(answer, response)
}
