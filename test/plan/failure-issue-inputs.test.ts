import { describe, expect, test } from 'vitest'
import { readFailureIssueInputs } from '../../src/plan/failure-issue-inputs.ts'
import { readWith } from './input-fixtures.ts'

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
    ['failure-issue', 'sometimes'],
    ['failure-issue-labels', 'x'.repeat(51)],
    ['failure-issue-labels', 'a\u0007'],
    ['failure-issue-labels', Array.from({ length: 21 }, (_, at) => at).join()],
    ['failure-issue-assignees', '@ada'],
    ['failure-issue-assignees', 'ada bob'],
    ['failure-issue-assignees', Array.from({ length: 11 }, (_, at) => `a${at}`).join()],
  ])('refuses %s: %j', (name, text) => {
    expect(readWith(readFailureIssueInputs, { [name]: text }).invalid).toStrictEqual([name])
  })
})
