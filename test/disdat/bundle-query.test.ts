import { describe, expect, test } from 'vitest'
import { createDescription } from '../../src/disdat/bundle.ts'
import { matchesQuery } from '../../src/disdat/bundle-query.ts'

describe('matchesQuery', () => {
  const candidate = createDescription({
    uuid: '47aa363c-8d95-4b4c-be97-48bb9aea9204',
    name: 'a.b',
    owner: 'ann',
    processingName: 'shop.C__7a9f_1',
    createdSeconds: 1_700_000_000,
    tags: new Map([['env', 'test']]),
    presentation: 'DF',
    code: { method: 'p.m.C', repo: '', hash: '', branch: '' },
    dependsOn: [],
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
    ['the code', { codeMethod: 'p.m.C' }, true],
    ['other code', { codeMethod: 'p.m.D' }, false],
    ['the class', { className: 'C' }, true],
    ['the class with its namespace', { className: 'shop.C' }, true],
    ['a part of the namespace', { className: 'op.C' }, false],
    ['another class', { className: 'D' }, false],
    ['the namespace alone', { className: 'shop' }, false],
    ['the task', { taskId: 'shop.C__7a9f' }, true],
    ['a part of the task', { taskId: 'shop.C__7a' }, false],
    ['the end of the task', { taskId: 'C__7a9f' }, false],
    ['the processing name', { processingName: 'shop.C__7a9f_1' }, true],
    ['a part of the processing name', { processingName: 'shop.C__7a9f' }, false],
    ['the time from which it is', { after: new Date(1_700_000_000_000) }, true],
    ['a later time from which it is', { after: new Date(1_700_000_000_001) }, false],
    ['the time before which it is', { before: new Date(1_700_000_000_001) }, true],
    ['an earlier time before which it is', { before: new Date(1_700_000_000_000) }, false],
    ['everything', { name: 'a.b', tags: new Map([['env', 'test']]), codeMethod: 'p.m.C' }, true],
  ])('compares %s', (_, query, expected) => {
    expect(matchesQuery(candidate, query)).toBe(expected)
  })
})
