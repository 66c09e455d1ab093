import { describe, expect, test } from 'vitest'
import { type BundleDescription, createDescription } from '../../src/disdat/bundle.ts'
import { matchesQuery } from '../../src/disdat/bundle-query.ts'
import {
  type BaseCriteria,
  createNamedBase,
  createOutputQuery,
  findBase,
  findNamedBase,
  hasSameParams,
} from '../../src/remote/base.ts'
import type { BundleCatalog } from '../../src/remote/catalog.ts'

type Fixture = {
  readonly name?: string
  readonly created?: number
  readonly params?: Readonly<Record<string, string>>
  readonly commit?: string
  readonly method?: string
  readonly committed?: boolean
}

let count = 0
const createUuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

function bundle({
  name = 'daily',
  created = 10,
  params = {},
  commit = '',
  method = 'p.m.C',
  ...fixture
}: Fixture): BundleDescription {
  count += 1
  const tags = Object.entries(params).map(([key, value]) => [`__param.${key}`, value] as const)
  return createDescription({
    uuid: createUuid(count),
    name,
    owner: '',
    processingName: 'p',
    createdSeconds: created,
    tags: new Map([...tags, ['committed', fixture.committed === false ? 'False' : 'True']]),
    presentation: 'DF',
    code: { method, repo: '', hash: commit, branch: '' },
    dependsOn: [],
  })
}

const createCatalog = (bundles: readonly BundleDescription[]): BundleCatalog => ({
  has: () => true,
  get: () => undefined,
  findMatches: (query) => bundles.filter((each) => each.committed && matchesQuery(each, query)),
  unread: 0,
})

const createCriteria = (output: BundleDescription, more: Partial<BaseCriteria> = {}): BaseCriteria => ({
  output,
  isReused: false,
  isNamedByPipe: false,
  inputParam: undefined,
  ...more,
})

const createCommit = (digit: string) => digit.repeat(40)
const [one, two, three, head] = [createCommit('1'), createCommit('2'), createCommit('3'), createCommit('f')] as const
const createAncestry = (known: Readonly<Record<string, boolean>>) => ({
  head,
  isAncestor: async (commit: string) => known[commit],
})
const unknown = { head: undefined, isAncestor: async () => undefined }

const find = (
  output: BundleDescription,
  bundles: readonly BundleDescription[],
  ancestry: Parameters<typeof findBase>[2] = unknown,
) => findBase(createCatalog([output, ...bundles]), createCriteria(output), ancestry)

describe('hasSameParams', () => {
  test('allows the input, uuids, missing parameters, and those that may differ', () => {
    const output = bundle({ params: { day: '5', shop: 'eu', orders: 'x', clean: createUuid(900) } })
    const criteria = { output, inputParam: 'orders' }
    const other = bundle({ params: { day: '4', orders: 'y', clean: createUuid(901) } })
    expect(hasSameParams(other, criteria, new Set(['day']))).toBe(true)
    expect(hasSameParams(other, criteria)).toBe(false)
    expect(hasSameParams(bundle({ params: { day: '4', shop: 'us' } }), criteria, new Set(['day']))).toBe(false)
  })
})

describe('createOutputQuery', () => {
  test('asks for the name, or for the class where the pipe chose the name', () => {
    const output = bundle({ params: {} })
    const query = (isNamedByPipe: boolean) =>
      createOutputQuery({ output, isReused: false, isNamedByPipe, inputParam: '' })
    expect(query(false)).toStrictEqual({ name: output.name })
    expect(query(true)).toStrictEqual({ codeMethod: 'p.m.C' })
  })
})

