import { describe, expect, test } from 'vitest'
import type { InputProblem } from '../../../src/action/input-problems.ts'
import { createInputReader } from '../../../src/action/input-reader.ts'
import { readBatchInputs } from '../../../src/backends/batch/batch-inputs.ts'

function read(given: Readonly<Record<string, string>>) {
  const problems: InputProblem[] = []
  const env = Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
  return { inputs: readBatchInputs(createInputReader(env, problems)), problems }
}

const jobId = '00000000-0000-4000-8000-000000000001'

describe('readBatchInputs', () => {
  test('returns the defaults for absent inputs', () => {
    expect(read({})).toStrictEqual({
      inputs: {
        jobQueue: undefined,
        jobDefinition: undefined,
        jobRoleArn: undefined,
        executionRoleArn: undefined,
        attempts: undefined,
        queueTimeoutMs: 3_600_000,
        shareIdentifier: undefined,
        schedulingPriority: undefined,
        jobTags: new Map(),
        dependsOn: [],
        tokenSeconds: 0,
        onCancel: 'terminate',
        onDetach: 'succeed',
      },
      problems: [],
    })
  })

  test('reads every input', () => {
    const { inputs, problems } = read({
      'job-queue': 'arn:aws-us-gov:batch:us-gov-west-1:123456789012:job-queue/nightly',
      'job-definition': 'disdat:3',
      'job-role-arn': 'arn:aws-us-gov:iam::123456789012:role/job',
      'execution-role-arn': 'arn:aws-us-gov:iam::123456789012:role/exec',
      attempts: '3',
      'queue-timeout-minutes': '1.5',
      'share-identifier': 'teamA*',
      'scheduling-priority': '9999',
      'job-tags': 'cost:data:eu',
      'depends-on': `${jobId}, ${jobId}:7`,
      'job-credentials-seconds': '900',
      'on-cancel': 'Detach',
      'on-detach': 'Fail',
    })
    expect(problems).toStrictEqual([])
    expect(inputs).toStrictEqual({
      jobQueue: 'arn:aws-us-gov:batch:us-gov-west-1:123456789012:job-queue/nightly',
      jobDefinition: 'disdat:3',
      jobRoleArn: 'arn:aws-us-gov:iam::123456789012:role/job',
      executionRoleArn: 'arn:aws-us-gov:iam::123456789012:role/exec',
      attempts: 3,
      queueTimeoutMs: 90_000,
      shareIdentifier: 'teamA*',
      schedulingPriority: 9999,
      jobTags: new Map([['cost', 'data:eu']]),
      dependsOn: [jobId, `${jobId}:7`],
      tokenSeconds: 900,
      onCancel: 'detach',
      onDetach: 'fail',
    })
  })

  test('accepts 0 as a token duration, which is outside of what STS allows', () => {
    expect(read({ 'job-credentials-seconds': '0' })).toMatchObject({ inputs: { tokenSeconds: 0 }, problems: [] })
  })

  test.each([
    ['job-queue', 'a b'],
    ['job-definition', 'a:b'],
    ['job-role-arn', 'disdat-job'],
    ['attempts', '11'],
    ['job-credentials-seconds', '899'],
    ['job-tags', 'aws:x'],
    ['depends-on', 'job-1'],
    ['on-cancel', 'leave'],
  ])('reports an invalid %s', (where, given) => {
    expect(read({ [where]: given }).problems).toMatchObject([{ where }])
  })
})
