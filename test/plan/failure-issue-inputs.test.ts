import { describe, expect, test } from 'vitest'
import { readFailureIssueInputs } from '../../src/plan/failure-issue-inputs.ts'
import { findReadProblems, readWith } from './input-fixtures.ts'

const labelRule = 'A label has at most 50 characters and no control characters.'

describe('readFailureIssueInputs', () => {
  test('opens no issue by default', () => {
    expect(readWith(readFailureIssueInputs, {})).toStrictEqual({
      values: { isEnabled: false, key: undefined, labels: [], assignees: [] },
      invalid: [],
    })
  })

  test('returns what is given, each word once', () => {
    const inputs = {
      ...{ 'failure-issue': 'true', 'failure-issue-key': ' orders ' },
      ...{
        'failure-issue-labels': 'data, on call\nP1: now 🚨\n',
        'failure-issue-assignees': 'ada, bob_acme,ada,x[bot]',
      },
    }
    expect(readWith(readFailureIssueInputs, inputs)).toStrictEqual({
      values: {
        ...{ isEnabled: true, key: 'orders', labels: ['data', 'on call', 'P1: now 🚨'] },
        assignees: ['ada', 'bob_acme', 'x[bot]'],
      },
      invalid: [],
    })
  })

  test.each([
    ['failure-issue-labels', 'x'.repeat(50)],
    ['failure-issue-labels', Array.from({ length: 20 }, (_, at) => at).join()],
    ['failure-issue-assignees', `a${'_'.repeat(99)}`],
    ['failure-issue-assignees', Array.from({ length: 10 }, (_, at) => `a${at}`).join()],
  ])('accepts %s: %j', (name, text) => {
    expect(readWith(readFailureIssueInputs, { [name]: text }).invalid).toStrictEqual([])
  })

  test.each([
    ['failure-issue', 'sometimes', 'Allowed: true, false.'],
    ['failure-issue-labels', 'x'.repeat(51), labelRule],
    ['failure-issue-labels', 'a\u0007', labelRule],
    ['failure-issue-labels', 'a\ud800', labelRule],
    ...['@ada', 'ada bob', '-ada', 'ada!', 'ada[bot]x', `a${'x'.repeat(100)}`].map((text): [string, string, string] => [
      'failure-issue-assignees',
      text,
      'Give logins of GitHub without `@`, separated by commas or line breaks.',
    ]),
  ])('refuses %s: %j', (where, given, expected) => {
    expect(findReadProblems(readFailureIssueInputs, { [where]: given })).toStrictEqual([{ where, given, expected }])
  })

  test.each([
    ['failure-issue-labels', 21, 'Give at most 20.'],
    ['failure-issue-assignees', 11, 'Give at most 10.'],
  ])('refuses %s with %j words', (where, length, expected) => {
    const text = Array.from({ length }, (_, at) => `a${at}`).join()
    expect(findReadProblems(readFailureIssueInputs, { [where]: text })).toStrictEqual([
      { where, given: `${length} words`, expected },
    ])
  })
})
