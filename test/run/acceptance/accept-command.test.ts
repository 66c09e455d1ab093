import { describe, expect, test } from 'vitest'
import { parseAcceptCommand } from '../../../src/run/acceptance/accept-command.ts'

describe('parseAcceptCommand', () => {
  test.each([
    ['/disdat accept column-removed', ['column-removed']],
    ['/disdat accept column-removed type-changed\nBecause.', ['column-removed', 'type-changed']],
    ['/disdat  accept\tcolumn-removed,type-changed\r\nBecause.', ['column-removed', 'type-changed']],
    ['/disdat accept rows < -20%', ['rows<-20%']],
    ['/disdat accept rows outside 14 runs, nulls("a, b")>1%', ['rows outside 14 runs', 'nulls("a, b")>1%']],
    ['/disdat accept bytes>1024MiB', ['bytes>1GiB']],
    ['/disdat accept', []],
    ['/disdat accept   ', []],
  ])('reads the rules of %j', (body, rules) => {
    expect(parseAcceptCommand(body)).toEqual({ rules: new Set(rules) })
  })

  test.each([
    ['/disdat accept everything', 'everything'],
    ['/disdat accept column-removed please', 'please'],
    ['/disdat accept column-removed rows outside 14 runs', 'rows'],
    ['/disdat accept `x`\u202e', "'x'\u202e"],
  ])('names the word that is not a rule in %j', (body, unknown) => {
    expect(parseAcceptCommand(body)).toEqual({ unknown })
  })

  test.each([
    '',
    'accept',
    '/disdat',
    '/disdat acceptall',
    '/disdat reject empty',
    ' /disdat accept empty',
    '> /disdat accept empty',
  ])('returns undefined for %j', (body) => {
    expect(parseAcceptCommand(body)).toBeUndefined()
  })

  test('cuts a long word, and reads no more than 2,000 characters', () => {
    expect(parseAcceptCommand(`/disdat accept ${'x'.repeat(60_000)}`)).toEqual({ unknown: 'x'.repeat(100) })
  })
})
