import { describe, expect, test } from 'vitest'
import { findExceptionRule } from '../../src/disdat/exception-rules.ts'

describe('findExceptionRule', () => {
  test.each([
    ['TaskClassNotFoundException: No task Nope. Did you mean:', 'pipe-not-found'],
    ['luigi.task_register.TaskClassNotFoundException: No task Nope.', 'pipe-not-found'],
    ['ImportError: No module named nothing.such', 'pipe-not-found'],
    ['Exception: Driver unable to find input bundle dsdt_docker', 'image-incompatible'],
    ['Exception: Driver unable to find input bundle orders', 'input-not-found'],
  ])('knows %s only before the first task', (exception, verdict) => {
    expect(findExceptionRule(exception, true)?.verdict).toBe(verdict)
    expect(findExceptionRule(exception, false)).toBeUndefined()
  })

  test.each([
    ['OSError: [Errno 28] No space left on device', 'disk-full'],
    [
      'botocore.exceptions.ClientError: An error occurred (503) when calling x (reached max retries: 4): y',
      'remote-unreachable',
    ],
    ['botocore.exceptions.NoCredentialsError: Unable to locate credentials', 'access-denied'],
  ])('knows %s at any time', (exception, verdict) => {
    expect(findExceptionRule(exception, true)?.verdict).toBe(verdict)
    expect(findExceptionRule(exception, false)?.verdict).toBe(verdict)
  })
})
