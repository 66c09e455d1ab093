import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { InvalidInputs } from '../../src/action/input-problems.ts'
import { createAttachedTarget, createAttachPlan } from '../../src/plan/attach-plan.ts'
import { readInputs } from '../../src/plan/inputs.ts'
import { receipt } from '../backends/batch/fixtures.ts'
import { findProblems, planAttachment, planInputs } from './fixtures.ts'
import { createInputEnv } from './input-fixtures.ts'

const jobId = '00000000-0000-4000-8000-000000000001'
const attachEnv = { INPUT_BACKEND: 'AWSBatch', 'INPUT_ATTACH-JOB-IDS': jobId }

describe('createAttachPlan', () => {
  test('needs only the ids of the jobs', () => {
    expect(planInputs(attachEnv).warnings).toStrictEqual([])
    expect(planAttachment(attachEnv)).toStrictEqual({
      ...{ jobIds: [jobId], remote: undefined, context: undefined, baseContext: undefined, pullOutput: 'false' },
      backend: expect.objectContaining({ kind: 'AWSBatch' }),
      timeoutMs: 21_600_000,
      comparison: expect.objectContaining({ failOn: [] }),
    })
  })

  test('uses what concerns the jobs, the comparison and the report, without a warning', () => {
    const used = {
      ...{ 'attach-job-ids': jobId, backend: 'AWSBatch', 'queue-timeout-minutes': '5', 'run-timeout-minutes': '6' },
      ...{ 'job-timeout-minutes': '7', 'pull-output': 'metadata', remote: 's3://acme/x', context: 'shop/mine' },
      ...{ 'base-context': 'prod', 'remote-index': 'false', wait: 'True', 'on-cancel': 'detach', 'on-detach': 'fail' },
      ...{ cleanup: 'False', 'dry-run': 'False', 'log-tail-lines': '5', summary: 'false', annotations: 'false' },
      ...{ 'aws-region': 'us-east-1', 'role-to-assume': 'ci', 'role-session-name': 'name', audience: 'x' },
      ...{ 'role-duration-seconds': '900', 'role-external-id': 'partner', 'allowed-account-ids': '123456789012' },
      ...{ 'mask-aws-account-id': 'true', comment: 'always', 'comment-key': 'k', 'comment-mode': 'recreate' },
      ...{ 'github-token': 't', accept: 'label', 'accept-label': 'fine', 'accept-by': 'other' },
      ...{ 'failure-issue': 'true', 'failure-issue-key': 'k', 'failure-issue-labels': 'l' },
      ...{ 'failure-issue-assignees': 'me', 'compare-with': 'raw', 'fail-on': 'empty', 'diff-max-bytes': '1MiB' },
      ...{ 'diff-samples': 'true', 'diff-key': 'id', 'diff-max-rows': '1000' },
    }
    expect(planInputs(createInputEnv(used)).warnings).toStrictEqual([])
    expect(planAttachment(createInputEnv(used))).toMatchObject({
      ...{ timeoutMs: 360_000, pullOutput: 'metadata', remote: { url: 's3://acme/x' }, baseContext: 'prod' },
      ...{ context: { remote: 'shop', local: 'mine' }, comparison: { failOn: [{ kind: 'empty' }] } },
    })
  })

  test('warns about a deprecated input beside those that are ignored', () => {
    expect(planInputs({ ...attachEnv, 'INPUT_MEMORY-MIB': '512' }).warnings).toStrictEqual([
      '`memory-mib` is deprecated. Replace it with `memory: 512MiB`.',
      'Ignored with `attach-job-ids`, because the jobs have started: `memory`.',
    ])
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
    ['runs', { INPUT_RUNS: 'a: {}' }, 'a: {}', '`attach-job-ids` starts no runs. Remove one.'],
    ['each', { INPUT_EACH: 'n: [1]' }, 'n: [1]', '`attach-job-ids` starts no runs. Remove one.'],
    ['wait', { INPUT_WAIT: 'false' }, 'false', '`attach-job-ids` waits for the jobs. Remove this input.'],
    ['dry-run', { 'INPUT_DRY-RUN': 'true' }, 'true', '`attach-job-ids` submits nothing. Remove this input.'],
    ['backend', { INPUT_BACKEND: 'Local' }, 'Local', '`attach-job-ids` needs `backend: AWSBatch`.'],
    ['vcpus', { INPUT_VCPUS: 'x' }, 'x', 'Give a number from 0.01 to 1024.'],
  ])('refuses %s', (where, env, given, expected) => {
    expect(findProblems({ ...attachEnv, ...env })).toStrictEqual([{ where, given, expected }])
  })

  test('reports all that is wrong', () => {
    const problems = findProblems({ ...attachEnv, INPUT_BACKEND: 'Local', INPUT_WAIT: 'false', INPUT_VCPUS: 'x' })
    expect(problems.map(({ where }) => where)).toStrictEqual(['vcpus', 'backend', 'wait'])
  })

  test('does not know a backend that is not registered', () => {
    const inputs = { ...readInputs(attachEnv, []), backend: 'Other' }
    expect(() => createAttachPlan(inputs, [])).toThrow(InvalidInputs)
  })
})

