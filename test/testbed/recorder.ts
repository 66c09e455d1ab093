import { once } from 'node:events'
import { createServer, request } from 'node:http'

/** A request to AWS with its sender and its keys. */
export interface RecordedCall {
  readonly method: string
  readonly path: string
  /** The user agent of the SDK: `Boto3/…` in the container of a pipe, `aws-sdk-js/…` in the action. */
  readonly agent: string
  /** The access key id of its signature. */
  readonly key: string | undefined
  readonly sessionToken: string | undefined
}

/** A server in front of an AWS account that records every request. */
export interface Recorder extends AsyncDisposable {
  /** The value of AWS_ENDPOINT_URL. */
  readonly endpoint: string
  readonly recorded: readonly RecordedCall[]
}

/** Starts the recorder on a free port of 127.0.0.1. */
export async function startRecorder(target: string): Promise<Recorder> {
  const recorded: RecordedCall[] = []
  const server = createServer((asked, answer) => {
    const { method = '', url = '', headers } = asked
    const [, key] = /Credential=([^/,]+)\//.exec(headers.authorization ?? '') ?? []
    const token = headers['x-amz-security-token']
    recorded.push({
      method,
      path: url,
      agent: headers['user-agent'] ?? '',
      key,
      sessionToken: Array.isArray(token) ? token[0] : token,
    })
    const forwarded = request(new URL(url, target), { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer)
    })
    forwarded.on('error', (error) => answer.destroy(error))
    asked.pipe(forwarded)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    recorded,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
