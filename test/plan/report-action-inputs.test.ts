import { describe, expect, test } from 'vitest'
import { InvalidInputs } from '../../src/action/input-problems.ts'
import { readReportActionInputs } from '../../src/plan/report-action-inputs.ts'
import { createInputEnv } from './input-fixtures.ts'

describe('readReportActionInputs', () => {
  test('comments on changes and writes a summary by default', () => {
    expect(readReportActionInputs(createInputEnv({ 'result-file': 'a.json\nout/*.json' }))).toStrictEqual({
      resultFiles: ['a.json', 'out/*.json'],
      comment: { comment: 'changes', commentKey: undefined, commentMode: 'update', githubToken: undefined },
      summary: true,
      acceptance: { ways: [], label: 'disdat: accepted', acceptBy: 'writer' },
    })
  })

  test('returns what is given', () => {
    const env = createInputEnv({ 'result-file': 'a', comment: 'never', 'github-token': 't', summary: 'false' })
    expect(readReportActionInputs(env)).toMatchObject({
      comment: { comment: 'never', githubToken: 't' },
      summary: false,
    })
  })

  test('throws one error for all invalid inputs, with a missing file', () => {
    const read = () => readReportActionInputs(createInputEnv({ comment: 'maybe', summary: 'yes please' }))
    expect(read).toThrow(InvalidInputs)
    expect(read).toThrow(/3 input errors:\n- result-file: nothing given\. Name the result file of the run\.\n/)
  })
})
