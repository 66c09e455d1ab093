import { describe, expect, test } from 'vitest'
import { maxWarningsOfKind, WarningCollector } from '../../src/lib/warning-collector.ts'

describe('WarningCollector', () => {
  test('keeps the first warnings of each kind, and counts the others', () => {
    const warnings = new WarningCollector()
    for (let at = 0; at < 50_000; at++) warnings.add('links', `Link ${at}.`)
    warnings.add('frames', 'Frame.')
    expect(warnings.texts).toStrictEqual([
      ...Array.from({ length: maxWarningsOfKind }, (_, at) => `Link ${at}.`),
      'Frame.',
      'There are 49,995 more warnings about links.',
    ])
  })
})
