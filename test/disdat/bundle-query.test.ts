import { describe, expect, test } from 'vitest'
import { createDescription } from '../../src/disdat/bundle.ts'
import { matchesQuery } from '../../src/disdat/bundle-query.ts'

describe('matchesQuery', () => {
  const upstream = '0c7f5f0e-3d5b-4a40-9a0b-2b1b8f3c9a11'
  const tags = { env: 'test', '__param.n': '1', '__param.text': String.raw`"a \"b\" \u00fc"` }
  const candidate = createDescription({
    uuid: '47aa363c-8d95-4b4c-be97-48bb9aea9204',
    name: 'a.b',
    owner: 'ann',
    processingName: 'C_1',
    createdSeconds: 1_700_000_000,
    tags: new Map(Object.entries(tags)),
    presentation: 'DF',
    code: { method: 'p.m.C', repo: '', hash: '', branch: '' },
    dependsOn: [{ uuid: upstream, processingName: 'raw', argument: 'orders' }],
  })

  test.each([
    ['an empty query', {}, true],
    ['the name', { name: 'a.b' }, true],
    ["a name that dsdt's pattern would take", { name: 'axb' }, false],
    ['another case of the name', { name: 'A.b' }, false],
    ['a tag', { tags: new Map([['env', 'test']]) }, true],
    ['a tag of another value', { tags: new Map([['env', 'prod']]) }, false],
    ['an absent tag', { tags: new Map([['x', '']]) }, false],
    [
      'a present and an absent tag',
      {
        tags: new Map([
          ['env', 'test'],
          ['x', 'y'],
        ]),
      },
      false,
    ],
    ['a parameter', { params: new Map([['n', '1']]) }, true],
    ['a parameter of another value', { params: new Map([['n', '01']]) }, false],
    ['a parameter that Disdat stored as JSON', { params: new Map([['text', 'a "b" ü']]) }, true],
    ['a parameter whose JSON is another text', { params: new Map([['text', 'a']]) }, false],
    ['an input that is a parameter', { input: { param: 'n', uuid: '1' } }, true],
    ['an input that is an upstream bundle', { input: { param: 'x', uuid: upstream } }, true],
    ['an input that is neither', { input: { param: 'x', uuid: '1' } }, false],
    ['the code', { codeMethod: 'p.m.C' }, true],
    ['other code', { codeMethod: 'p.m.D' }, false],
    ['everything', { name: 'a.b', tags: new Map([['env', 'test']]), codeMethod: 'p.m.C' }, true],
  ])('compares %s', (_, query, expected) => {
    expect(matchesQuery(candidate, query)).toBe(expected)
  })
})
