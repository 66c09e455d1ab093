import { expect, test } from 'vitest'
import { Redaction } from '../../src/run/redaction.ts'
import { planRuns } from '../plan/runs/fixtures.ts'

const log = { redact: (text: string) => text.replaceAll('ghs_token', '***') }

test('Redaction hides what the log masks, and what the pipe gets by `env`, line by line', () => {
  const passed = new Map([
    ['KEY', undefined],
    ['URL', 'https://x.io/s3cret'],
    ['MODE', 'debug'],
  ])
  const redaction = new Redaction({ KEY: 'first-line\nsecond-line', OTHER: 'not-passed-on' }, log)
  redaction.add(passed)
  expect(redaction.hide('ghs_token first-line, second-line, https://x.io/s3cret/a')).toBe('*** ***, ***, ***/a')
  expect(redaction.hide('debug not-passed-on')).toBe('debug not-passed-on')
})

test('Redaction hides what several runs have of their own, and no value of `each`', () => {
  const redaction = new Redaction({ CLEAN_KEY: 'passed-on-secret' }, log)
  redaction.addRuns(
    planRuns(`
      clean:
        each: { day: [2026-07-01, 2026-07-02] }
        env: { CLEAN_KEY: , DAY: "\${day}" }
      daily:
        needs: clean
        env: { URL: https://x.io/s3cret }
    `),
  )
  expect(redaction.hide('passed-on-secret https://x.io/s3cret 2026-07-01')).toBe('*** *** 2026-07-01')
})
