import { expect, test } from 'vitest'
import { UnknownJobError } from '../../src/backends/unknown-job.ts'
import { Failure } from '../../src/errors.ts'

test('UnknownJobError is a Failure with a verdict', () => {
  const error = new UnknownJobError('remote-unreachable', 'No response.', 'Look for the job.')
  expect(error).toBeInstanceOf(Failure)
  expect(error).toMatchObject({ verdict: 'remote-unreachable', message: 'No response.', advice: 'Look for the job.' })
})
