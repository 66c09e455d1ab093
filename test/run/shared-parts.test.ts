import { expect, test } from 'vitest'
import { createSharedParts } from '../../src/run/shared-parts.ts'
import { createDoubleBackend } from '../testbed/double-backend.ts'
import { image } from './fixtures.ts'

test('createSharedParts shares the images of a backend, and not those of another', async () => {
  const { images } = createSharedParts()
  let found = 0
  const find = async () => {
    found += 1
    return image
  }
  const [one, other] = [createDoubleBackend(), createDoubleBackend()]
  await Promise.all([images.get(one, 'a', find), images.get(one, 'a', find)])
  expect(found).toBe(1)
  await images.get(one, 'b', find)
  await images.get(other, 'a', find)
  expect(found).toBe(3)
})
