import { expect, test } from 'vitest'
import { getHeader } from '../../src/s3/request.ts'

test('getHeader returns the value of a header, unless several differ', () => {
  const headers = { etag: '"tag"', 'x-amz-request-id': ['id', 'id'], 'set-cookie': ['a', 'b'] }
  expect(getHeader({ headers }, 'etag')).toBe('"tag"')
  expect(getHeader({ headers }, 'x-amz-request-id')).toBe('id')
  expect(getHeader({ headers }, 'set-cookie')).toBeUndefined()
  expect(getHeader({ headers }, 'x-amz-version-id')).toBeUndefined()
})
