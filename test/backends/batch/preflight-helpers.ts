import { expect } from 'vitest'
import { checkTask, type PreflightResult, readQueueFacts } from '../../../src/backends/batch/preflight.ts'
import type { BatchSettings } from '../../../src/backends/batch/settings.ts'
import type { FixedSettings } from '../../../src/backends/batch/task-problems.ts'
import { type Answer, healthyEnvironment, healthyQueue, startBatchWire } from '../../testbed/batch-wire.ts'
import { origin, settings, task } from './fixtures.ts'

/** What differs from a healthy queue on EC2 and a task that fits it. */
export interface PreflightCase {
  /** Undefined: the queue does not exist. */
  readonly queue?: object | undefined
  readonly environments?: readonly object[]
  readonly settings?: Partial<BatchSettings>
  readonly task?: Partial<typeof task>
  readonly fixed?: Partial<FixedSettings>
  readonly answers?: Readonly<Record<string, Answer>>
}

/** A user's definition without special demands. */
const fixedDefinition: FixedSettings = {
  name: 'd:1',
  hasJobRole: true,
  platforms: ['EC2'],
  resources: { vcpus: 8, memoryMib: 16_384, gpus: undefined },
  tagCount: 0,
}

/** Checks a task in an account as described. Fails when the check sends more than describe calls. */
export async function checkCase(preflightCase: PreflightCase): Promise<PreflightResult> {
  const environments = preflightCase.environments ?? [healthyEnvironment]
  const isMissing = 'queue' in preflightCase && preflightCase.queue === undefined
  const answers: Record<string, Answer> = {
    describejobqueues: { jobQueues: isMissing ? [] : [{ ...healthyQueue, ...preflightCase.queue }] },
    describecomputeenvironments: { computeEnvironments: environments },
    ...preflightCase.answers,
  }
  await using wire = await startBatchWire(({ name }) => answers[name])
  const check = {
    task: { ...task, ...preflightCase.task },
    settings: { ...settings, ...preflightCase.settings },
    origin,
    fixed: preflightCase.fixed && { ...fixedDefinition, ...preflightCase.fixed },
  }
  const { signal } = new AbortController()
  const result = checkTask(wire.clients, check, await readQueueFacts(wire.clients, check.settings.queue, signal))
  expect(wire.calls.map(({ name }) => name).filter((name) => !name.startsWith('describe'))).toStrictEqual([])
  return result
}

/** An EC2 environment with these instance types. */
export const createEnvironment = (...instanceTypes: readonly string[]) => ({
  ...healthyEnvironment,
  computeResources: { type: 'EC2', maxvCpus: 64, instanceTypes },
})
export const fargateEnvironment = { ...healthyEnvironment, computeResources: { type: 'FARGATE', maxvCpus: 64 } }
export const executionRoleArn = 'arn:aws:iam::123456789012:role/exec'
