import { describe, expect, test } from 'vitest'
import {
  type CommentMarker,
  commentMarkerLimit,
  formatCommentMarker,
  isNewerMarker,
  parseCommentMarker,
} from '../../src/github/comment-marker.ts'

const marker: CommentMarker = { key: 'k1', sha: 'a'.repeat(40), run: 812, attempt: 1, state: 'changed' }

describe('parseCommentMarker', () => {
  test('returns what formatCommentMarker was given, with any characters', () => {
    const hostile = { ...marker, key: '--><b>', state: '<!-- \\"' }
    expect(formatCommentMarker(hostile)).toMatch(/^<!-- disdat-run-action [^<>]+ -->$/)
    expect(formatCommentMarker(hostile).slice(4, -3)).not.toContain('--')
    expect(parseCommentMarker(`${formatCommentMarker(hostile)}\r\nMore.`)).toEqual(hostile)
  })

  test.each([
    ['a text without a marker', 'Well done.'],
    ['a list', '<!-- disdat-run-action [1] -->'],
    ['JSON that is cut', '<!-- disdat-run-action {"v":1, -->'],
    ['a negative run', formatCommentMarker({ ...marker, run: -1 })],
    ['half a run', formatCommentMarker({ ...marker, run: 0.5 })],
    ['a marker that is not at the beginning', `> ${formatCommentMarker(marker)}`],
  ])('returns undefined for %s', (_, body) => {
    expect(parseCommentMarker(body)).toBeUndefined()
  })

  test('reads the marker of a later version', () => {
    const later = formatCommentMarker(marker).replace('"v":1', '"v":2,"more":[]')
    expect(parseCommentMarker(later)).toEqual(marker)
  })
})

test('formatCommentMarker stays within its limit', () => {
  const longest = {
    key: 'k'.repeat(64),
    sha: 'a'.repeat(64),
    run: Number.MAX_SAFE_INTEGER,
    attempt: 999,
    state: 'changed',
  }
  expect(formatCommentMarker(longest).length).toBeLessThanOrEqual(commentMarkerLimit)
})

test.each([
  [{ run: 813 }, true],
  [{ run: 811, attempt: 9 }, false],
  [{ attempt: 2 }, true],
  [{}, false],
])('isNewerMarker for %j: %s', (overrides, isNewer) => {
  expect(isNewerMarker({ ...marker, ...overrides }, marker)).toBe(isNewer)
})
