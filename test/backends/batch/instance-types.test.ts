import { describe, expect, test } from 'vitest'
import { checkCase, createEnvironment, type PreflightCase } from './preflight-helpers.ts'

describe('a problem of the instance types', () => {
  const cases: readonly (readonly [string, PreflightCase, string])[] = [
    [
      'more vCPUs than an instance has',
      { environments: [createEnvironment('m5.large', 'c5.xlarge')], task: { vcpus: 8 } },
      'vcpus: none of the queue’s instances (m5.large, c5.xlarge) has 8.',
    ],
    [
      'more memory than an instance has',
      { environments: [createEnvironment('m5.large', 'c5.xlarge')], task: { memoryMib: 8193 } },
      'memory: none of the queue’s instances (m5.large, c5.xlarge) has 8193 MiB.',
    ],
    [
      'GPUs that no instance has',
      { environments: [createEnvironment('optimal', 'm5')], task: { gpus: 1 } },
      'gpus: none of the queue’s instances (optimal, m5) has GPUs.',
    ],
  ]

  test.each(cases)('is %s', async (_, preflightCase, words) => {
    const { problems } = await checkCase(preflightCase)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(words)
  })
})
