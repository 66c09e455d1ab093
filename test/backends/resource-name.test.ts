import { expect, test } from 'vitest'
import { toResourceName } from '../../src/backends/resource-name.ts'

test.each([
  ['disdat-pipes-orders', 'disdat-pipes-orders'],
  ['disdat-größe_2', 'disdat-gr--e_2'],
  ['注文.日次', '-----'],
  ['', ''],
])('toResourceName of %j is %j', (text, name) => {
  expect(toResourceName(text)).toBe(name)
})
