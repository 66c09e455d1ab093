import type { SchemaElement } from 'hyparquet'
import { BundleFormatError, throwFormatError } from '../disdat/format/format-error.ts'
import type { TableColumnFacts } from './comparison.ts'
import { describeParquetType } from './parquet-types.ts'
import { maxTableColumns } from './table-file.ts'

/** The longest path of a nested column, in UTF-16 units. */
const maxPathLength = 4096
/** The deepest nesting of columns. */
const maxDepth = 128

/** An element of the schema with its fields; a column without fields holds values. */
type Field = { readonly name: string; readonly element: SchemaElement; readonly fields: readonly Field[] }

/**
 * Lists the columns that hold values. Fields are named by their path, with dots. Elements of lists and entries of maps
 * are named `list.element`, `key_value.key` and `key_value.value`, which writers name in other ways. Throws
 * BundleFormatError for more than `maxTableColumns`, a path longer than `maxPathLength`, or levels beyond `maxDepth`.
 */
export function listParquetColumns([, ...elements]: readonly SchemaElement[]): readonly TableColumnFacts[] {
  const columns: TableColumnFacts[] = []
  for (const field of parseFields(elements)) addColumns(columns, field, { path: field.name, isNested: false })
  return columns
}

function parseFields(elements: readonly SchemaElement[]): readonly Field[] {
  let next = 0
  const parseField = (depth: number): Field | undefined => {
    const element = elements[next]
    if (element === undefined) return undefined
    if (depth > maxDepth) throw new BundleFormatError(`columns nested in more than ${maxDepth} levels`)
    const { num_children: count = 0 } = element
    if (count < 0) throw new BundleFormatError(`a column of ${count} fields`)
    next++
    return { name: requireName(element), element, fields: parseSome(count, depth + 1) }
  }
  const parseSome = (count: number, depth: number): readonly Field[] => {
    const fields: Field[] = []
    while (fields.length < count) {
      const field = parseField(depth)
      if (field === undefined) break
      fields.push(field)
    }
    return fields
  }
  return parseSome(Number.POSITIVE_INFINITY, 0)
}

type Place = { readonly path: string; readonly isNested: boolean }

function addColumns(columns: TableColumnFacts[], field: Field, place: Place, isElement = false): void {
  const { element, fields } = field
  const { path, isNested } = place
  if (path.length > maxPathLength) throw new BundleFormatError(`a column whose path has ${path.length} characters`)
  const addField = (inner: Field, name: string, isInnerElement = false) =>
    addColumns(columns, inner, { path: `${path}.${name}`, isNested: true }, isInnerElement)
  if (isRepeated(field) && !isElement) {
    addField(field, listItem, true)
    return
  }
  const item = findListItem(field)
  if (item !== undefined) {
    addField(item, listItem, true)
    return
  }
  if (fields.length > 0 && element.logical_type?.type !== 'VARIANT') {
    const entry = findMapEntry(field)
    for (const [index, inner] of (entry ?? fields).entries())
      addField(inner, entry === undefined ? inner.name : index === 0 ? mapKey : mapValue)
    return
  }
  if (columns.length >= maxTableColumns) throw new BundleFormatError(`a table of more than ${maxTableColumns} columns`)
  columns.push({ name: path, type: describeParquetType(element), ...(isNested && { isNested }) })
}

const listItem = 'list.element'
const mapKey = 'key_value.key'
const mapValue = 'key_value.value'

/** Key and value of a map; undefined for other fields. Some writers leave the value out. */
function findMapEntry({ element, fields }: Field): readonly Field[] | undefined {
  const { logical_type: logical, converted_type: converted } = element
  const isMap = logical?.type === 'MAP' || converted === 'MAP' || converted === 'MAP_KEY_VALUE'
  const [entry, ...others] = fields
  if (!isMap || entry === undefined || others.length > 0 || !isRepeated(entry)) return undefined
  return entry.fields.length === 1 || entry.fields.length === 2 ? entry.fields : undefined
}

/**
 * The element of a list; undefined for other fields. Some writers repeat the element itself, without a group around it.
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists
 */
function findListItem({ name, element, fields }: Field): Field | undefined {
  const isList = element.logical_type?.type === 'LIST' || element.converted_type === 'LIST'
  const [repeated, ...others] = fields
  if (!isList || repeated === undefined || others.length > 0 || !isRepeated(repeated)) return undefined
  const [inner, ...moreInner] = repeated.fields
  const isItself = inner === undefined || moreInner.length > 0 || isRepeated(inner)
  return isItself || repeated.name === 'array' || repeated.name === `${name}_tuple` ? repeated : inner
}

function isRepeated({ element }: Field): boolean {
  return element.repetition_type === 'REPEATED'
}

/** The decoder does not check names. */
function requireName({ name }: { readonly name: unknown }): string {
  return typeof name === 'string' ? name : throwFormatError('a column without a name')
}
