import { expect, test } from 'vitest'
import { packError, unpackError } from '../../../src/compare/rows/row-messages.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { getFileErrorCode } from '../../../src/lib/file-errors.ts'

test('an error keeps its message, its code and whether data were damaged, on its way between threads', () => {
  const send = (error: unknown) => unpackError(structuredClone(packError(error)))
  const damaged = send(new BundleFormatError('a page that is cut off'))
  expect(damaged).toBeInstanceOf(BundleFormatError)
  expect(damaged.message).toBe('a page that is cut off')
  const full = send(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
  expect(getFileErrorCode(full)).toBe('ENOSPC')
  expect(full).not.toBeInstanceOf(BundleFormatError)
  expect(send('text')).toStrictEqual(new Error('text'))
})
