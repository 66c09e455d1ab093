import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Failure } from '../../src/errors.ts'
import { createAttachedTarget } from '../../src/plan/attach-plan.ts'
import { receipt } from '../backends/batch/fixtures.ts'
import { findInvalidInputs, planAttachment, planInputs } from './fixtures.ts'

const jobId = '00000000-0000-4000-8000-000000000001'
const attachEnv = { INPUT_BACKEND: 'AWSBatch', 'INPUT_ATTACH-JOB-IDS': jobId }

describe('createAttachPlan', () => {
  test('needs only the ids of the jobs', () => {
    expect(planInputs(attachEnv).warnings).toStrictEqual([])
    expect(planAttachment(attachEnv)).toMatchObject({ jobIds: [jobId], remote: undefined, pullOutput: 'false' })
  })

  test('warns about inputs of a run', () => {
    expect(planInputs({ ...attachEnv, INPUT_IMAGE: 'x', INPUT_VCPUS: '2' }).warnings).toStrictEqual([
      'Ignored with `attach-job-ids`, because the jobs have started: `image`, `vcpus`.',
    ])
  })

  test('does not warn about the defaults of action.yml', async () => {
    const { inputs }: { readonly inputs: Readonly<Record<string, { readonly default?: string }>> } = parse(
      await readFile(new URL('../../action.yml', import.meta.url), 'utf8'),
    )
    const given = Object.entries(inputs).map(([name, { default: text = '' }]) => [`INPUT_${name.toUpperCase()}`, text])
    expect(planInputs({ ...Object.fromEntries(given), ...attachEnv }).warnings).toStrictEqual([])
  })

  test.each([
    ['`runs`', { INPUT_RUNS: 'a: {}' }, ['runs']],
    ['`each`', { INPUT_EACH: 'n: [1]' }, ['each']],
    ['`wait: false` and `dry-run`', { INPUT_WAIT: 'false', 'INPUT_DRY-RUN': 'true' }, ['wait', 'dry-run']],
    ['a backend whose containers end with the step', { INPUT_BACKEND: 'Local' }, ['backend']],
  ])('refuses %s', (_, env, invalid) => {
    expect(findInvalidInputs({ ...attachEnv, ...env })).toStrictEqual(invalid)
  })
})

describe('createAttachedTarget', () => {
  const createTarget = (more: object, env: Readonly<Record<string, string>> = {}) =>
    createAttachedTarget(planAttachment({ ...attachEnv, ...env }), { ...receipt, ...more })

  test('returns what the receipt names', () => {
    expect(createTarget({})).toMatchObject({
      pipeClass: { name: receipt.pipeClass },
      remote: { url: receipt.remote },
      context: { remote: 'shop', local: 'local' },
      outputName: 'daily_orders',
      params: new Map([['day', '2026-01-05']]),
    })
  })

  test('takes another local context from the inputs', () => {
    expect(createTarget({}, { INPUT_CONTEXT: 'shop/mine' }).context).toStrictEqual({ remote: 'shop', local: 'mine' })
  })

  test('takes the base from the inputs', () => {
    expect(createTarget({}).baseContext).toBe('shop')
    expect(createTarget({}, { 'INPUT_BASE-CONTEXT': 'prod' }).baseContext).toBe('prod')
  })

  test.each([
    ['another remote than the inputs name', {}, { INPUT_REMOTE: 's3://other/dsdt' }],
    ['another context than the inputs name', {}, { INPUT_CONTEXT: 'prod/mine' }],
    ['an invalid remote', { remote: 'file:///etc' }, {}],
    ['an invalid context', { context: '../x' }, {}],
    ['an invalid pipe class', { pipeClass: 'x' }, {}],
    ['an output that is not a uuid', { outputUuid: '../../x' }, {}],
  ])('refuses a receipt with %s', (_, more, env) => {
    expect(() => createTarget(more, env)).toThrow(Failure)
  })
})
