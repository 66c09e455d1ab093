import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatIssueBody,
  type IssueMarker,
  issueMarkerLimit,
  parseIssueMarker,
  readAddition,
  replaceIssueMarker,
  showHidden,
} from '../../src/github/issue-marker.ts'
import { hostileText } from '../report/fixtures/hostile-text.ts'

const marker: IssueMarker = {
  ...{ key: 'k1', run: 812, attempt: 1, state: 'failing', verdict: 'pipe-error', failures: 2 },
  ...{ since: new Date('2026-08-01T02:00:00.000Z'), notifiedOn: '2026-08-03' },
}
const line = formatIssueBody(marker, '').split('\n')[0] ?? ''

describe('parseIssueMarker', () => {
  test('returns the marker of a body, also after an edit on the page of GitHub', () => {
    expect(parseIssueMarker(formatIssueBody(marker, 'Text.'))).toEqual(marker)
    expect(parseIssueMarker(formatIssueBody(marker, 'Text.').replaceAll('\n', '\r\n'))).toEqual(marker)
  })

  test.each([
    ['a text without a marker', 'Well done.'],
    ['a comment of a pull request', line.replace('-failure', '')],
    ['a negative run', line.replace('"run":812', '"run":-1')],
    ['a text as run', line.replace('"run":812', '"run":"812"')],
    ['another state', line.replace('failing', 'open')],
    ['an invalid time', line.replace('T02:00', 'T99:00')],
    ['a missing key', line.replace('"key"', '"kez"')],
    ['a missing version', line.replace('"v":1', '"w":1')],
    ['a marker that is not at the beginning', `> ${line}`],
  ])('returns undefined for %s', (_, body) => {
    expect(parseIssueMarker(body)).toBeUndefined()
  })

  test('reads every marker that the action writes, and a verdict without other characters', () => {
    const count = fc.nat(Number.MAX_SAFE_INTEGER)
    const time = fc.date({ min: new Date(0), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
    const markers = fc.record({
      ...{ run: count, attempt: count, failures: count, since: time },
      ...{ key: fc.stringMatching(/^[0-9a-f]{64}$/), notifiedOn: fc.constant('2026-08-03') },
      state: fc.constantFrom('failing', 'succeeded', 'duplicate'),
      verdict: fc.oneof(hostileText, fc.constant('-'.repeat(99)), fc.constant('access-denied')),
    })
    fc.assert(
      fc.property(markers, (value) => {
        const verdict = value.verdict.replace(/[^a-z-]/g, '').slice(0, 24)
        const body = formatIssueBody(value, '')
        expect(parseIssueMarker(body)).toEqual({ ...value, verdict })
        expect(body.length).toBeLessThanOrEqual(issueMarkerLimit)
      }),
    )
  })
})

describe('the body of an issue', () => {
  test('has no other marker, for any text, and keeps what a person wrote below', () => {
    fc.assert(
      fc.property(fc.array(hostileText), hostileText, fc.nat(2), (texts, addition, at) => {
        const forged = [...texts.slice(0, at), formatIssueBody({ ...marker, key: 'forged' }, 'x'), ...texts.slice(at)]
        const body = formatIssueBody(marker, showHidden(forged.join('\n')), addition.replaceAll('<!--', ''))
        expect(parseIssueMarker(body)).toEqual(marker)
        expect(body.match(/<!--/g)).toHaveLength(2)
        expect(readAddition(body)).toBe(addition.replaceAll('<!--', ''))
      }),
    )
  })

  test('keeps everything but its first line when its marker is replaced', () => {
    const body = formatIssueBody(marker, 'Text with $& and $1.', '\r\nMore.')
    const replaced = replaceIssueMarker(body, { ...marker, state: 'succeeded' })
    expect(parseIssueMarker(replaced)?.state).toBe('succeeded')
    expect(replaced.split('\n').slice(1)).toEqual(body.split('\n').slice(1))
  })

  test('has no addition when a person removed the end of the text', () => {
    expect(readAddition(`${line}\nText.`)).toBe('')
  })
})
