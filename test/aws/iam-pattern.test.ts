import { expect, test } from 'vitest'
import { escapePattern } from '../../src/aws/iam-pattern.ts'
import { matchesPattern } from '../testbed/session-policies.ts'

test.each([
  ['shop', 'shop'],
  ['sh?p*', 'sh${?}p${*}'],
  ['${*}', '${$}{${*}}'],
  ['$$', '${$}${$}'],
])('escapePattern makes %s stand for itself', (text, pattern) => {
  expect(escapePattern(text)).toBe(pattern)
  expect(matchesPattern(pattern, text)).toBe(true)
  expect(matchesPattern(pattern, `${text}s`)).toBe(false)
})
