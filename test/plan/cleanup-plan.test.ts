import { describe, expect, test } from 'vitest'
import { findInvalidInputs, planCleanup, planInputs, runEnv } from './fixtures.ts'

const cleanupEnv = { INPUT_CLEANUP: 'true', INPUT_REMOTE: 's3://acme/dsdt', INPUT_CONTEXT: 'pr-7/local' }

describe('createCleanupPlan', () => {
  test('needs no pipe, and ignores the inputs of a run', () => {
    const more = {
      ...runEnv,
      INPUT_IMAGE: 'x',
      INPUT_BACKEND: 'AWSBatch',
      INPUT_RUNS: 'a: {}',
      'INPUT_BASE-CONTEXT': 'prod',
    }
    for (const [env, baseContext] of [[cleanupEnv], [{ ...more, ...cleanupEnv }, 'prod']] as const) {
      expect(planInputs(env).warnings).toStrictEqual([])
      expect(planCleanup(env)).toStrictEqual({
        remote: { bucket: 'acme', prefix: 'dsdt', url: 's3://acme/dsdt' },
        context: { remote: 'pr-7', local: 'local' },
        dryRun: false,
        baseContext,
        awaitsPromotion: false,
      })
    }
  })

  test.each([
    ['the base itself', { 'INPUT_BASE-CONTEXT': 'pr-7' }, ['cleanup']],
    ['no context, although there is a current one', { INPUT_CONTEXT: '' }, ['context']],
    ['no remote', { INPUT_REMOTE: '' }, ['remote']],
    ['an invalid context', { INPUT_CONTEXT: 'a/b/c' }, ['context']],
    ['jobs to attach to', { 'INPUT_ATTACH-JOB-IDS': '00000000-0000-4000-8000-000000000001' }, ['cleanup']],
  ])('refuses %s', (_, env, invalid) => {
    const current = { context: { remote: 'prod', local: 'prod' } }
    expect(findInvalidInputs({ ...cleanupEnv, ...env }, current)).toStrictEqual(invalid)
  })
})
