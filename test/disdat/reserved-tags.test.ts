import { expect, test } from 'vitest'
import { reservedTags } from '../../src/disdat/reserved-tags.ts'

test.for([
  ...['committed', 'root_task', 'promoted_from', '__', '__param.day', '__two\nlines'].map(
    (tag) => [tag, true] as const,
  ),
  ...['Committed', 'committed2', 'my_root_task', '_param', 'promoted', ''].map((tag) => [tag, false] as const),
])('reservedTags has the key %j: %s', ([tag, isReserved]) => {
  expect(reservedTags.test(tag)).toBe(isReserved)
})
