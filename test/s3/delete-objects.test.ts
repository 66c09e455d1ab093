import { describe, expect, test } from 'vitest'
import { openTestStore, options } from './helpers.ts'
import { startWireServer } from './wire-server.ts'

const fail = (key: string, code: string) =>
  `<Error><Key>${key}</Key><Code>${code}</Code><Message>as the test says</Message></Error>`
const parseKeys = (body: Buffer) => [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key)

describe('deleteObjects', () => {
  test('deletes keys again that S3 could not delete, and reports refusals', async () => {
    await using server = await startWireServer((_, response, nth) => {
      const errors = [fail('a', 'InternalError'), fail('b', 'AccessDenied')]
      response.end(`<DeleteResult>${nth === 1 ? errors.join('') : '<Deleted><Key>a</Key></Deleted>'}</DeleteResult>`)
    })
    const result = await (await openTestStore(server.endpoint)).deleteObjects(['a', 'b', 'c'], options)
    expect(result).toStrictEqual({
      failed: [{ key: 'b', code: 'AccessDenied', message: 'as the test says' }],
      isVersioned: false,
    })
    expect(server.requests.map(({ body }) => parseKeys(body))).toStrictEqual([['a', 'b', 'c'], ['a']])
  })

  test('gives up after four attempts', async () => {
    await using server = await startWireServer((_, response) => {
      response.end(`<DeleteResult>${fail('a', 'SlowDown')}</DeleteResult>`)
    })
    const { failed } = await (await openTestStore(server.endpoint)).deleteObjects(['a'], options)
    expect(failed).toStrictEqual([{ key: 'a', code: 'SlowDown', message: 'as the test says' }])
    expect(server.requests).toHaveLength(4)
  })

  test('repeats a request whose response names no key, and does not report its keys as deleted', async () => {
    await using server = await startWireServer((_, response) => void response.end('<DeleteResult></DeleteResult>'))
    const deletion = (await openTestStore(server.endpoint)).deleteObjects(['a'], options)
    await expect(deletion).rejects.toThrow('the response names no key')
    expect(server.requests).toHaveLength(4)
  })

  test('deletes no key that only the response names', async () => {
    await using server = await startWireServer((_, response) => {
      response.end(`<DeleteResult>${fail('other', 'InternalError')}</DeleteResult>`)
    })
    const { failed } = await (await openTestStore(server.endpoint)).deleteObjects(['a'], options)
    expect(failed.map(({ key }) => key)).toStrictEqual(['other'])
    expect(server.requests).toHaveLength(1)
  })

  test('recognizes a bucket with versions by its delete markers', async () => {
    await using server = await startWireServer((_, response) => {
      const marker = '<Deleted><Key>a</Key><DeleteMarker>true</DeleteMarker></Deleted>'
      response.end(`<DeleteResult>${marker}</DeleteResult>`)
    })
    const { isVersioned } = await (await openTestStore(server.endpoint)).deleteObjects(['a'], options)
    expect(isVersioned).toBe(true)
  })
})
