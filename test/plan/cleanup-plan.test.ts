import { describe, expect, test } from 'vitest'
import { findInvalidInputs, findProblems, planCleanup, planInputs, runEnv } from './fixtures.ts'

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
    [
      'the base itself',
      { 'INPUT_BASE-CONTEXT': 'pr-7' },
      { where: 'cleanup', given: 'true', expected: '`context` is the `base-context`, which is never deleted.' },
    ],
    [
      'no context, although there is a current one',
      { INPUT_CONTEXT: '' },
      { where: 'context', expected: 'Name the context to delete. Deletion has no default context.' },
    ],
    ['no remote', { INPUT_REMOTE: '' }, { where: 'remote', expected: 'Give `s3://bucket/prefix`.' }],
    ['an invalid remote', { INPUT_REMOTE: 'x' }, { where: 'remote', given: 'x' }],
    ['an invalid context', { INPUT_CONTEXT: 'a/b/c' }, { where: 'context', given: 'a/b/c' }],
    [
      'jobs to attach to',
      { 'INPUT_ATTACH-JOB-IDS': '00000000-0000-4000-8000-000000000001' },
      { where: 'cleanup', given: 'true', expected: '`attach-job-ids` cannot be combined with it.' },
    ],
    ['what is invalid elsewhere', { INPUT_VCPUS: 'x' }, { where: 'vcpus', given: 'x' }],
  ])('refuses %s', (_, env, problem) => {
    const current = { context: { remote: 'prod', local: 'prod' } }
    expect(findProblems({ ...cleanupEnv, ...env }, current)).toStrictEqual([
      { expected: expect.any(String), ...problem },
    ])
  })

  test('reports a missing remote and context beside what is invalid elsewhere', () => {
    const env = { INPUT_CLEANUP: 'true', INPUT_VCPUS: 'x' }
    expect(findInvalidInputs(env)).toStrictEqual(['vcpus', 'remote', 'context'])
  })

  test('takes the remote of the local context, and warns about deprecated inputs', () => {
    const remote = { bucket: 'b', prefix: '', url: 's3://b' }
    const plan = planInputs({ ...cleanupEnv, INPUT_REMOTE: '', 'INPUT_MEMORY-MIB': '9' }, { remote })
    expect(plan).toMatchObject({ cleanup: { remote }, warnings: [expect.stringContaining('`memory-mib`')] })
    const env = { ...cleanupEnv, 'INPUT_DRY-RUN': 'true', INPUT_PROMOTE: 'true' }
    expect(planCleanup(env)).toMatchObject({ dryRun: true, awaitsPromotion: true })
  })
})
