import { describe, expect, test } from 'vitest'
import { ComparisonNotes } from '../../src/compare/comparison-notes.ts'

describe('ComparisonNotes', () => {
  test('returns one sentence for each reason, sorted and limited', () => {
    const notes = new ComparisonNotes()
    for (const name of ['a', 'b', 'c', 'd', 'e']) notes.add('Not read', name)
    expect(notes.toSentences()).toStrictEqual(['Not read: a, b, c, d, e.'])
    notes.add('Not read', 'f')
    notes.add('Gone', 'g')
    expect(notes.toSentences()).toStrictEqual(['Gone: g.', 'Not read: a, b, c, d, e, … (6 in all).'])
    for (let reason = 0; reason < 30; reason++) notes.add(`${reason}`, 'x')
    expect(notes.toSentences()).toHaveLength(21)
    expect(notes.toSentences().at(-1)).toBe('12 more notes are omitted.')
  })
})
