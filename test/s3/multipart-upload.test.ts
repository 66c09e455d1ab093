import { describe, expect, test } from 'vitest'
import { catchError, openTestStore, options, smallTuning as tuning } from './helpers.ts'
import { sendError, startWireServer } from './wire-server.ts'

// Uploads and copies in parts test it with a real server: upload-in-parts.test.ts and copy-in-parts.test.ts.
describe('writeInParts', () => {
  test('sends the size of the whole object with the condition, and aborts an upload that S3 refuses', async () => {
    await using server = await startWireServer(({ method, url }, response) => {
      if (method === 'HEAD') response.setHeader('etag', '"tag"').end()
      else if (url.includes('uploads'))
        response.end('<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>')
      else if (method === 'PUT') response.end('<CopyPartResult><ETag>"part"</ETag></CopyPartResult>')
      else if (method === 'POST') sendError(response, 403, 'AccessDenied')
      else response.writeHead(204).end()
    })
    const store = await openTestStore(server.endpoint, { tuning: { ...tuning, wholeCopyBytes: 1, copyPartBytes: 2 } })
    const error = await catchError(store.copyIfAbsent('a', 'b', { ...options, size: 3 }))
    expect(error).toMatchObject({ name: 'AccessDenied' })
    const [completion] = server.requests.filter(({ method, url }) => method === 'POST' && url.includes('uploadId'))
    expect(completion?.headers).toMatchObject({ 'if-none-match': '*', 'x-amz-mp-object-size': '3' })
    const ranges = server.requests.flatMap(({ headers }) => headers['x-amz-copy-source-range'] ?? [])
    expect(ranges.toSorted()).toStrictEqual(['bytes=0-1', 'bytes=2-2'])
    expect(server.requests.at(-1)?.method).toBe('DELETE')
  })
})
