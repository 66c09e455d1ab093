/**
 * An S3 server for measurements. Every bucket exists, signatures are not checked, and every answer is delayed by a set
 * number of milliseconds. Small objects are kept in memory. A body of more than `keptBytes` is kept as its length, and
 * a GET generates the bytes, so that a file of any size can be sent and fetched.
 *
 *     node bench/s3-sink.ts [<certificate> <private key>]
 *
 * The server prints its port and, when it has a certificate, the port of a second listener with TLS. It ends when its
 * standard input ends.
 *
 * `POST /-/control?latency=30` sets the latency of all later answers, and returns the number of requests since the last
 * such request, by method, and the bytes of the answers as `bytes`. `POST /` is answered like GetCallerIdentity of STS,
 * which containers call.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { sendError, sendXml, setLatency, splitOnce } from './s3-sink-answers.ts'
import { listObjects } from './s3-sink-listing.ts'
import { deleteObject, getObject, postObject, putObject } from './s3-sink-objects.ts'
import { findBucket } from './s3-sink-store.ts'

const counts = new Map<string, number>()

const listener = (request: IncomingMessage, response: ServerResponse) => {
  answerRequest(request, response).catch((error: unknown) => {
    if (!response.headersSent) sendError(response, 500, 'InternalError', String(error))
    else response.destroy()
  })
}
const [certificate, privateKey] = process.argv.slice(2)
const servers = [createServer(listener)]
if (certificate !== undefined && privateKey !== undefined) {
  servers.push(createSecureServer({ cert: readFileSync(certificate), key: readFileSync(privateKey) }, listener))
}
const ports: number[] = []
for (const server of servers) {
  server.keepAliveTimeout = 120_000
  server.requestTimeout = 0
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address !== null && typeof address === 'object') ports.push(address.port)
}
console.log(ports.join(' '))
process.stdin.on('end', () => process.exit()).resume()

async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [rawPath = '', rawQuery = ''] = splitOnce(request.url ?? '', '?')
  const query = new URLSearchParams(rawQuery)
  if (rawPath === '/-/control') return changeSettings(query, response)
  countBytes(response)
  if (rawPath === '/' && request.method === 'POST') return sendXml(response, callerIdentity)
  const method = request.method ?? ''
  counts.set(method, (counts.get(method) ?? 0) + 1)
  const [bucketName, rawKey] = splitOnce(rawPath.slice(1), '/')
  const key = rawKey.includes('%') ? decodeURIComponent(rawKey) : rawKey
  const sinkRequest = { request, response, query, bucketName, bucket: findBucket(bucketName), key }
  if (method === 'GET') return await (key === '' ? listObjects(sinkRequest) : getObject(sinkRequest))
  if (method === 'HEAD') return await getObject(sinkRequest)
  if (method === 'PUT') return await putObject(sinkRequest)
  if (method === 'POST') return await postObject(sinkRequest)
  if (method === 'DELETE') return await deleteObject(sinkRequest)
  sendError(response, 405, 'MethodNotAllowed', method)
}

const callerIdentity =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Arn>arn:aws:iam::123456789012:user/bench</Arn><UserId>AIDABENCH</UserId><Account>123456789012</Account>' +
  '</GetCallerIdentityResult></GetCallerIdentityResponse>'

function countBytes(response: ServerResponse): void {
  const { socket } = response
  const before = socket?.bytesWritten ?? 0
  response.once('finish', () => counts.set('bytes', (counts.get('bytes') ?? 0) + (socket?.bytesWritten ?? 0) - before))
}

function changeSettings(query: URLSearchParams, response: ServerResponse): void {
  const latency = query.get('latency')
  if (latency !== null) setLatency(Number(latency))
  response.end(JSON.stringify(Object.fromEntries(counts)))
  counts.clear()
}
