import { describe, expect, test } from 'vitest'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import type { FrameHead } from '../../src/disdat/format/frame.ts'
import type { FrameSummary } from '../../src/disdat/format/frame-summary.ts'
import { assertColumnsLoadable, assertFrameLoadable, assertPresentable } from '../../src/disdat/load-rules.ts'

// load-rules-dsdt.test.ts compares the rules with the real dsdt.

const uuid = '57aa363c-8d95-4b4c-be97-48bb9aea9204'
const createFrames = (names: readonly string[]) => names.map((name) => ({ name, uuid }))

type FrameFixture = Partial<FrameHead> & Partial<Omit<FrameSummary, 'head' | 'firstText'>> & { readonly text?: string }

const createFrame = ({ count = 1, links = [], startsWithDatabase = false, text, ...head }: FrameFixture) => ({
  head: { name: 'a', uuid, type: 'FLOAT64', shape: [1], byteOrder: 'little', ...head } as const,
  count,
  links,
  startsWithDatabase,
  nested: [],
  firstText: text === undefined ? undefined : Buffer.from(text),
})

/** Why an assertion throws BundleFormatError; undefined where it does not. */
function findProblem(assert: () => void): string | undefined {
  try {
    assert()
    return undefined
  } catch (error) {
    if (error instanceof BundleFormatError) return error.message
    throw error
  }
}

describe('assertPresentable', () => {
  test.each([
    ['HF', [0, 1]],
    ['DF', [0, 1, 2, 3]],
    ['SCALAR', [1]],
    ['TENSOR', [1]],
    ['ROW', [1, 2, 3]],
    ['JSON', [1]],
  ])('accepts %s with %j frames alone', (presentation, accepted) => {
    for (const count of [0, 1, 2, 3]) {
      const frames = createFrames(['a', 'b', 'c'].slice(0, count))
      expect(findProblem(() => assertPresentable({ presentation, frames }))).toBe(
        accepted.includes(count)
          ? undefined
          : `Disdat cannot load the presentation ${presentation} with ${count} frames`,
      )
    }
  })

  test('counts frames of one name once', () => {
    assertPresentable({ presentation: 'SCALAR', frames: createFrames(['a', 'a']) })
  })

  test('refuses other presentations', () => {
    expect(findProblem(() => assertPresentable({ presentation: 'DEFAULT', frames: createFrames(['a']) }))).toBe(
      'Disdat cannot load the presentation DEFAULT',
    )
  })
})

const ones = (length: number) => Array.from({ length }, () => 1)

