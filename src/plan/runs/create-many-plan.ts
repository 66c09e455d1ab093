import { type InputProblem, InvalidInputs } from '../../action/input-problems.ts'
import type { Environment } from '../../lib/environment.ts'
import { formatCount } from '../../lib/units.ts'
import type { Defaults } from '../defaults.ts'
import type { Inputs } from '../inputs.ts'
import { countLaneDependencies, runLimit } from '../many-inputs.ts'
import type { Plan, PlannedRun, Run } from '../plan.ts'
import { createInstanceRun, type InstanceRun, type StepInputs } from './create-instance-run.ts'
import { getSampleValue } from './each-values.ts'
import { expandRuns, type RunInstance } from './expand-runs.ts'
import { readRuns } from './read-runs.ts'
import { type AddRunProblem, createAddRunProblem, type RunDefinition } from './run-definition.ts'
import type { RunsSource } from './runs-source.ts'

/**
 * Creates the plan of a step with several runs; calls nothing. Each run is read and checked like the inputs of a step
 * with one run. Throws InvalidInputs with everything that is wrong, including the `problems` that were found before.
 */
export function createManyPlan(
  source: RunsSource,
  inputs: Inputs,
  defaults: Defaults,
  env: Environment,
  found: readonly InputProblem[],
): Plan {
  const problems = [...found]
  const addProblem = createAddRunProblem(source.label, problems)
  const definitions = readRuns(source, addProblem)
  checkStep(inputs, definitions, problems)
  // The next steps take time for each pair of runs.
  checkDefinitionCount(definitions, inputs.many.maxRuns, addProblem)
  const isReadable = problems.length === found.length
  const instances = isReadable ? expandRuns(definitions, inputs.many, addProblem) : undefined
  const step: StepInputs = { env, defaults, problems: found, isShortForm: source.kind === 'each', addProblem }
  const created = createRuns(instances ?? definitions.slice(0, inputs.many.maxRuns).map(createSample), step, problems)
  if (problems.length > 0) throw new InvalidInputs(problems)
  const { rerun, maxParallel, failFast } = inputs.many
  const runs = created.map(({ planned }) => planned)
  checkWait(inputs, runs)
  return {
    kind: 'many',
    many: { runs, rerun, maxParallel, failFast },
    warnings: mergeWarnings(created, definitions.length),
  }
}

function checkDefinitionCount(definitions: readonly RunDefinition[], maxRuns: number, addProblem: AddRunProblem): void {
  const started = definitions.filter(({ when }) => when !== 'never').length
  if (started <= maxRuns && definitions.length <= runLimit) return
  const given = formatCount(definitions.length, 'run')
  const advice =
    definitions.length <= runLimit ? `Set \`max-runs: ${started}\`.` : `A step has at most ${runLimit} runs.`
  addProblem(undefined, undefined, { given, expected: `\`max-runs\` allows ${maxRuns}. ${advice}` })
}

/** A run of a definition, so that its inputs are checked although the runs cannot be listed. */
const createSample = (definition: RunDefinition): RunInstance => ({
  ...{ definition, needs: [], inputFrom: undefined },
  label: {
    name: definition.name,
    values: new Map([...definition.each].map(([parameter, { value }]) => [parameter, getSampleValue(value)])),
  },
})

/** Only the first run of a definition that is wrong is reported: the others have the same texts. */
function createRuns(instances: readonly RunInstance[], step: StepInputs, problems: InputProblem[]): readonly Created[] {
  const wrong = new Set<RunDefinition>()
  const created = new Map<RunInstance, Created>()
  for (const instance of instances) {
    const { definition, label } = instance
    const { when } = definition
    if (wrong.has(definition)) continue
    const run = createInstanceRun(instance, step, problems)
    if (run === undefined) wrong.add(definition)
    else
      created.set(instance, {
        ...run,
        planned: {
          ...{ label, run: completeRun(run.run, definition), when, definition, template: run.template },
          ...link(instance, created),
        },
      })
  }
  return [...created.values()]
}

/** A run that is only looked up does not get an output of its own, which `force` would ask for. */
const completeRun = (run: Run, { when }: RunDefinition): Run =>
  when === 'never' ? { ...run, force: false, forceAll: false } : run

interface Created extends InstanceRun {
  readonly planned: PlannedRun
}

function link({ needs, inputFrom }: RunInstance, created: ReadonlyMap<RunInstance, Created>) {
  return {
    needs: needs.flatMap((need) => created.get(need)?.planned ?? []),
    inputFrom: inputFrom && created.get(inputFrom)?.planned,
  }
}

/** A default of all runs cannot mean the output of one: that run would need itself. */
function checkStep({ given }: Inputs, definitions: readonly RunDefinition[], problems: InputProblem[]): void {
  const bundle = given.get('input-bundle')
  if (bundle === undefined || !definitions.some(({ name }) => name === bundle)) return
  const expected = 'A run has this name. Give `input-bundle` in the runs that read its output, or rename the run.'
  problems.push({ where: 'input-bundle', given: bundle, expected })
}

/** Without the step, a job can wait for the success of some others in its queue, and for nothing else. */
function checkWait({ wait, many: { maxParallel } }: Inputs, runs: readonly PlannedRun[]): void {
  if (wait) return
  const laneDependencies = countLaneDependencies(runs.length, maxParallel)
  const others = laneDependencies > 0 ? '`depends-on` and that of `max-parallel`' : '`depends-on`'
  for (const { label, needs, when, run } of runs) {
    const most = run.backend.can.maxDependencies - laneDependencies
    const reason =
      when === 'always' && needs.length > 0
        ? 'has `when: always`, and without the step a job waits only for the success of others'
        : needs.length > most
          ? `needs ${formatCount(needs.length, 'run')}, and without the step a job waits for at most ${Math.max(0, most)} besides those of ${others}`
          : undefined
    if (reason === undefined) continue
    const advice = 'Remove this input, so that the step waits, or give this run to a later step.'
    throw new InvalidInputs([{ where: 'wait', given: 'false', expected: `\`${label.name}\` ${reason}. ${advice}` }])
  }
}

/** A warning of all runs is shown once; any other names its runs. */
function mergeWarnings(created: readonly Created[], definitionCount: number): readonly string[] {
  const names = new Map<string, Set<string>>()
  for (const { warnings, planned } of created)
    for (const warning of warnings) names.set(warning, (names.get(warning) ?? new Set()).add(planned.label.name))
  return [...names].map(([warning, runs]) =>
    runs.size === definitionCount ? warning : `${[...runs].slice(0, maxNamesShown).join(', ')}: ${warning}`,
  )
}

const maxNamesShown = 5
