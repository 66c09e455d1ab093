import { describe, expect, test } from 'vitest'
import { type BundleDescription, createDescription, matches } from '../../src/disdat/bundle.ts'
import { type BaseCriteria, createNamedBase, findBase, findNamedBase } from '../../src/remote/base.ts'
import type { BundleCatalog } from '../../src/remote/catalog.ts'

type Wish = {
  readonly name?: string
  readonly created?: number
  readonly params?: Readonly<Record<string, string>>
  readonly commit?: string
  readonly method?: string
  readonly committed?: boolean
}

let count = 0
const uuidOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

function bundle({
  name = 'daily',
  created = 10,
  params = {},
  commit = '',
  method = 'p.m.C',
  ...wish
}: Wish): BundleDescription {
  count += 1
  const tags = Object.entries(params).map(([key, value]) => [`__param.${key}`, value] as const)
  return createDescription({
    uuid: uuidOf(count),
    name,
    owner: '',
    processingName: 'p',
    createdSeconds: created,
    tags: new Map([...tags, ['committed', wish.committed === false ? 'False' : 'True']]),
    presentation: 'DF',
    code: { method, repo: '', hash: commit, branch: '' },
    dependsOn: [],
  })
}

const catalogueOf = (bundles: readonly BundleDescription[]): BundleCatalog => ({
  has: () => true,
  get: () => undefined,
  matching: (wanted) => bundles.filter((each) => each.committed && matches(each, wanted)),
  unread: 0,
})

const compared = (output: BundleDescription, more: Partial<BaseCriteria> = {}): BaseCriteria => ({
  output,
  isReused: false,
  isNamedByPipe: false,
  inputParam: undefined,
  ...more,
})

const commitOf = (digit: string) => digit.repeat(40)
const [one, two, three, head] = [commitOf('1'), commitOf('2'), commitOf('3'), commitOf('f')] as const
const history = (known: Readonly<Record<string, boolean>>) => ({
  head,
  isAncestor: async (commit: string) => known[commit],
})
const unknown = { head: undefined, isAncestor: async () => undefined }

const find = (
  output: BundleDescription,
  bundles: readonly BundleDescription[],
  ancestry: Parameters<typeof findBase>[2] = unknown,
) => findBase(catalogueOf([output, ...bundles]), compared(output), ancestry)

