import { describe, expect, test } from 'vitest'
import { compareTags, compareValues } from '../../src/compare/tag-changes.ts'

describe('compareTags', () => {
  test('compares only the tags that users set, by key', () => {
    const createTags = (object: Readonly<Record<string, string>>) =>
      new Map(Object.entries({ committed: 'True', root_task: 'True', '__param.day': object['tier'] ?? '', ...object }))
    expect(
      compareTags(createTags({ tier: 'gold', a: '1', old: 'x' }), createTags({ tier: 'tin', a: '1', new: '' })),
    ).toStrictEqual([
      { key: 'a', status: 'same', values: { base: '1', now: '1' } },
      { key: 'new', status: 'added', values: { base: undefined, now: '' } },
      { key: 'old', status: 'removed', values: { base: 'x', now: undefined } },
      { key: 'tier', status: 'changed', values: { base: 'gold', now: 'tin' } },
    ])
    expect(compareTags(createTags({ promoted_from: 'pr-7' }), createTags({ promoted_from: 'pr-8' }))).toStrictEqual([])
    expect(compareTags(undefined, createTags({ a: '1' }))).toMatchObject([{ key: 'a', status: 'added' }])
  })
})

describe('compareValues', () => {
  test.each([
    [undefined, 'a', 'added'],
    ['a', undefined, 'removed'],
    ['a', 'a', 'same'],
    ['a', '', 'changed'],
  ])('returns for %j and %j: %s', (base, now, status) => {
    expect(compareValues(base, now)).toBe(status)
  })
})
