import http from 'node:http'
import https from 'node:https'
import { createProxyEnv } from './proxy-env.ts'

/** Status, body and headers of an HTTP response. */
export interface HttpResponse {
  readonly status: number
  readonly text: string
  readonly headers: http.IncomingHttpHeaders
}

/** Options and limits of a request. */
export interface GetOptions {
  /** The environment, of which the proxy variables are used: `https_proxy`, `no_proxy` and so on. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  /** The time limit from the start of the request to the last byte of the response. */
  readonly timeoutMs: number
  /** The size limit of the response's body. */
  readonly limitBytes: number
  readonly signal?: AbortSignal
}

/**
 * Requests a text. Resolves for every status and does not follow redirects. Rejects when the connection fails, the time
 * limit passes, or the body is larger than the size limit.
 */
export async function getText(
  url: string,
  { env, headers = {}, timeoutMs, limitBytes, signal }: GetOptions,
): Promise<HttpResponse> {
  const { get: sendRequest, Agent } = new URL(url).protocol === 'http:' ? http : https
  const agent = new Agent({ proxyEnv: createProxyEnv(env) })
  const timeout = AbortSignal.timeout(timeoutMs)
  const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      sendRequest(url, { headers, agent, signal: ended }, resolve).on('error', reject)
    })
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of response) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > limitBytes) throw new Error(`the response is larger than ${limitBytes} bytes`)
    }
    const { statusCode: status = 0, headers: answered } = response
    return { status, text: Buffer.concat(chunks).toString(), headers: answered }
  } finally {
    agent.destroy()
  }
}
