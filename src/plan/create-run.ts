import { hasIdToken } from '../action/id-token.ts'
import { type InputProblem, InvalidInputs } from '../action/input-problems.ts'
import type { AddProblem, PlannedBackend } from '../backends/backend-type.ts'
import { isUuid } from '../disdat/bundle.ts'
import { findUnsupportedInputs } from '../disdat/command-line.ts'
import type { Environment } from '../lib/environment.ts'
import type { Defaults } from './defaults.ts'
import { resolveImageName } from './image-name.ts'
import { createInputRequest, getInputTags } from './input-request.ts'
import type { Inputs } from './inputs.ts'
import type { Run } from './plan.ts'
import { defaultRunMs } from './resource-inputs.ts'

/**
 * Creates a run from inputs and defaults; calls nothing. Throws InvalidInputs with everything that is wrong, including
 * the `problems` that reading the inputs found.
 */
export function createRun(
  inputs: Inputs,
  defaults: Defaults,
  env: Environment,
  problems: readonly InputProblem[],
): Run {
  const found = [...problems]
  const addProblem = createAddProblem(found, inputs.given)
  const { pipeClass } = inputs
  const remote = inputs.remote ?? defaults.remote
  const context = inputs.context ?? defaults.context
  if (!remote)
    addProblem('remote', 'Give `s3://bucket/prefix`, or use a local context that is bound to a remote (`dsdt remote`).')
  if (!context)
    addProblem(
      'context',
      'Give `remote-context/local-context` or one name for both, or switch to a local context (`dsdt switch`).',
    )
  const input = createInputRequest(inputs, env['GITHUB_WORKSPACE'] ?? '', found, addProblem)
  checkSkip(inputs, addProblem)
  checkDialect(inputs, input, addProblem)
  const backend = planBackend(inputs, defaults, addProblem)
  const image = pipeClass && resolveImageName(inputs.image, pipeClass, defaults.configuration, addProblem)
  if (found.length > 0 || !pipeClass || !remote || !context || !image || !backend) throw new InvalidInputs(found)
  return {
    ...{ pipeClass, remote, context, input, backend, image },
    outputName: inputs.outputBundle,
    params: inputs.params,
    inputParam: inputs.inputParam,
    eachParams: [],
    pullOutput: inputs.pullOutput,
    baseContext: inputs.baseContext ?? context.remote,
    comparison: inputs.comparison,
    vcpus: inputs.vcpus,
    memoryMib: inputs.memoryMib,
    timeoutMs: inputs.timeoutMs ?? defaultRunMs,
    isLimitedByJob: inputs.timeoutMs === undefined,
    ...{ pullPolicy: inputs.image.pullPolicy, platform: inputs.image.platform, dialect: inputs.dialect },
    pushInput: inputs.pushInput,
    outputTags: inputs.outputTags,
    ...{ force: inputs.force, forceAll: inputs.forceAll, skipUnchanged: inputs.skipUnchanged },
    ...{ promote: inputs.promote, workers: inputs.workers, network: inputs.network },
    shmSizeMib: inputs.shmSizeMib,
    gpus: inputs.gpus,
    env: resolveEnv(inputs.env, env),
    ...{ seed: inputs.seed, wait: inputs.wait, dryRun: inputs.dryRun },
  }
}

function checkSkip({ skipUnchanged, promote, remoteIndex }: Inputs, addProblem: AddProblem): void {
  if (remoteIndex) return
  const expected = 'It reads what earlier runs recorded beside the index: remove `remote-index: false`.'
  if (skipUnchanged) addProblem('skip-unchanged', expected)
  if (promote) addProblem('promote', expected)
}

/** An unknown dialect is checked when the image is found. */
function checkDialect(inputs: Inputs, input: Run['input'], addProblem: AddProblem): void {
  if (inputs.dialect === undefined) return
  const unsupported = findUnsupportedInputs(inputs.dialect, {
    ...inputs,
    inputTags: getInputTags(input),
    outputName: inputs.outputBundle,
  })
  for (const { where, expected, given } of unsupported) addProblem(where, expected, given)
}

/** Adds at most one problem for each input: the first explains the others. Every problem quotes what was given. */
function createAddProblem(problems: InputProblem[], texts: ReadonlyMap<string, string>): AddProblem {
  return (where, expected, given = texts.get(where)) => {
    if (problems.some((problem) => problem.where === where)) return
    problems.push({ where, expected, ...(given && { given }) })
  }
}

