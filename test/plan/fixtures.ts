import { type InputProblem, InvalidInputs } from '../../src/action/input-problems.ts'
import { createPlan } from '../../src/plan/create-plan.ts'
import type { Defaults } from '../../src/plan/defaults.ts'
import { readInputs } from '../../src/plan/inputs.ts'
import type { Attachment, Cleanup, Plan, Run } from '../../src/plan/plan.ts'
import type { RunsSource } from '../../src/plan/runs/runs-source.ts'

type Env = Readonly<Record<string, string>>

const noDefaults: Defaults = { configuration: {}, context: undefined, remote: undefined }

/** The least that a run needs. */
export const runEnv: Env = {
  INPUT_REMOTE: 's3://acme/dsdt',
  INPUT_CONTEXT: 'prod/local',
  'INPUT_PIPE-CLASS': 'pipes.orders.Daily',
}

/** The least that a run on Batch needs. */
export const batchEnv: Env = {
  ...runEnv,
  INPUT_BACKEND: 'AWSBatch',
  'INPUT_JOB-QUEUE': 'nightly',
  'INPUT_JOB-ROLE-ARN': 'arn:aws:iam::123456789012:role/job',
}

/** The plan of these inputs, read from variables as the runner sets them. */
export function planInputs(env: Env, defaults: Partial<Defaults> = {}, runs?: RunsSource): Plan {
  const problems: InputProblem[] = []
  const inputs = readInputs(env, problems)
  return createPlan(inputs, { ...noDefaults, ...defaults }, env, problems, runs)
}

/** The only run of a plan. */
export function planRun(env: Env, defaults: Partial<Defaults> = {}): Run {
  const plan = planInputs(env, defaults)
  if (plan.kind !== 'run') throw new Error(`the plan is to ${plan.kind}`)
  return plan.run
}

/** The jobs of a plan to attach. */
export function planAttachment(env: Env): Attachment {
  const plan = planInputs(env)
  if (plan.kind !== 'attach') throw new Error(`the plan is to ${plan.kind}`)
  return plan.attachment
}

/** The sandbox of a plan to clean up. */
export function planCleanup(env: Env): Cleanup {
  const plan = planInputs(env)
  if (plan.kind !== 'cleanup') throw new Error(`the plan is to ${plan.kind}`)
  return plan.cleanup
}

/** The problems of these inputs; empty when they make a plan. */
export function findProblems(env: Env, defaults: Partial<Defaults> = {}): readonly InputProblem[] {
  try {
    planInputs(env, defaults)
  } catch (error) {
    if (error instanceof InvalidInputs) return error.problems
    throw error
  }
  return []
}

/** The inputs that are wrong. */
export const findInvalidInputs = (env: Env, defaults: Partial<Defaults> = {}): readonly string[] =>
  findProblems(env, defaults).map(({ where }) => where)
