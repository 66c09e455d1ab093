import { isObject } from '../../../src/lib/json.ts'
import { type Contexts, resolveValue } from './expressions.ts'

/** The values of `matrix` in one job of a strategy. */
export type MatrixLeg = Readonly<Record<string, unknown>>

/**
 * The jobs of a strategy, as GitHub creates them: all combinations of the lists of a matrix, or the objects of
 * `include`. One without a matrix. Throws as GitHub fails the job: for a matrix without jobs or with more than 256.
 */
export function listLegs(strategy: unknown, contexts: Contexts): readonly MatrixLeg[] {
  if (!isObject(strategy) || strategy['matrix'] === undefined) return [{}]
  const matrix = resolveValue(strategy['matrix'], contexts)
  if (!isObject(matrix)) throw new Error('the matrix is not an object')
  const { include, ...vectors } = matrix
  const lists = Object.entries(vectors).map(
    ([key, list]) => [key, readList(key, resolveValue(list, contexts))] as const,
  )
  if (include !== undefined && lists.length > 0) throw new Error('`include` beside lists is not a part of this harness')
  const legs = include === undefined ? combine(lists) : readList('include', include).map((leg) => ({ ...Object(leg) }))
  if (legs.length > 256) throw new Error(`the matrix has ${legs.length} jobs, and at most 256 are allowed`)
  return legs
}

function readList(key: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value
  throw new Error(`Matrix vector '${key}' does not contain any values`)
}

const combine = (lists: readonly (readonly [string, readonly unknown[]])[]): readonly MatrixLeg[] =>
  lists.reduce<readonly MatrixLeg[]>(
    (legs, [key, values]) => legs.flatMap((leg) => values.map((value) => ({ ...leg, [key]: value }))),
    [{}],
  )
