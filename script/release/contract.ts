/**
 * The public contract of the action: what docs/versioning.md promises. docs/contract.json is the contract of the
 * version that it names; a change that breaks it needs a new major version.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { getField, getList, getString, isObject } from '../../src/lib/json.ts'

/** The type of an input or an output, as action-types.yml gives it. */
export interface ValueContract {
  readonly type: string
  /** The values of a closed list. */
  readonly values?: readonly string[]
}

interface InputContract extends ValueContract {
  readonly required: boolean
  readonly default?: string
}

export interface ActionContract {
  /** The runtime, which decides which runners can run the action. */
  readonly using: string
  readonly inputs: Readonly<Record<string, InputContract>>
  readonly outputs: Readonly<Record<string, ValueContract>>
}

export interface FieldContract {
  readonly required: boolean
  /** The JSON types of the field. */
  readonly types: readonly string[]
  /** The values of a closed list. */
  readonly values?: readonly string[]
}

export interface Contract {
  readonly version: string
  /** By manifest. */
  readonly actions: Readonly<Record<string, ActionContract>>
  /** The fields of the input `runs`, by path: `a.b`, `a[].b`, and `a.*.b` where the names are data. */
  readonly runs: Readonly<Record<string, FieldContract>>
  /** The fields of the result file, by path. */
  readonly result: Readonly<Record<string, FieldContract>>
}

const lineWidth = 90
const manifests = ['action.yml', 'report/action.yml', 'plan/action.yml', 'freshness/action.yml']

/** Reads the contract from the manifests, their types and the schemas of a checkout. */
export async function readContract(root: string, version: string): Promise<Contract> {
  const read = async (file: string): Promise<unknown> => parse(await readFile(join(root, file), 'utf8'))
  const actions = manifests.map(async (file) => {
    const types = await read(file.replace('action.yml', 'action-types.yml'))
    return [file, describeAction(await read(file), types)] as const
  })
  return {
    version,
    actions: Object.fromEntries(await Promise.all(actions)),
    runs: describeFields(await read('docs/runs.schema.json')),
    result: describeFields(await read('docs/result.schema.json')),
  }
}

/** Renders a contract as the text of docs/contract.json: what fits on a line is on one. */
export function renderContract(contract: Contract): string {
  const collapse = (text: string, innermost: RegExp) =>
    text.replaceAll(innermost, (part) => {
      const line = part.replaceAll(/\s*\n\s*/g, ' ')
      return line.length > lineWidth ? part : line
    })
  const arrays = collapse(JSON.stringify(contract, undefined, 2), /\[[^[\]{}]*\]/g)
  return `${collapse(arrays, /\{[^{}]*\}/g)}\n`
}

/** Reads docs/contract.json. */
export async function readSnapshot(root: string): Promise<Contract> {
  return parseContract(await readFile(join(root, 'docs/contract.json'), 'utf8'))
}

/** Reads the text of a docs/contract.json. */
export function parseContract(text: string): Contract {
  const contract: Contract = JSON.parse(text)
  return contract
}

function describeAction(manifest: unknown, types: unknown): ActionContract {
  const inputs = Object.entries(Object(getField(manifest, 'inputs'))).map(([name, input]) => {
    const value = getField(input, 'default')
    const given = value === undefined || value === null ? {} : { default: String(value) }
    const required = getField(input, 'required') === true
    return [name, { required, ...given, ...describeValue(getField(types, 'inputs', name)) }] as const
  })
  const outputs = Object.keys(Object(getField(manifest, 'outputs'))).map(
    (name) => [name, describeValue(getField(types, 'outputs', name))] as const,
  )
  return {
    using: String(getField(manifest, 'runs', 'using')),
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
  }
}

function describeValue(type: unknown): ValueContract {
  const kind = getString(type, 'type') ?? 'string'
  const separator = getString(type, 'separator') === ',' ? ', separated by commas' : ', one per line'
  const values = kind === 'boolean' ? ['false', 'true'] : getList(type, 'allowed-values').map(String).toSorted()
  if (values.length > 0) return { type: 'string', values }
  return { type: kind === 'list' ? `${kind}${separator}` : kind }
}

/** The fields of every value that the schema allows. */
export function describeFields(schema: unknown): Contract['result'] {
  const fields = new Map<string, FieldContract>()
  const add = (path: string, { required, types, values }: FieldContract) => {
    const known = fields.get(path)
    const all = values === undefined && known?.values === undefined ? undefined : union(known?.values, values)
    const merged = { required: required && (known?.required ?? true), types: union(known?.types, types) }
    fields.set(path, all === undefined ? merged : { ...merged, values: all })
  }
  for (const { path, required, schema: own } of listSchemas(schema, { schema, path: '', required: true, refs: [] })) {
    const field = describeField(own, required)
    if (path !== '' && field !== undefined) add(path, field)
  }
  return Object.fromEntries([...fields].sort(([a], [b]) => (a < b ? -1 : 1)))
}

interface Place {
  readonly schema: unknown
  readonly path: string
  /** Whether the object around it always has it. */
  readonly required: boolean
  /** The references on the way, so that a schema that contains itself ends. */
  readonly refs: readonly string[]
  /** Names that the schema which refers to this one requires. */
  readonly names?: readonly unknown[]
}

/** A schema and all schemas inside, with the path of the values that they describe. */
function listSchemas(root: unknown, place: Place): readonly Place[] {
  const { schema, path, required, refs } = place
  const names = [...(place.names ?? []), ...getList(schema, 'required')]
  const ref = getString(schema, '$ref')
  const isNested = ref !== undefined && refs.includes(ref)
  const referred =
    ref === undefined || isNested
      ? []
      : [{ schema: resolveRef(root, ref), path, required, refs: [...refs, ref], names }]
  const branches = [...getList(schema, 'anyOf'), ...getList(schema, 'oneOf')]
  const properties = Object.entries(Object(getField(schema, 'properties'))).map(([name, child]) => {
    return { schema: child, path: path === '' ? name : `${path}.${name}`, required: names.includes(name), refs }
  })
  const members = [
    { schema: getField(schema, 'items'), path: `${path}[]` },
    { schema: getField(schema, 'additionalProperties'), path: path === '' ? '*' : `${path}.*` },
  ].filter((member) => isObject(member.schema))
  const inner: readonly Place[] = [
    ...referred,
    ...branches.map((branch) => ({ schema: branch, path, required, refs, names })),
    ...properties,
    ...members.map((member) => ({ ...member, required: false, refs })),
  ]
  const own = isNested ? { ...place, schema: { type: ref } } : place
  return [own, ...inner.flatMap((each) => listSchemas(root, each))]
}

function describeField(schema: unknown, required: boolean): FieldContract | undefined {
  const values = [...getList(schema, 'enum'), ...(isObject(schema) && 'const' in schema ? [schema['const']] : [])]
  const type = getField(schema, 'type')
  const given = Array.isArray(type) ? type.map(String) : type === undefined ? values.map(getType) : [String(type)]
  if (given.length === 0) return undefined
  const field = { required, types: [...new Set(given)].sort() }
  return values.length === 0 ? field : { ...field, values: values.map(String).sort() }
}

const getType = (value: unknown): string => (value === null ? 'null' : typeof value)

const union = (one: readonly string[] = [], other: readonly string[] = []): readonly string[] =>
  [...new Set([...one, ...other])].sort()

function resolveRef(schema: unknown, ref: string): unknown {
  const target = getField(schema, ...ref.replace(/^#\//, '').split('/'))
  if (target === undefined) throw new Error(`docs/result.schema.json has no ${ref}`)
  return target
}
