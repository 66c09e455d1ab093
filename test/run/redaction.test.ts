import { expect, test } from 'vitest'
import { createRedaction } from '../../src/run/redaction.ts'

const log = { redact: (text: string) => text.replaceAll('ghs_token', '***') }

test('createRedaction hides what the log masks, and what the pipe gets by `env`, line by line', () => {
  const passed = new Map([
    ['KEY', undefined],
    ['URL', 'https://x.io/s3cret'],
    ['MODE', 'debug'],
  ])
  const redact = createRedaction(passed, { KEY: 'first-line\nsecond-line', OTHER: 'not-passed-on' }, log)
  expect(redact('ghs_token first-line, second-line, https://x.io/s3cret/a')).toBe('*** ***, ***, ***/a')
  expect(redact('debug not-passed-on')).toBe('debug not-passed-on')
})
