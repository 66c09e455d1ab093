import { describe, expect, test } from 'vitest'
import { bumpVersion, compareVersions, getMajor, isVersion } from '../../../script/release/version.ts'

describe('isVersion', () => {
  test.each(['1.2.3', '0.0.0', '10.20.30'])('accepts %s', (text) => {
    expect(isVersion(text)).toBe(true)
  })

  test.each(['v1.2.3', '1.2', '1.2.3-rc.1', '01.2.3', '1.2.3\n', '1.2.3/..', '1.2.9999999', ''])(
    'refuses %j',
    (text) => {
      expect(isVersion(text)).toBe(false)
      expect(() => getMajor(text)).toThrow('is not a version')
    },
  )
})

test('compareVersions compares numbers and not texts', () => {
  expect(['1.10.0', '1.9.10', '2.0.0', '1.9.9'].toSorted(compareVersions)).toEqual([
    '1.9.9',
    '1.9.10',
    '1.10.0',
    '2.0.0',
  ])
})

test.each([
  ['major', '2.0.0'],
  ['minor', '1.3.0'],
  ['patch', '1.2.4'],
] as const)('bumpVersion raises the %s version', (level, version) => {
  expect(bumpVersion('1.2.3', level)).toBe(version)
})
