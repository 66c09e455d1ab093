/**
 * The least that a request costs from node: unsigned, over kept connections, nothing looked at. Only the sink takes it.
 * It is the limit that the server and the machine set, and the way to fill the sink.
 */
import http from 'node:http'

/** Connections that are used at once. */
const inFlight = 256
const agent = new http.Agent({ keepAlive: true, maxSockets: inFlight })

export interface BareObject {
  /** `bucket/key` */
  readonly path: string
  readonly bytes: Uint8Array
}

/** Stores them all. */
export async function putBare(port: number, objects: Iterable<BareObject>): Promise<void> {
  await eachAtOnce(objects, ({ path, bytes }) => request(port, { method: 'PUT', path, body: bytes }))
}

/** Fetches them all. */
export async function getBare(port: number, paths: Iterable<string>): Promise<void> {
  await eachAtOnce(paths, (path) => request(port, { method: 'GET', path }))
}

/** Lists the folders below a prefix, page after page, and resolves with their number. */
export async function listBare(port: number, bucket: string, prefix: string): Promise<number> {
  let [folders, token] = [0, '']
  do {
    const query = new URLSearchParams({ 'list-type': '2', prefix, delimiter: '/' })
    if (token !== '') query.set('continuation-token', token)
    const xml = await request(port, { method: 'GET', path: `${bucket}?${query}` })
    folders += xml.split('<CommonPrefixes>').length - 1
    token = /<NextContinuationToken>([^<]+)</.exec(xml)?.[1] ?? ''
  } while (token !== '')
  return folders
}

async function eachAtOnce<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> {
  const iterator = Iterator.from(items)
  const worker = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
}

function request(
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