describe('createAttachedTarget', () => {
  const createTarget = (more: object, env: Readonly<Record<string, string>> = {}) =>
    createAttachedTarget(planAttachment({ ...attachEnv, ...env }), { ...receipt, ...more })

  test('returns what the receipt names', () => {
    expect(createTarget({ inputParam: 'orders' })).toStrictEqual({
      pipeClass: { name: receipt.pipeClass, module: ['pipelines', 'orders'] },
      remote: { bucket: 'acme', prefix: 'disdat', url: receipt.remote },
      context: { remote: 'shop', local: 'local' },
      ...{ baseContext: 'shop', outputName: 'daily_orders', inputParam: 'orders', eachParams: [] },
      params: new Map([['day', '2026-01-05']]),
      ...{ pullOutput: 'false', vcpus: undefined, memoryMib: undefined, timeoutMs: 21_600_000 },
      ...{ comparison: expect.objectContaining({ failOn: [] }), isLimitedByJob: false },
      backend: expect.objectContaining({ kind: 'AWSBatch' }),
    })
    expect(createTarget({}, { INPUT_REMOTE: receipt.remote, INPUT_CONTEXT: 'shop' })).toMatchObject({
      baseContext: 'shop',
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
    ['another remote', { INPUT_REMOTE: 's3://other/dsdt' }, 's3://other/dsdt, shop'],
    ['another context', { INPUT_CONTEXT: 'prod/mine' }, 's3://acme/disdat, prod'],
    ['both', { INPUT_REMOTE: 's3://other/dsdt', INPUT_CONTEXT: 'prod' }, 's3://other/dsdt, prod'],
  ])('refuses a job of %s than the inputs name', (_, env, named) => {
    expect(() => createTarget({}, env)).toThrow(
      expect.objectContaining({
        verdict: 'invalid-input',
        message: `The job writes to s3://acme/disdat, remote context shop, but the inputs name ${named}.`,
        advice: 'Remove `remote` and `context`, or give those of the step that submitted the job.',
      }),
    )
  })

  test.each([
    ['an invalid remote', { remote: 'file:///etc' }],
    ['an invalid context', { context: '../x' }],
    ['an invalid pipe class', { pipeClass: 'x' }],
    ['an output that is not a uuid', { outputUuid: '../../x' }],
  ])('refuses a receipt with %s', (_, more) => {
    expect(() => createTarget(more)).toThrow(
      expect.objectContaining({
        verdict: 'invalid-input',
        message: 'attach-job-ids: the record of the job does not name the bundle that it creates.',
        advice: 'Attach only to jobs that this action submitted.',
      }),
    )
  })
})
