import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'

/** What an answer says. */
export interface HttpResponse {
  readonly status: number
  readonly text: string
}

/** How a text is to be had. */
export interface GetOptions {
  /** The proxy variables are followed: `https_proxy`, `no_proxy` and the like. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  /** From the first byte sent to the last one that came. */
  readonly timeoutMs: number
  readonly limitBytes: number
  readonly signal?: AbortSignal
}

/** Gets a text, whatever its status; redirects are not followed. Rejects where no answer came in time, or a longer one than allowed. */
export async function getText(
  url: string,
  { env, headers = {}, timeoutMs, limitBytes, signal }: GetOptions,
): Promise<HttpResponse> {
  const { get: ask, Agent } = new URL(url).protocol === 'http:' ? http : https
  const agent = new Agent({ proxyEnv: env })
  const timeout = AbortSignal.timeout(timeoutMs)
  const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
  try {
    const request = ask(url, { headers, agent, signal: ended })
    const [response]: http.IncomingMessage[] = await once(request, 'response', { signal: ended })
    if (response === undefined) throw new Error('no answer came')
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of response) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > limitBytes) throw new Error(`the answer has more than ${limitBytes} bytes`)
    }
    return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }
  } finally {
    agent.destroy()
  }
}
