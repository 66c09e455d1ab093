import { type InputProblem, InvalidInputs } from '../../../src/action/input-problems.ts'
import { formatRunLabel } from '../../../src/lib/run-label.ts'
import { createPlan } from '../../../src/plan/create-plan.ts'
import { readInputs } from '../../../src/plan/inputs.ts'
import type { ManyRuns, Plan, PlannedRun } from '../../../src/plan/plan.ts'
import { createAddRunProblem } from '../../../src/plan/runs/run-definition.ts'
import type { RunsSource } from '../../../src/plan/runs/runs-source.ts'
import { runEnv } from '../fixtures.ts'

/** A Sunday, still Saturday in America. */
export const now = new Date('2026-07-05T01:00:00Z')

type Env = Readonly<Record<string, string>>

/** The YAML of runs as the step's input has it. */
export const createSource = (text: string, kind: RunsSource['kind'] = 'runs'): RunsSource => ({
  ...{ kind, label: kind, text, now },
})

/** The plan of a step with these runs, or its problems, each as `where: text`. */
export function planSource(
  source: RunsSource,
  env: Env = {},
): { readonly plan?: Plan; readonly problems: readonly InputProblem[] } {
  const problems: InputProblem[] = []
  const inputs = readInputs({ ...runEnv, ...env, [`INPUT_${source.kind.toUpperCase()}`]: source.text }, problems)
  const defaults = { configuration: {}, context: undefined, remote: undefined }
  try {
    return { plan: createPlan(inputs, defaults, { ...runEnv, ...env }, problems, source), problems: [] }
  } catch (error) {
    if (error instanceof InvalidInputs) return { problems: error.problems }
    throw error
  }
}

/** The runs of a step with several. */
export function planRuns(yaml: string, env: Env = {}, kind: RunsSource['kind'] = 'runs'): ManyRuns {
  const { plan, problems } = planSource(createSource(yaml, kind), env)
  if (plan?.kind === 'many') return plan.many
  throw new Error(problems.map(({ where, expected }) => `${where}: ${expected}`).join('\n'))
}

/** The problems of these runs; empty when they make a plan. */
export const findRunProblems = (yaml: string, env: Env = {}, kind: RunsSource['kind'] = 'runs') =>
  planSource(createSource(yaml, kind), env).problems

/** Each run as `name [values] ← needs`, in the order of the plan. */
export const describeRuns = ({ runs }: ManyRuns): readonly string[] =>
  runs.map(({ label, needs }) =>
    [formatRunLabel(label), ...(needs.length > 0 ? ['←', formatLabels(needs)] : [])].join(' '),
  )

const formatLabels = (runs: readonly PlannedRun[]) => runs.map(({ label }) => formatRunLabel(label)).join(', ')

/** A function that adds problems to a list, with lines of an input `runs`. */
export function collectProblems() {
  const problems: InputProblem[] = []
  return { problems, addProblem: createAddRunProblem('runs', problems) }
}