function planBackend(inputs: Inputs, { configuration }: Defaults, addProblem: AddProblem): PlannedBackend | undefined {
  const { pipeClass, given, wait, pullOutput } = inputs
  const backend = inputs.backends.get(inputs.backend)?.plan({ pipeClass, given, configuration, addProblem })
  if (wait || backend === undefined) return backend
  if (!backend.can.outlivesStep)
    addProblem(
      'wait',
      `A ${backend.can.unit} of the backend ${backend.kind} ends with the step: \`wait: false\` needs \`backend: AWSBatch\`.`,
      'false',
    )
  else if (pullOutput !== 'false')
    addProblem(
      'pull-output',
      'With `wait: false` this step cannot pull. Remove one of the two, and pull in the step that attaches.',
      pullOutput,
    )
  return backend
}

/** Resolves the container's variables: a variable without a value gets the runner's own, if there is one. */
function resolveEnv(variables: Inputs['env'], env: Environment): ReadonlyMap<string, string> {
  const resolved = new Map<string, string>()
  for (const [name, given] of variables) {
    const value = given ?? env[name]
    if (value !== undefined) resolved.set(name, value)
  }
  return resolved
}

function warnExternalId({ role }: Inputs, env: Environment): readonly string[] {
  if (role.roleExternalId === undefined) return []
  if (role.roleToAssume === undefined) return ['`role-external-id` is ignored: there is no `role-to-assume`.']
  return hasIdToken(env)
    ? ["`role-external-id` is ignored: GitHub's OIDC token assumes the role, and such a request has no external id."]
    : []
}

function warnSkip({ skipUnchanged, given, force, forceAll, inputPaths }: Inputs): readonly string[] {
  if (skipUnchanged === undefined)
    return given.has('max-age') ? ['`max-age` is ignored: it limits `skip-unchanged`, which is not given.'] : []
  if (force || forceAll) return [`\`skip-unchanged\` is ignored: \`${force ? 'force' : 'force-all'}\` is set.`]
  if (inputPaths.length > 0 && skipUnchanged.triggers.has('input'))
    return ['`skip-unchanged` skips nothing: `input-path` creates a new input bundle in each run.']
  return []
}

function warnPromote({ promote, inputPaths }: Inputs): readonly string[] {
  return !promote || inputPaths.length === 0
    ? []
    : ['`promote` promotes nothing: `input-path` creates a new input bundle in each run.']
}

/** Unusual but harmless combinations of the inputs of a run, one sentence each. */
export function collectWarnings(inputs: Inputs, env: Environment): string[] {
  const { given, image, comparison } = inputs
  const warnings = [
    ...inputs.deprecations,
    ...inputs.foreignInputs.map((name) => `\`${name}\` is ignored: the backend ${inputs.backend} does not use it.`),
    ...warnExternalId(inputs, env),
  ]
  if (!inputs.wait && (given.has('compare-with') || comparison.failOn.some(({ kind }) => kind !== 'error')))
    warnings.push('`compare-with` and `fail-on` need the output: give them to the step that attaches to the job.')
  if (image.reference !== undefined && (image.registry ?? image.repositoryPrefix) !== undefined)
    warnings.push('`registry` and `repository-prefix` are ignored: `image` is a whole reference.')
  if (inputs.inputPathTags.size > 0 && inputs.inputPaths.length === 0)
    warnings.push('`input-path-tags` are ignored: without `input-path` no bundle is created.')
  if (inputs.inputTags.size > 0 && inputs.inputPaths.length > 0)
    warnings.push('`input-tags` are ignored: they select an existing bundle, and `input-path` creates one.')
  else if (inputs.inputTags.size > 0 && (inputs.inputBundle === '-' || isUuid(inputs.inputBundle)))
    warnings.push('`input-tags` are ignored: they select a bundle by name, and `input-bundle` is not a name.')
  warnings.push(...warnSkip(inputs), ...warnPromote(inputs))
  for (const [name, value] of inputs.env)
    if (value === undefined && env[name] === undefined)
      warnings.push(`\`env\`: ${name} is not set on this runner, so the container does not get it.`)
  return warnings
}
