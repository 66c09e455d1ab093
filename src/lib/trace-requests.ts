import { subscribe } from 'node:diagnostics_channel'
import { getField, getNumber, getString } from './json.ts'

/**
 * Calls `report` for each HTTP request of this process that is answered or fails from now on: its method, its host, the
 * status or the code of the error, and the milliseconds until the response began. No path, query or header is in it:
 * these hold signatures and names. Uses the channels of node
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
  for (const channel of ['http.client.request.start', 'undici:request:create']) subscribe(channel, start)
  for (const channel of ['http.client.response.finish', 'undici:request:headers']) subscribe(channel, end)
  for (const channel of ['http.client.request.error', 'undici:request:error']) subscribe(channel, end)
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
