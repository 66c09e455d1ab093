import { describe, expect, test } from 'vitest'
import {
  chooseResources,
  createRequirements,
  parseRequirements,
  readResources,
} from '../../../src/backends/batch/resources.ts'
import { checkCase, executionRoleArn, fargateEnvironment, type PreflightCase } from './preflight-helpers.ts'

describe('readResources', () => {
  test('reads the requirements of a job, or the fields of an old definition', () => {
    const requirements = [
      { type: 'VCPU', value: '0.25' },
      { type: 'MEMORY', value: '512' },
    ] as const
    expect(readResources({ resourceRequirements: [...requirements], vcpus: 8, memory: undefined })).toStrictEqual({
      vcpus: 0.25,
      memoryMib: 512,
    })
    expect(readResources({ resourceRequirements: [], vcpus: 2, memory: 2048 })).toStrictEqual({
      vcpus: 2,
      memoryMib: 2048,
    })
    expect(readResources({ resourceRequirements: [], vcpus: 0, memory: 0 })).toStrictEqual({
      vcpus: undefined,
      memoryMib: undefined,
    })
  })
})

describe('a problem of the resources', () => {
  const cases: readonly (readonly [string, PreflightCase, string])[] = [
    [
      'vCPUs that no Fargate size has',
      { environments: [fargateEnvironment], settings: { executionRoleArn }, task: { vcpus: 17 } },
      'no Fargate size has 17 vCPU',
    ],
    [
      'memory that no Fargate size has',
      { environments: [fargateEnvironment], settings: { executionRoleArn }, task: { memoryMib: 130_000 } },
      'and 130000 MiB',
    ],
    [
      'GPUs on Fargate',
      { environments: [fargateEnvironment], settings: { executionRoleArn }, task: { gpus: 1 } },
      'gpus: got 1. Fargate has no GPUs',
    ],
  ]

  test.each(cases)('is %s', async (_, preflightCase, words) => {
    const { problems } = await checkCase(preflightCase)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(words)
  })
})

describe('chooseResources', () => {
  test('rounds vCPUs up on EC2, with a notice', () => {
    expect(chooseResources({ vcpus: 1.5, memoryMib: 2, gpus: 1 }, 'EC2')).toStrictEqual({
      resources: { vcpus: 2, memoryMib: 4, gpus: 1 },
      notices: ['The job gets 2 vCPU and 4 MiB.'],
      problems: [],
    })
  })

  test('gives no notice when the job gets what it requests', () => {
    const request = { vcpus: 0.25, memoryMib: 512, gpus: undefined }
    expect(chooseResources(request, 'FARGATE')).toStrictEqual({ resources: request, notices: [], problems: [] })
  })
})

test('parseRequirements reads what createRequirements writes', () => {
  for (const gpus of [undefined, 2]) {
    const resources = { vcpus: 0.5, memoryMib: 1024, gpus }
    expect(parseRequirements(createRequirements(resources))).toStrictEqual(resources)
  }
  expect(parseRequirements([])).toStrictEqual({ vcpus: undefined, memoryMib: undefined, gpus: undefined })
})
