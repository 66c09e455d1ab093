import { describe, expect, test } from 'vitest'
import { createFailureTexts } from '../../src/run/failure-texts.ts'
import { createFailed, produced } from '../report/fixtures/reports.ts'

const failure = { verdict: 'pipe-error', evidence: 'It failed.', advice: 'Fix the pipe.' } as const
const failed = createFailed(failure)
const label = { name: 'daily', values: new Map([['day', '1']]) }

describe('createFailureTexts', () => {
  test('names the run, its verdict, what was seen, the line and what to do', () => {
    const located = { ...failed, label, failure: { ...failure, where: { file: 'a.py', line: 3 } } }
    expect(createFailureTexts([located, produced], {})).toEqual([
      'daily [day=1]: pipe-error: It failed. At a.py:3. Fix the pipe.',
    ])
  })

  test('has five failures, and counts the others and the runs that did not start', () => {
    const notRun = { ...produced, status: 'not-run' } as const
    const texts = createFailureTexts([...Array.from({ length: 7 }, () => failed), notRun], {})
    expect(texts).toHaveLength(6)
    expect(texts.at(-1)).toBe('2 more runs did not succeed, and 1 run did not start. The summary lists all runs.')
  })
})