describe('findBase', () => {
  test('returns undefined without an earlier bundle of the same name and parameters', async () => {
    const output = bundle({ params: { day: '5' } })
    expect(await find(output, [])).toBeUndefined()
    const others = [
      bundle({ name: 'weekly', params: { day: '5' } }),
      bundle({ params: { day: '4' } }),
      bundle({ params: { day: '5' }, committed: false }),
    ]
    expect(await find(output, others)).toBeUndefined()
  })

  test('returns the newest bundle with the same name and parameters', async () => {
    const output = bundle({ params: { day: '5' }, created: 50 })
    const [old, young] = [20, 30].map((created) => bundle({ params: { day: '5' }, created }))
    const others = [bundle({ params: { day: '4' }, created: 40 }), bundle({ name: 'weekly', created: 45 })]
    expect(
      await find(
        output,
        [old, ...others, young].flatMap((each) => each ?? []),
      ),
    ).toMatchObject({
      bundle: young,
      choice: 'newest',
      note: 'Base of unknown code: the bundle names no commit.',
    })
  })

  test('ignores parameters that name input bundles', async () => {
    const output = bundle({ params: { day: '5', orders: 'x', clean: createUuid(900) }, created: 50 })
    const other = bundle({ params: { day: '5', orders: 'y', clean: createUuid(901) } })
    const catalog = createCatalog([output, other])
    expect(await findBase(catalog, createCriteria(output, { inputParam: 'orders' }), unknown)).toMatchObject({
      bundle: other,
    })
    expect(await findBase(catalog, createCriteria(output), unknown)).toBeUndefined()
  })

  test('accepts a bundle without a new parameter when none has it', async () => {
    const output = bundle({ params: { day: '5', tax: '7' }, created: 50 })
    const before = bundle({ params: { day: '5' }, created: 30 })
    expect(await find(output, [before])).toMatchObject({
      bundle: before,
      note: 'Base of unknown code: the bundle names no commit. The base has other parameters: tax.',
    })
    const same = bundle({ params: { day: '5', tax: '7' }, created: 20 })
    expect(await find(output, [before, same])).toMatchObject({ bundle: same })
    expect(await find(output, [before, bundle({ params: { day: '5', tax: '8' }, created: 40 })])).toMatchObject({
      bundle: before,
    })
  })

  test('identifies the output by its pipe class when the pipe chooses the name', async () => {
    const output = bundle({ name: 'now', created: 50 })
    const renamed = bundle({ name: 'before' })
    const catalog = createCatalog([output, renamed, bundle({ name: 'now', method: 'p.m.Other', created: 40 })])
    expect(await findBase(catalog, createCriteria(output, { isNamedByPipe: true }), unknown)).toMatchObject({
      bundle: renamed,
    })
    const added = bundle({ name: 'file', method: '', created: 50 })
    const earlier = bundle({ name: 'file', method: '' })
    expect(
      await findBase(createCatalog([added, earlier, renamed]), createCriteria(added, { isNamedByPipe: true }), unknown),
    ).toMatchObject({ bundle: earlier })
  })
})

