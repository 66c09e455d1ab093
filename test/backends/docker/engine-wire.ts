import http from 'node:http'
import Docker from 'dockerode'

/** A response of the engine: status and body; or a cut connection; or none at all. */
export type EngineResponse = { readonly status: number; readonly body?: object } | 'cut' | 'silent'

export interface EngineWire extends AsyncDisposable {
  readonly docker: Docker
  /** The value of DOCKER_HOST. */
  readonly host: string
  /** The requests, as `METHOD path`. */
  readonly calls: readonly string[]
}

/** A Docker engine at the wire, for what a real engine cannot be made to do. */
export async function startEngineWire(respond: (call: string, count: number) => EngineResponse): Promise<EngineWire> {
  const calls: string[] = []
  const server = http.createServer((request, response) => {
    request.resume()
    const call = `${request.method} ${request.url?.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '')}`
    calls.push(call)
    const answer = respond(call, calls.length)
    if (answer === 'cut') request.socket.destroy()
    else if (answer !== 'silent')
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(`${JSON.stringify(answer.body ?? {})}\r\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    docker: new Docker({ protocol: 'http', host: '127.0.0.1', ...(port && { port }) }),
    host: `tcp://127.0.0.1:${port}`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
