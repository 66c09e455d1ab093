import { describe, expect, test } from 'vitest'
import { checkCase, executionRoleArn, fargateEnvironment, type PreflightCase } from './preflight-helpers.ts'

describe('a problem of the task', () => {
  const cases: readonly (readonly [string, PreflightCase, string])[] = [
    [
      'a definition for Fargate and a queue on EC2',
      { fixed: { platforms: ['FARGATE'] } },
      'job-definition: d:1 is for FARGATE, and the queue nightly is on EC2.',
    ],
    [
      'a definition for EC2 and a queue on Fargate',
      {
        environments: [fargateEnvironment],
        fixed: { platforms: [], resources: { vcpus: 1, memoryMib: 2048, gpus: undefined } },
      },
      'job-definition: d:1 is for EC2, and the queue nightly is on FARGATE.',
    ],
    [
      'shared memory on Fargate',
      { environments: [fargateEnvironment], settings: { executionRoleArn }, task: { shmSizeMib: 64 } },
      'shm-size: got 64 MiB. Fargate',
    ],
    [
      'no execution role on Fargate',
      { environments: [fargateEnvironment] },
      'execution-role-arn: nothing given. Fargate needs a role',
    ],
    ['no job role', { settings: { jobRoleArn: undefined } }, 'job-role-arn: nothing given. The pipe needs a role'],
    [
      'a job role of another account',
      { settings: { jobRoleArn: 'arn:aws:iam::210987654321:role/disdat-job' } },
      'job-role-arn: arn:aws:iam::210987654321:role/disdat-job is in another account than the queue (123456789012)',
    ],
    [
      'an execution role of another account',
      { settings: { executionRoleArn: 'arn:aws:iam::210987654321:role/exec' } },
      'execution-role-arn: arn:aws:iam::210987654321:role/exec is in another account',
    ],
    [
      'a definition without a job role',
      { settings: { jobRoleArn: undefined }, fixed: { hasJobRole: false } },
      'job-role-arn: nothing given. The pipe needs',
    ],
    [
      'a reserved name',
      { task: { env: new Map([['AWS_BATCH_X', '1']]) } },
      'env: got AWS_BATCH_X. Names that begin with AWS_BATCH are reserved for Batch.',
    ],
    [
      'an empty argument',
      { task: { argv: ['dsdt_docker', ''] } },
      'params: got "" after dsdt_docker. A Batch job cannot get an empty value.',
    ],
    [
      'too many dependencies',
      { settings: { dependsOn: Array.from({ length: 21 }, (_, at) => `job-${at}`) } },
      'depends-on: got 21 jobs. A job can depend on at most 20.',
    ],
    [
      'too many dependencies together with those on other runs',
      { settings: { dependsOn: ['job'] }, task: { dependsOn: Array.from({ length: 20 }, (_, at) => `job-${at}`) } },
      'depends-on: got 21 jobs, those of other runs included. A job can depend on at most 20.',
    ],
    [
      'too many tags',
      { settings: { tags: new Map(Array.from({ length: 43 }, (_, at) => [`t${at}`, 'x'])) } },
      'job-tags: got 43. At most 42',
    ],
    [
      'too many tags together with those of the definition',
      {
        settings: { tags: new Map(Array.from({ length: 5 }, (_, at) => [`t${at}`, 'x'])) },
        fixed: { tagCount: 40 },
      },
      'job-tags: got 5. At most 4',
    ],
    [
      'overrides that are too long for ECS with credentials',
      { settings: { passesCredentials: true }, task: { argv: ['dsdt_docker', 'x'.repeat(5500)] } },
      'params, env: the command and the variables of the job have up to 9',
    ],
    [
      'overrides that are too long for ECS',
      { task: { env: new Map([['TEXT', 'x'.repeat(7500)]]) } },
      'characters, and ECS accepts 8192. Pass less, or put large values into a bundle.',
    ],
    [
      'a request that is too large for Batch',
      { settings: { tags: new Map(Array.from({ length: 42 }, (_, at) => [`${at}${'t'.repeat(800)}`, 'x'])) } },
      'bytes, and Batch accepts 30720',
    ],
  ]

  test.each(cases)('is %s', async (_, preflightCase, words) => {
    const { problems } = await checkCase(preflightCase)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(words)
  })
})
