import { isMap, isSeq, type Pair } from 'yaml'
import { inputNames } from '../input-names.ts'
import { parseYamlText, type YamlText } from '../yaml-text.ts'
import { readEach, runName } from './read-each.ts'
import { readKeyValue, readScalar } from './read-value.ts'
import { type AddRunProblem, type Placed, type RunDefinition, type RunFault, runConditions } from './run-definition.ts'
import { relationKeys, runKeys } from './run-keys.ts'
import type { RunsSource } from './runs-source.ts'

/** The name of the run of a step with `each` and without `runs`. */
export const onlyRunName = 'run'

interface ReadContext {
  readonly yaml: YamlText
  readonly now: Date
  readonly addProblem: AddRunProblem
}

/** Reads the runs from YAML. Each thing that is wrong becomes a problem with its line, and is left out. */
export function readRuns({ kind, text, now }: RunsSource, addProblem: AddRunProblem): readonly RunDefinition[] {
  const yaml = parseYamlText(text)
  for (const fault of yaml.faults) addProblem(undefined, undefined, fault)
  if (yaml.faults.length > 0) return []
  const context = { yaml, now, addProblem }
  if (kind === 'each') {
    const each = readEach(yaml.contents, { ...context, prefix: '', line: 1 })
    return [{ name: onlyRunName, line: 1, inputs: new Map(), each, needs: [], when: 'succeeded', runsOn: undefined }]
  }
  if (!isMap(yaml.contents) || yaml.contents.items.length === 0) {
    const expected = 'Write a YAML map of names to runs, or the path of a `.yml` or `.yaml` file of the workspace.'
    addProblem(undefined, undefined, { expected, given: text.trim() })
    return []
  }
  return yaml.contents.items.flatMap((pair) => readRun(pair, context))
}

function readRun({ key, value }: Pair, context: ReadContext): readonly RunDefinition[] {
  const { yaml, addProblem } = context
  const name = readScalar(key) ?? ''
  const line = yaml.findLine(key) ?? 1
  const isEmpty = readScalar(value) === ''
  if (!runName.test(name)) {
    const expected = 'The name of a run has at most 64 letters, digits, `_` and `-`, the first a letter or digit.'
    addProblem(line, undefined, { expected, given: name })
    return []
  }
  if (!isMap(value) && !isEmpty) {
    addProblem(line, name, { expected: 'Write a map of inputs.', given: readScalar(value) })
    return []
  }
  return [readRunBody(name, line, isMap(value) ? value.items : [], context)]
}

function readRunBody(name: string, line: number, pairs: readonly Pair[], context: ReadContext): RunDefinition {
  const { yaml, addProblem } = context
  const inputs = new Map<string, Placed<string>>()
  let each: RunDefinition['each'] = new Map()
  let needs: RunDefinition['needs'] = []
  let when: RunDefinition['when'] = 'succeeded'
  let runsOn: RunDefinition['runsOn']
  for (const { key: keyNode, value: node } of pairs) {
    const key = readScalar(keyNode) ?? ''
    const at = yaml.findLine(keyNode) ?? line
    const form = runKeys.get(key)
    const refuse = (fault: RunFault) =>
      addProblem(at, form === undefined && !isRelation(key) ? name : `${name}.${key}`, fault)
    if (key === 'each') each = readEach(node, { ...context, prefix: `${name}.each.`, line: at })
    else if (key === 'needs') needs = readNeeds(node, at, refuse)
    else if (key === 'when') when = readWhen(node, refuse)
    else if (key === 'runs-on') runsOn = readRunsOn(node, refuse)
    else if (form === undefined) refuse(describeUnknownKey(key))
    else {
      const value = readKeyValue(node, form, yaml, refuse)
      if (value !== undefined) inputs.set(key, { value, line: at })
    }
  }
  return { name, line, inputs, each, needs, when, runsOn }
}

const isRelation = (key: string) => relationKeys.some((known) => known === key)

function describeUnknownKey(key: string): RunFault {
  if (inputNames.some((name) => name === key))
    return { expected: 'It is the same for all runs of a step: write it beside `runs`.', given: key }
  const expected =
    'A run has inputs of a pipe, its bundles, its image and its container, `each`, `needs`, `when` and `runs-on`.'
  return { expected, given: key, allowed: [...runKeys.keys(), ...relationKeys] }
}

function readNeeds(node: unknown, line: number, refuse: (fault: RunFault) => void): readonly Placed<string>[] {
  const names = isSeq(node) ? node.items.map(readScalar) : [readScalar(node)]
  if (names.every(isRunName)) return [...new Set(names)].map((value) => ({ value, line }))
  refuse({ expected: 'Write the name of a run, or a list of names.', given: names.find((name) => !isRunName(name)) })
  return []
}

const isRunName = (name: string | undefined): name is string => name !== undefined && runName.test(name)

function readWhen(node: unknown, refuse: (fault: RunFault) => void): RunDefinition['when'] {
  const given = readScalar(node)
  const condition = runConditions.find((each) => each === given)
  if (condition === undefined)
    refuse({ expected: `Allowed: ${runConditions.join(', ')}.`, given, allowed: runConditions })
  return condition ?? 'succeeded'
}

/** The labels of a runner, as `jobs.<job_id>.runs-on` of a workflow has them. */
function readRunsOn(node: unknown, refuse: (fault: RunFault) => void): RunDefinition['runsOn'] {
  const labels = isSeq(node) ? node.items.map(readScalar) : [readScalar(node)]
  if (labels.length > 0 && labels.every(isRunnerLabel)) return isSeq(node) ? labels : labels[0]
  refuse({
    expected: 'Write the label of a runner, or a list of labels.',
    given: labels.find((label) => !isRunnerLabel(label)),
  })
  return undefined
}

const isRunnerLabel = (label: string | undefined): label is string =>
  label !== undefined && /^[^\p{Cc}]{1,256}$/u.test(label)
