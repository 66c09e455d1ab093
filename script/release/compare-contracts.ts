import type { ActionContract, Contract, FieldContract, ValueContract } from './contract.ts'

type Fields = Readonly<Record<string, FieldContract>>

/** The differences that can break a workflow that relies on `before`, one sentence each. Empty when there are none. */
export function listBreakingChanges(before: Contract, after: Contract): readonly string[] {
  const ofActions = Object.entries(before.actions).flatMap(([file, action]) => {
    const now = after.actions[file]
    return now === undefined ? [`${file} is gone.`] : compareActions(file, action, now)
  })
  return [...ofActions, ...compareRuns(before.runs, after.runs), ...compareResults(before.result, after.result)]
}

function compareActions(file: string, before: ActionContract, after: ActionContract): readonly string[] {
  const inputs = Object.entries(before.inputs).flatMap(([name, input]) => {
    const now = after.inputs[name]
    if (now === undefined) return [`${file}: the input \`${name}\` is gone.`]
    const refused = listRefused(input, now).map((value) => `${file}: the input \`${name}\` no longer accepts ${value}.`)
    if (input.default === now.default) return refused
    return [
      ...refused,
      `${file}: the default of \`${name}\` is "${now.default ?? ''}" instead of "${input.default ?? ''}".`,
    ]
  })
  const required = Object.entries(after.inputs).flatMap(([name, input]) =>
    input.required && before.inputs[name]?.required !== true ? [`${file}: the input \`${name}\` is now required.`] : [],
  )
  const outputs = Object.entries(before.outputs).flatMap(([name, output]) => {
    const now = after.outputs[name]
    if (now === undefined) return [`${file}: the output \`${name}\` is gone.`]
    return compareOutputs(output, now).map((difference) => `${file}: the output \`${name}\` ${difference}.`)
  })
  const using = before.using === after.using ? [] : [`${file}: runs on ${after.using} instead of ${before.using}.`]
  return [...using, ...inputs, ...required, ...outputs]
}

/** What an input accepted, and no longer accepts. */
function listRefused(before: ValueContract, after: ValueContract): readonly string[] {
  if (before.values !== undefined && after.values !== undefined) return subtract(before.values, after.values).map(quote)
  if (after.type === 'string' && after.values === undefined) return []
  const isWider = before.type === 'integer' && after.type === 'float'
  const isSame = before.type === after.type && before.values === after.values
  return isSame || isWider ? [] : ['each value that it had']
}

/** What a workflow that reads the output does not expect. It must expect new values. */
function compareOutputs(before: ValueContract, after: ValueContract): readonly string[] {
  if (before.type !== after.type) return [`is of type ${after.type} instead of ${before.type}`]
  return subtract(before.values ?? [], after.values ?? []).map((value) => `no longer has the value "${value}"`)
}

function compareRuns(before: Fields, after: Fields): readonly string[] {
  // A new object may require what it likes.
  const isKnown = (parent: string | undefined) => parent === undefined || parent in before
  const required = Object.entries(after).flatMap(([path, field]) => {
    const isNew = field.required && before[path]?.required !== true && isKnown(/(.*)\./.exec(path)?.[1])
    return isNew ? [`\`runs\`: \`${path}\` is now required.`] : []
  })
  const narrowed = Object.entries(before).flatMap(([path, field]) => {
    const now = after[path]
    if (now === undefined) return [`\`runs\`: \`${path}\` is gone.`]
    const types = subtract(field.types, now.types).map((type) => `type ${type}`)
    const values = now.values === undefined ? [] : subtract(field.values ?? [], now.values).map(quote)
    const limited = field.values === undefined && now.values !== undefined ? ['each value that it had'] : []
    return [...types, ...values, ...limited].map((what) => `\`runs\`: \`${path}\` no longer accepts ${what}.`)
  })
  return [...required, ...narrowed]
}

function compareResults(before: Fields, after: Fields): readonly string[] {
  return Object.entries(before).flatMap(([path, field]) => {
    const now = after[path]
    if (now === undefined) return [`Result file: \`${path}\` is gone.`]
    const values = now.values === undefined ? [] : subtract(field.values ?? [], now.values)
    return [
      ...(field.required && !now.required ? [`Result file: \`${path}\` can be absent.`] : []),
      ...subtract(now.types, field.types).map((type) => `Result file: \`${path}\` can be of type ${type}.`),
      ...values.map((value) => `Result file: \`${path}\` no longer has the value "${value}".`),
    ]
  })
}

const subtract = (all: readonly string[], others: readonly string[]): readonly string[] =>
  all.filter((one) => !others.includes(one))

const quote = (value: string): string => `"${value}"`

/** Whether `after` has an input, an output, a field or a value that `before` does not have. */
export function hasAdditions(before: Contract, after: Contract): boolean {
  return subtract(listNames(after), listNames(before)).length > 0
}

function listNames({ actions, runs, result }: Contract): readonly string[] {
  const listValues = (name: string, values: readonly string[] = []) => [name, ...values.map((one) => `${name} ${one}`)]
  const listFields = (kind: string, fields: Fields) =>
    Object.entries(fields).flatMap(([path, { values }]) => listValues(`${kind} ${path}`, values))
  return [
    ...Object.entries(actions).flatMap(([file, { inputs, outputs }]) => [
      ...Object.entries(inputs).flatMap(([name, { values }]) => listValues(`${file} input ${name}`, values)),
      ...Object.entries(outputs).flatMap(([name, { values }]) => listValues(`${file} output ${name}`, values)),
    ]),
    ...listFields('runs', runs),
    ...listFields('result', result),
  ]
}