describe('assertFrameLoadable', () => {
  test.each<[string, FrameFixture, string | undefined]>([
    ['DF', {}, undefined],
    ['DF', { type: 'LINK', links: ['bundle://a.csv', 's3://b/k'] }, undefined],
    ['DF', { type: 'LINK', links: ['s3://b/k', 'bundle://a.csv'] }, 'its first link is not to a file of the bundle'],
    ['DF', { type: 'LINK', links: ['db://x'], startsWithDatabase: true }, undefined],
    ['DF', { type: 'LINK', links: [] }, 'it has no links'],
    ['DF', { shape: [5] }, undefined],
    ['DF', { shape: [] }, undefined],
    ['DF', { shape: [1, 2] }, 'a column has the shape 1,2'],
    ['DF', { type: 'STRING', shape: [1, 2] }, undefined],
    ['TENSOR', { shape: ones(32) }, undefined],
    ['TENSOR', { shape: ones(33) }, 'its shape has 33 dimensions'],
    ['TENSOR', { type: 'STRING', shape: ones(33) }, undefined],
    ['TENSOR', { shape: [0, 4] }, undefined],
    ['HF', { type: 'HFRAME' }, undefined],
    ['HF', { type: 'STRING' }, 'a bundle of bundles has a frame of type STRING'],
    ['SCALAR', { count: 1 }, undefined],
    ['SCALAR', { count: 0 }, 'a scalar has 0 values'],
    ['SCALAR', { count: 2 }, 'a scalar has 2 values'],
    ['ROW', { shape: [1] }, undefined],
    ['ROW', { shape: [2, 3] }, undefined],
    ['ROW', { shape: [] }, 'a value of a row has no shape'],
    ['ROW', { type: 'LINK', links: ['bundle://a.csv'], shape: [] }, undefined],
    ['ROW', { shape: [1, 1] }, undefined],
    ['ROW', { shape: [1, 2] }, 'a value of a row has the shape 1,2'],
    ['ROW', { name: 'unnamed:0', shape: [1] }, 'a row has a single number, without a name'],
    ['ROW', { name: 'unnamed:0', shape: [2] }, undefined],
    ['ROW', { name: 'unnamed:0', type: 'STRING' }, undefined],
    ['JSON', { type: 'STRING', text: '[null]' }, undefined],
    ['JSON', { type: 'STRING' }, undefined],
    ['JSON', { text: '1' }, 'JSON has the type FLOAT64'],
    ['JSON', { type: 'STRING', count: 2, text: '1' }, 'JSON has 2 values'],
    ['JSON', { type: 'STRING', text: '{' }, 'its text is not JSON'],
    ['JSON', { type: 'STRING', text: `1${' '.repeat(1024 ** 2 - 1)}` }, undefined],
    ['JSON', { type: 'STRING', text: `1${' '.repeat(1024 ** 2)}` }, 'its JSON has more than 1048576 bytes'],
  ])('of %s with the frame %j', (presentation, fixture, problem) => {
    const frame = createFrame(fixture)
    const bundle = { presentation, frames: createFrames([frame.head.name]) }
    expect(findProblem(() => assertFrameLoadable(bundle, frame))).toBe(
      problem && `Disdat cannot load the frame "${frame.head.name}": ${problem}`,
    )
  })

  test.each(['SCALAR', 'JSON'])(
    'accepts the beginning of a frame of %s, whose values are not counted',
    (presentation) => {
      const frame = { ...createFrame({ type: 'STRING' }), count: undefined }
      assertFrameLoadable({ presentation, frames: createFrames(['a']) }, frame)
    },
  )

  test.each([
    [['unnamed:0'], 'a row has a single number, without a name'],
    [['unnamed:0', 'unnamed:0'], 'a row has a single number, without a name'],
    [['unnamed:0', 'unnamed:1'], undefined],
  ])('of a number without a name in a row of %j', (names, problem) => {
    const bundle = { presentation: 'ROW', frames: createFrames(names) }
    expect(findProblem(() => assertFrameLoadable(bundle, createFrame({ name: 'unnamed:0' })))).toBe(
      problem && `Disdat cannot load the frame "unnamed:0": ${problem}`,
    )
  })

  test('refuses lengths whose product is too large, also beside a length of 0', () => {
    expect(
      findProblem(() =>
        assertFrameLoadable(
          { presentation: 'TENSOR', frames: createFrames(['a']) },
          createFrame({ shape: [0, 2 ** 31] }),
        ),
      ),
    ).toContain('a shape of more values than a frame can hold')
  })

  test('names at most 100 characters of the frame’s name', () => {
    const frame = createFrame({ name: 'x'.repeat(200), count: 2 })
    expect(findProblem(() => assertFrameLoadable({ presentation: 'SCALAR', frames: [] }, frame))).toBe(
      `Disdat cannot load the frame "${'x'.repeat(100)}": a scalar has 2 values`,
    )
  })

  test.each([
    ['NaN', true],
    ['-Infinity', true],
    ['[NaN,Infinity,{"a":NaN}]', true],
    ['[1, NaN ]', true],
    ['-NaN', false],
    ['1.NaN', false],
    ['NaNa', false],
    ['[NaN Infinity]', false],
    [String.raw`"a\"NaN"`, true],
    ['"a\nb"', false],
    [String.raw`"a\\"`, true],
    [String.raw`"a\"`, false],
    ['"a', false],
    ['["a]', false],
    ['"\\\n"', false],
    ['[1,]', false],
    ['\ufeff1', false],
    ['', false],
    ['9'.repeat(4300), true],
    ['9'.repeat(4301), false],
    [`"${'9'.repeat(4301)}"`, true],
    ['['.repeat(500) + ']'.repeat(500), true],
    ['['.repeat(501) + ']'.repeat(501), false],
    [`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`, true],
    [`${'{"a":'.repeat(501)}1${'}'.repeat(501)}`, false],
    [`[${'[],'.repeat(600)}${'{},'.repeat(600)}1]`, true],
    [`"${'['.repeat(600)}"`, true],
  ])('accepts the JSON that Python reads: %j', (text, isAccepted) => {
    const bundle = { presentation: 'JSON', frames: createFrames(['a']) }
    const problem = findProblem(() => assertFrameLoadable(bundle, createFrame({ type: 'STRING', text })))
    expect(problem).toBe(isAccepted ? undefined : 'Disdat cannot load the frame "a": its text is not JSON')
  })
})

describe('assertColumnsLoadable', () => {
  const problem = 'Disdat cannot load columns of different lengths that have big-endian numbers'
  const createColumn = (shape: readonly number[], byteOrder: FrameHead['byteOrder'], more: FrameFixture = {}) => ({
    ...createFrame({ shape, byteOrder, ...more }),
    count: undefined,
  })

  test.each([
    ['no columns', 'DF', [], undefined],
    ['one column', 'DF', [createColumn([2], 'big')], undefined],
    ['equal lengths', 'DF', [createColumn([2], 'big'), createColumn([2], 'little')], undefined],
    ['little-endian numbers', 'DF', [createColumn([2], 'little'), createColumn([1], 'none')], undefined],
    ['big-endian numbers', 'DF', [createColumn([2], 'little'), createColumn([1], 'big')], problem],
    ['numbers of one byte', 'DF', [createColumn([2], 'big', { type: 'UINT8' }), createColumn([1], 'none')], undefined],
    ['numbers of two bytes', 'DF', [createColumn([2], 'big', { type: 'INT16' }), createColumn([1], 'none')], problem],
    ['texts', 'DF', [createColumn([2], 'big', { type: 'STRING' }), createColumn([1], 'none')], undefined],
    ['values of a row', 'ROW', [createColumn([2], 'little'), createColumn([1], 'big')], undefined],
    [
      'counted values',
      'DF',
      [{ ...createColumn([], 'big', { type: 'STRING' }), count: 3 }, createColumn([2], 'big')],
      problem,
    ],
    [
      'as many counted values',
      'DF',
      [{ ...createColumn([], 'big', { type: 'STRING' }), count: 2 }, createColumn([2], 'big')],
      undefined,
    ],
  ])('of %s', (_, presentation, columns, expected) => {
    expect(findProblem(() => assertColumnsLoadable({ presentation }, columns))).toBe(expected)
  })
})
