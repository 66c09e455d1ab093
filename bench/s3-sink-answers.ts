import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

let latencyMs = 0

/** Sets the latency of all later answers. */
export function setLatency(ms: number): void {
  latencyMs = ms
}

export async function addLatency(): Promise<void> {
  if (latencyMs > 0) await delay(latencyMs)
}

export function sendXml(response: ServerResponse, xml: string): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`
  response.writeHead(200, { 'Content-Type': 'application/xml', 'Content-Length': Buffer.byteLength(text) }).end(text)
}

export function sendError(response: ServerResponse, status: number, code: string, what: string): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(what)}</Message></Error>`
  response.writeHead(status, { 'Content-Type': 'application/xml', 'Content-Length': Buffer.byteLength(text) }).end(text)
}

export function escapeXml(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text
}

export function unescapeXml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

export function encodeUrl(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '/')
}

export function splitOnce(text: string, at: string): readonly [string, string] {
  const cut = text.indexOf(at)
  return cut < 0 ? [text, ''] : [text.slice(0, cut), text.slice(cut + at.length)]
}