describe('the base is', () => {
  test('none where nothing was made the same way before', async () => {
    const output = bundle({ params: { day: '5' } })
    expect(await find(output, [])).toBeUndefined()
    const strangers = [
      bundle({ name: 'weekly', params: { day: '5' } }),
      bundle({ params: { day: '4' } }),
      bundle({ params: { day: '5' }, committed: false }),
    ]
    expect(await find(output, strangers)).toBeUndefined()
  })

  test('the newest of the same name and parameters', async () => {
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

  test('whichever inputs it had: their uuids are others each time', async () => {
    const output = bundle({ params: { day: '5', orders: 'x', clean: uuidOf(900) }, created: 50 })
    const other = bundle({ params: { day: '5', orders: 'y', clean: uuidOf(901) } })
    const catalogue = catalogueOf([output, other])
    expect(await findBase(catalogue, compared(output, { inputParam: 'orders' }), unknown)).toMatchObject({
      bundle: other,
    })
    expect(await findBase(catalogue, compared(output), unknown)).toBeUndefined()
  })

  test('one without a parameter that is new, if there is none that has it', async () => {
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

  test('of the same pipe class, where the pipe names its output', async () => {
    const output = bundle({ name: 'now', created: 50 })
    const renamed = bundle({ name: 'before' })
    const catalogue = catalogueOf([output, renamed, bundle({ name: 'now', method: 'p.m.Other', created: 40 })])
    expect(await findBase(catalogue, compared(output, { isNamedByPipe: true }), unknown)).toMatchObject({
      bundle: renamed,
    })
    const added = bundle({ name: 'file', method: '', created: 50 })
    const earlier = bundle({ name: 'file', method: '' })
    expect(
      await findBase(catalogueOf([added, earlier, renamed]), compared(added, { isNamedByPipe: true }), unknown),
    ).toMatchObject({ bundle: earlier })
  })
})

describe('of several', () => {
  const output = bundle({ created: 50 })
  const inHistory = bundle({ created: 20, commit: one })
  const elsewhere = bundle({ created: 30, commit: two })
  const nameless = bundle({ created: 40, commit: 'not a commit' })

  test('the newest in the history is taken', async () => {
    const older = bundle({ created: 10, commit: one })
    const base = await find(output, [older, inHistory, elsewhere, nameless], history({ [one]: true, [two]: false }))
    expect(base).toStrictEqual({ bundle: inHistory, choice: 'ancestor', note: undefined })
  })

  test('one of that very commit is in its history, and nobody is asked', async () => {
    const own = bundle({ created: 30, commit: head })
    expect(await find(output, [own, inHistory], history({}))).toMatchObject({ bundle: own, choice: 'ancestor' })
  })

  test('each commit is asked about once, and not more than fifty of them', async () => {
    const asked: string[] = []
    const isAncestor = async (commit: string) => {
      asked.push(commit)
      return undefined
    }
    const ancestry = { head, isAncestor }
    const many = Array.from({ length: 60 }, (_, n) => n.toString(16).padStart(40, '0')).flatMap((commit, n) => [
      bundle({ created: 100 - n, commit }),
      ...(n === 0 ? [bundle({ created: 100, commit })] : []),
    ])
    expect(await find(bundle({ created: 500 }), many, ancestry)).toMatchObject({ choice: 'newest' })
    expect(asked).toHaveLength(49)
    expect(new Set(asked).size).toBe(49)
  })

  test.each<[string, readonly BundleDescription[], Readonly<Record<string, boolean>>, string]>([
    [
      'from elsewhere',
      [elsewhere],
      { [two]: false },
      'Base from another commit: the base was created at commit 2222222, which is not in the history of fffffff.',
    ],
    [
      'of which nothing is known',
      [elsewhere],
      {},
      'Base of unknown history: the base was created at commit 2222222, which may or may not be in the history of fffffff.',
    ],
    ['without a commit', [nameless, elsewhere], {}, 'Base of unknown code: the bundle names no commit.'],
  ])('the newest is taken where none is known to be in the history: one %s', async (_, bundles, known, note) => {
    expect(await find(output, bundles, history(known))).toStrictEqual({ bundle: bundles[0], choice: 'newest', note })
  })

  test('the newest is taken where the workflow has no commit', async () => {
    expect(await find(output, [elsewhere, inHistory])).toStrictEqual({
      bundle: elsewhere,
      choice: 'newest',
      note: 'Base of unknown history: the base was created at commit 2222222, and the commit of this workflow is unknown.',
    })
  })

  test('a commit that Python has spelt is known all the same', async () => {
    const spelt = bundle({ created: 45, commit: `b'${three}\\n'` })
    expect(await find(output, [spelt], history({ [three]: true }))).toMatchObject({ choice: 'ancestor' })
  })
})

describe('an output that was reused', () => {
  const before = bundle({ created: 20, commit: one })
  const output = bundle({ created: 30, commit: two })
  const reused = compared(output, { isReused: true })

  test('is its own base, and nothing has changed', async () => {
    const note = 'The output is its own base: the run created nothing.'
    const catalogue = catalogueOf([before, output])
    expect(await findBase(catalogue, reused, unknown)).toStrictEqual({ bundle: output, choice: 'newest', note })
    expect(await findBase(catalogue, reused, history({ [two]: true }))).toStrictEqual({
      bundle: output,
      choice: 'ancestor',
      note,
    })
  })

  test('is compared with one of the history, where it is not from there', async () => {
    const known = { [one]: true, [two]: false }
    expect(await findBase(catalogueOf([before, output]), reused, history(known))).toMatchObject({ bundle: before })
  })
})

describe('a bundle that is asked for', () => {
  const output = bundle({ created: 50, params: { day: '5' } })

  test('is the newest of its name, one of the same parameters before others', () => {
    const same = bundle({ name: 'prod', created: 10, params: { day: '5' } })
    const other = bundle({ name: 'prod', created: 20, params: { day: '4', tax: '1' } })
    const catalogue = catalogueOf([output, other, same])
    const asked = { bundle: same, choice: 'asked-for', note: undefined }
    expect(findNamedBase(catalogue, 'prod', compared(output))).toStrictEqual(asked)
    expect(findNamedBase(catalogueOf([output, other]), 'prod', compared(output))).toStrictEqual({
      bundle: other,
      choice: 'asked-for',
      note: 'The base has other parameters: day, tax.',
    })
    expect(createNamedBase(same, compared(output))).toStrictEqual(asked)
  })

  test('is none where only the output has that name', () => {
    expect(findNamedBase(catalogueOf([output]), 'daily', compared(output))).toBeUndefined()
    expect(findNamedBase(catalogueOf([output]), 'other', compared(output))).toBeUndefined()
  })
})
