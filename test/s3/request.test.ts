import { expect, test } from 'vitest'
import { getHeader } from '../../src/s3/request.ts'

test('getHeader returns the value of a header that occurs once', () => {
  const headers = { etag: '"tag"', 'set-cookie': ['a', 'b'] }
  expect(getHeader({ headers }, 'etag')).toBe('"tag"')
  expect(getHeader({ headers }, 'set-cookie')).toBeUndefined()
  expect(getHeader({ headers }, 'x-amz-version-id')).toBeUndefined()
})
