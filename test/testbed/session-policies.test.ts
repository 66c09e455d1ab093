import { DeleteObjectsCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { createS3Request, createS3Requests } from './session-policies.ts'

/** The body that the AWS SDK sends to delete these keys. */
async function captureDeletion(keys: readonly string[]): Promise<Buffer> {
  const bodies: unknown[] = []
  const client = new S3Client({
    ...{ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } },
    requestHandler: {
      handle: async ({ body }: { body?: unknown }) => {
        bodies.push(body)
        return await Promise.reject(new Error('not sent'))
      },
    },
    maxAttempts: 1,
  })
  const command = new DeleteObjectsCommand({ Bucket: 'acme', Delete: { Objects: keys.map((Key) => ({ Key })) } })
  await expect(client.send(command)).rejects.toThrow('not sent')
  return Buffer.from(String(bodies[0]))
}

const read = (method: string, path: string, body: Uint8Array = Buffer.of()) =>
  createS3Requests(method, new URL(path, 'http://s3'), body)

describe('createS3Requests', () => {
  test('reads the deletion of several keys as the deletion of each', async () => {
    const keys = ['disdat/context/pr-7/a', 'b/<&>"\'\u00e9 \n', '&amp;lt;']
    expect(read('POST', '/acme?delete', await captureDeletion(keys))).toStrictEqual(
      keys.map((key) => ({ action: 's3:DeleteObject', resource: `arn:aws:s3:::acme/${key}`, context: {} })),
    )
  })

  test('throws for a deletion in which it finds no key', () => {
    expect(() => read('POST', '/acme?delete', Buffer.from('<Delete/>'))).toThrow('a deletion without keys')
  })

  test.each([
    ['PUT', '/acme', 's3:CreateBucket'],
    ['HEAD', '/acme', 's3:ListBucket'],
    ['GET', '/acme?list-type=2', 's3:ListBucket'],
    ['GET', '/acme?uploads', 's3:ListBucketMultipartUploads'],
    ['POST', '/acme/key?uploads', 's3:PutObject'],
    ['DELETE', '/acme/key?uploadId=x', 's3:AbortMultipartUpload'],
    ['DELETE', '/acme/key', 's3:DeleteObject'],
  ])('reads %s %s as %s', (method, path, action) => {
    expect(read(method, path)).toMatchObject([{ action }])
  })

  test.each(['POST', 'DELETE'])('throws for %s of a bucket', (method) => {
    expect(() => createS3Request(method, new URL('http://s3/acme'))).toThrow(
      `a request to a bucket that is not known here: ${method}`,
    )
  })
})
