import { channel, subscribe } from 'node:diagnostics_channel'
import { getField, getNumber, getString } from './json.ts'

/** The channels of requests on connections of our own. Their messages have the shape of node's. */
const ownChannels = { start: 'run-action:request:start', end: 'run-action:request:end' } as const

/**
 * Makes a request that does not use node's HTTP client visible to `traceRequests`. Returns a function for its end, with
 * the status of the response, or undefined without one.
 */
export function announceRequest(method: string, host: string): (status: number | undefined) => void {
  const request = { method, host }
  channel(ownChannels.start).publish({ request })
  return (statusCode) => channel(ownChannels.end).publish({ request, response: { statusCode } })
}

/**
 * Calls `report` for each HTTP request of this process that is answered or fails from now on: its method, its host, the
 * status or the code of the error, and the milliseconds until the response began, or ended where `BodyReader` read it.
 * No path, query or header is in it: these hold signatures and names. Uses the channels of node
 * (https://nodejs.org/api/diagnostics_channel.html#http) and of its fetch
 * (https://undici.nodejs.org/#/docs/api/DiagnosticsChannel).
 */
export function traceRequests(report: (line: string) => void): void {
  const starts = new WeakMap<object, number>()
  const start = (message: unknown) => {
    const request = getRequest(message)
    if (request !== undefined) starts.set(request, performance.now())
  }
  const end = (message: unknown) => {
    const request = getRequest(message)
    const startedAt = request && starts.get(request)
    if (request === undefined || startedAt === undefined) return
    const status = getNumber(message, 'response', 'statusCode') ?? getString(message, 'error', 'code') ?? 'failed'
    report(`${describeTarget(request)}: ${status} in ${Math.round(performance.now() - startedAt)} ms`)
    starts.delete(request)
  }
  for (const name of ['http.client.request.start', 'undici:request:create', ownChannels.start]) subscribe(name, start)
  for (const name of ['http.client.response.finish', 'undici:request:headers', ownChannels.end]) subscribe(name, end)
  for (const name of ['http.client.request.error', 'undici:request:error']) subscribe(name, end)
}

function getRequest(message: unknown): object | undefined {
  const request = getField(message, 'request')
  return typeof request === 'object' && request !== null ? request : undefined
}

function describeTarget(request: object): string {
  const method = getString(request, 'method') ?? 'GET'
  const socket = getString(request, 'socketPath')
  const origin = getString(request, 'origin')
  if (socket !== undefined) return `${method} ${socket}`
  return `${method} ${origin === undefined ? getString(request, 'host') : new URL(origin).hostname}`
}
