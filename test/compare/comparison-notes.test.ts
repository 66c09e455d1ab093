import { describe, expect, test } from 'vitest'
import { ComparisonNotes } from '../../src/compare/comparison-notes.ts'

describe('ComparisonNotes', () => {
  test('returns one sentence for each reason, sorted and limited', () => {
    const notes = new ComparisonNotes()
    for (const name of ['b', 'a', 'c', 'd', 'e']) notes.add('not read', name)
    expect(notes.toSentences()).toStrictEqual(['a, b, c, d and e are not read.'])
    for (const name of ['f', 'g']) notes.add('not read', name)
    notes.add('archived', 'h')
    notes.add('gone', 'h')
    expect(notes.toSentences()).toStrictEqual([
      'h is archived.',
      'h is gone.',
      'a, b, c, d, e and 2 more are not read.',
    ])
    for (let reason = 10; reason < 27; reason++) notes.add(`${reason}`, 'x')
    expect(notes.toSentences()).toHaveLength(20)
    expect(notes.toSentences().at(-1)).toBe('a, b, c, d, e and 2 more are not read.')
    for (let reason = 27; reason < 39; reason++) notes.add(`${reason}`, 'x')
    expect(notes.toSentences()).toHaveLength(21)
    expect(notes.toSentences().at(-1)).toBe('12 more notes are omitted.')
  })
})
