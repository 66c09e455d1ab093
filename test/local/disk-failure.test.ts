import { describe, expect, test } from 'vitest'
import { Failure } from '../../src/errors.ts'
import { toDiskFailure } from '../../src/local/disk-failure.ts'

const createFileError = (code: string) => Object.assign(new Error(`${code}: failed`), { code })

describe('toDiskFailure', () => {
  test.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('returns disk-full for %s', (code) => {
    const error = createFileError(code)
    expect(toDiskFailure(error, '/context')).toMatchObject({
      verdict: 'disk-full',
      message: `No space is left below /context (${code}).`,
      advice: 'Free some disk space.',
      cause: error,
    })
  })

  test.each(['EACCES', 'EROFS', 'ENOENT'])('returns local-context-unwritable for %s', (code) => {
    expect(toDiskFailure(createFileError(code), '/context')).toMatchObject({
      verdict: 'local-context-unwritable',
      message: `/context could not be written (${code}).`,
      advice: "Make it writable for the job's user, or set `pull-output: false`.",
    })
  })

  test('advises on file systems for EXDEV', () => {
    expect(toDiskFailure(createFileError('EXDEV'), '/context')).toMatchObject({
      advice: expect.stringContaining('on the same file system'),
    })
  })

  test.each([
    ['a Failure', Object.assign(new Failure('cancelled', 'Cancelled.', 'Run again.'), { code: 'ENOSPC' })],
    ['an error without the code of a file', createFileError('ECONNRESET')],
    ['a value that is not an error', 'ENOSPC'],
  ])('returns %s as it is', (_, error) => {
    expect(toDiskFailure(error, '/context')).toBe(error)
  })
})