describe('findBase among several candidates', () => {
  const output = bundle({ created: 50 })
  const inHistory = bundle({ created: 20, commit: one })
  const elsewhere = bundle({ created: 30, commit: two })
  const nameless = bundle({ created: 40, commit: 'not a commit' })

  test('returns the newest one in the history', async () => {
    const older = bundle({ created: 10, commit: one })
    const base = await find(
      output,
      [older, inHistory, elsewhere, nameless],
      createAncestry({ [one]: true, [two]: false }),
    )
    expect(base).toStrictEqual({ bundle: inHistory, choice: 'ancestor', note: undefined })
  })

  test('does not look up the commit of the history itself', async () => {
    const own = bundle({ created: 30, commit: head })
    expect(await find(output, [own, inHistory], createAncestry({}))).toMatchObject({ bundle: own, choice: 'ancestor' })
  })

  test('looks up each commit once, and the commits of fifty candidates at most', async () => {
    const lookups: string[] = []
    const isAncestor = async (commit: string) => {
      lookups.push(commit)
      return undefined
    }
    const ancestry = { head, isAncestor }
    const many = Array.from({ length: 60 }, (_, n) => n.toString(16).padStart(40, '0')).flatMap((commit, n) => [
      bundle({ created: 100 - n, commit }),
      ...(n === 0 ? [bundle({ created: 100, commit })] : []),
    ])
    expect(await find(bundle({ created: 500 }), many, ancestry)).toMatchObject({ choice: 'newest' })
    expect(lookups).toHaveLength(49)
    expect(new Set(lookups).size).toBe(49)
  })

  test.each<[string, readonly BundleDescription[], Readonly<Record<string, boolean>>, string]>([
    [
      'from another commit',
      [elsewhere],
      { [two]: false },
      'Base from another commit: the base was created at commit 2222222, which is not in the history of fffffff.',
    ],
    [
      'of unknown history',
      [elsewhere],
      {},
      'Base of unknown history: the base was created at commit 2222222, which may or may not be in the history of fffffff.',
    ],
    ['without a commit', [nameless, elsewhere], {}, 'Base of unknown code: the bundle names no commit.'],
  ])(
    'returns the newest one with a note when none is known to be in the history: one %s',
    async (_, bundles, known, note) => {
      expect(await find(output, bundles, createAncestry(known))).toStrictEqual({
        bundle: bundles[0],
        choice: 'newest',
        note,
      })
    },
  )

  test('returns the newest one when the workflow has no commit', async () => {
    expect(await find(output, [elsewhere, inHistory])).toStrictEqual({
      bundle: elsewhere,
      choice: 'newest',
      note: 'Base of unknown history: the base was created at commit 2222222, and the commit of this workflow is unknown.',
    })
  })

  test('reads a commit that Python wrote as a bytes object', async () => {
    const spelt = bundle({ created: 45, commit: `b'${three}\\n'` })
    expect(await find(output, [spelt], createAncestry({ [three]: true }))).toMatchObject({ choice: 'ancestor' })
  })
})

describe('findBase for a reused output', () => {
  const before = bundle({ created: 20, commit: one })
  const output = bundle({ created: 30, commit: two })
  const reused = createCriteria(output, { isReused: true })

  test('returns the output itself', async () => {
    const note = 'The output is its own base: the run created nothing.'
    const catalog = createCatalog([before, output])
    expect(await findBase(catalog, reused, unknown)).toStrictEqual({ bundle: output, choice: 'newest', note })
    expect(await findBase(catalog, reused, createAncestry({ [two]: true }))).toStrictEqual({
      bundle: output,
      choice: 'ancestor',
      note,
    })
  })

  test('returns a bundle of the history when the output is not in the history', async () => {
    const known = { [one]: true, [two]: false }
    expect(await findBase(createCatalog([before, output]), reused, createAncestry(known))).toMatchObject({
      bundle: before,
    })
  })
})

describe('findNamedBase and createNamedBase', () => {
  const output = bundle({ created: 50, params: { day: '5' } })

  test('prefer a bundle with the same parameters to a newer one', () => {
    const same = bundle({ name: 'prod', created: 10, params: { day: '5' } })
    const other = bundle({ name: 'prod', created: 20, params: { day: '4', tax: '1' } })
    const catalog = createCatalog([output, other, same])
    const expected = { bundle: same, choice: 'asked-for', note: undefined }
    expect(findNamedBase(catalog, 'prod', createCriteria(output))).toStrictEqual(expected)
    expect(findNamedBase(createCatalog([output, other]), 'prod', createCriteria(output))).toStrictEqual({
      bundle: other,
      choice: 'asked-for',
      note: 'The base has other parameters: day, tax.',
    })
    expect(createNamedBase(same, createCriteria(output))).toStrictEqual(expected)
  })

  test('return undefined when only the output has that name', () => {
    expect(findNamedBase(createCatalog([output]), 'daily', createCriteria(output))).toBeUndefined()
    expect(findNamedBase(createCatalog([output]), 'other', createCriteria(output))).toBeUndefined()
  })
})
