import { describe, expect, test } from 'vitest'
import { catchError, openTestStore, options } from './helpers.ts'
import { sendError, startWireServer } from './wire-server.ts'

describe('putObject', () => {
  test.each([
    [409, 'ConditionalRequestConflict'],
    [400, 'BadDigest'],
    [400, 'XAmzContentChecksumMismatch'],
  ])('stores again after %i %s, three times at most', async (status, code) => {
    await using once = await startWireServer((_, response, nth) => {
      if (nth === 1) sendError(response, status, code)
      else response.end()
    })
    expect(await (await openTestStore(once.endpoint)).putIfAbsent('a', Buffer.from('a'), options)).toBe('created')
    expect(once.requests.map(({ body }) => body.toString())).toStrictEqual(['a', 'a'])
    await using always = await startWireServer((_, response) => sendError(response, status, code))
    const error = await catchError((await openTestStore(always.endpoint)).putIfAbsent('a', Buffer.from('a'), options))
    expect(error.name).toBe(code)
    expect(always.requests).toHaveLength(3)
  })
})
