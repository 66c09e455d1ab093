import { describe, expect, test } from 'vitest'
import type { JobSeed, Receipt } from '../../../src/backends/backend.ts'
import { createJobName, createSubmitRequest, getJobNamePrefix } from '../../../src/backends/batch/submit-request.ts'
import { origin, receipt, settings, task } from './fixtures.ts'

const resources = { vcpus: 2, memoryMib: 4096, gpus: undefined }

describe('createJobName', () => {
  test('consists of the pipe, a hash of the step, and a hash of the request', () => {
    expect(createJobName(task, origin)).toMatch(/^disdat-pipelines-orders-DailyOrders-[0-9a-f]{8}-[0-9a-f]{16}$/)
  })

  test.each<[string, Partial<Receipt>]>([
    ['the output', { outputUuid: crypto.randomUUID() }],
    ['the attempt', { workflowAttempt: 3, launchedAt: '2027-01-01T00:00:00.000Z' }],
    ['the image of a tag', { image: 'orders@sha256:2', imageFingerprint: 'f'.repeat(64), dialect: 'disdat-0.9.6' }],
    ['the bundle of a name', { inputUuid: crypto.randomUUID() }],
  ])('does not depend on %s', (_, changes) => {
    const rerun = { ...task, receipt: { ...receipt, ...changes } }
    expect(createJobName(rerun, { ...origin, attempt: 3 })).toBe(createJobName(task, origin))
  })

  test.each([
    ['workflow run', task, { ...origin, runId: '18' }],
    ['repository', task, { ...origin, repository: 'octo-org/other' }],
    ['step', task, { ...origin, step: 'run_2' }],
    ['leg of a matrix', task, { ...origin, leg: '{"region":"eu"}' }],
    ['request', { ...task, request: 'orders of 2026-01-06' }, origin],
  ])('depends on the %s', (_, other, from) => {
    expect(createJobName(other, from)).not.toBe(createJobName(task, origin))
  })

  test('begins in the same way for all jobs of a step and a pipe, and for no job of another step', () => {
    const prefix = getJobNamePrefix(createJobName(task, origin))
    expect(createJobName({ ...task, request: 'other' }, origin).startsWith(prefix)).toBe(true)
    expect(createJobName(task, { ...origin, runId: '18' }).startsWith(prefix)).toBe(false)
  })

  test('has at most 128 characters, which Batch accepts', () => {
    const pipeClass = `pipelines.${'ö'.repeat(90)}.${'P'.repeat(90)}`
    expect(createJobName({ ...task, receipt: { ...receipt, pipeClass } }, origin)).toMatch(/^[A-Za-z0-9_-]{100,128}$/)
  })
})

describe('createSubmitRequest', () => {
  test('identifies the run, in tags that AWS accepts', () => {
    const hostile = { ...origin, actor: 'dependabot[bot]', repository: 'a/b', pullRequest: undefined }
    const tags = new Map([['cost', 'x'.repeat(300)]])
    expect(
      createSubmitRequest(task, { ...settings, tags }, hostile, { definition: 'd', resources, isFixed: false }).tags,
    ).toStrictEqual({
      cost: 'x'.repeat(256),
      'disdat-run-action:repository': 'a/b',
      'disdat-run-action:run': '17',
      'disdat-run-action:commit': origin.commit,
      'disdat-run-action:actor': 'dependabot bot ',
      'disdat-run-action:pipe': 'pipelines.orders.DailyOrders',
    })
  })

  test('wraps the command of a job with a seed, unless the overrides become too long for ECS', () => {
    const jobSeed: JobSeed = {
      ...{ mode: 'all', remote: 's3://acme/disdat', remoteContext: 'shop', localContext: 'local' },
      ...{ maxBytes: 1000, isRequested: false },
    }
    const image = { ...task.image, entrypoint: [] }
    const getCommand = (value: string) => {
      const seeded = { ...task, image, jobSeed, argv: [...task.argv, '--text', value] }
      const request = createSubmitRequest(seeded, settings, origin, { definition: 'd', resources, isFixed: false })
      return request.containerOverrides?.command
    }
    expect(getCommand('short')?.slice(0, 2)).toStrictEqual(['sh', '-c'])
    expect(getCommand('short')?.slice(-task.argv.length - 2)).toStrictEqual([...task.argv, '--text', 'short'])
    const long = 'x'.repeat(2500)
    expect(getCommand(long)).toStrictEqual([...task.argv, '--text', long])
  })

  test('has attempts and timeout for a user’s definition', () => {
    const fixed = createSubmitRequest(task, { ...settings, attempts: 2 }, origin, {
      definition: 'd',
      resources: undefined,
      isFixed: true,
    })
    expect(fixed).toMatchObject({ timeout: { attemptDurationSeconds: 3600 }, retryStrategy: { attempts: 2 } })
    expect(fixed.containerOverrides).not.toHaveProperty('resourceRequirements')
  })

  test('has dependencies, share and priority', () => {
    const more = { ...settings, dependsOn: ['a', 'b'], shareIdentifier: 'team', schedulingPriority: 5 }
    expect(
      createSubmitRequest({ ...task, dependsOn: ['b', 'c'] }, more, origin, {
        definition: 'd',
        resources,
        isFixed: false,
      }),
    ).toMatchObject({
      dependsOn: [{ jobId: 'a' }, { jobId: 'b' }, { jobId: 'c' }],
      shareIdentifier: 'team',
      schedulingPriorityOverride: 5,
      propagateTags: true,
    })
  })
})
