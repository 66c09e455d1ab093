import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { getFileErrorCode, isMissingFileError } from '../../src/lib/file-errors.ts'

describe('getFileErrorCode', () => {
  test('returns the code of an error of the file system', async () => {
    const error = await readFile('/no/such/file').catch((reason: unknown) => reason)
    expect(getFileErrorCode(error)).toBe('ENOENT')
    expect(getFileErrorCode(await readFile('/').catch((reason: unknown) => reason))).toBe('EISDIR')
  })

  test.each([
    ['a connection error', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
    ['an error without a code', new Error('ENOENT')],
    ['an object that is not an error', { code: 'ENOENT' }],
    ['undefined', undefined],
  ])('returns undefined for %s', (_, error) => {
    expect(getFileErrorCode(error)).toBeUndefined()
  })
})

describe('isMissingFileError', () => {
  test.each([
    ['ENOENT', true],
    ['ENOTDIR', true],
    ['EACCES', false],
  ])('returns for %s: %s', (code, expected) => {
    expect(isMissingFileError(Object.assign(new Error(code), { code }))).toBe(expected)
  })
})
