/**
 * The cheapest requests of node: unsigned, over kept connections, without checks. Only the sink accepts them. They measure the
 * limit of the server and the machine, and fill the sink.
 */
import http from 'node:http'

/** Concurrent connections. */
const inFlight = 256
const agent = new http.Agent({ keepAlive: true, maxSockets: inFlight })

export interface BareObject {
  /** `bucket/key` */
  readonly path: string
  readonly bytes: Uint8Array
}

/** Stores objects. */
export async function putBare(port: number, objects: Iterable<BareObject>): Promise<void> {
  await runConcurrently(objects, ({ path, bytes }) => sendRequest(port, { method: 'PUT', path, body: bytes }))
}

/** Fetches objects. */
export async function getBare(port: number, paths: Iterable<string>): Promise<void> {
  await runConcurrently(paths, (path) => sendRequest(port, { method: 'GET', path }))
}

/** Lists the folders below a prefix, page after page, and returns their number. */
export async function listBare(port: number, bucket: string, prefix: string): Promise<number> {
  let [folders, token] = [0, '']
  do {
    const query = new URLSearchParams({ 'list-type': '2', prefix, delimiter: '/' })
    if (token !== '') query.set('continuation-token', token)
    const xml = await sendRequest(port, { method: 'GET', path: `${bucket}?${query}` })
    folders += xml.split('<CommonPrefixes>').length - 1
    token = /<NextContinuationToken>([^<]+)</.exec(xml)?.[1] ?? ''
  } while (token !== '')
  return folders
}

async function runConcurrently<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const iterator = Iterator.from(items)
  const worker = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
}

function sendRequest(
  port: number,
  { method, path, body }: { readonly method: string; readonly path: string; readonly body?: Uint8Array },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-length': body.length }
    const sent = http.request({ agent, host: '127.0.0.1', port, method, path: `/${path}`, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(Buffer.concat(chunks).toString())
        else reject(new Error(`${method} ${path}: ${answer.statusCode}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
