import { expect, test } from 'vitest'
import { createCancelReason } from '../../../src/backends/batch/settings.ts'
import { origin } from './fixtures.ts'

test('createCancelReason names the workflow run and its attempt', () => {
  expect(createCancelReason({ ...origin, attempt: 2 })).toBe(
    'disdat/run-action: the workflow run was cancelled: https://github.com/octo-org/pipelines/actions/runs/17 (attempt 2)',
  )
})
