import { describe, expect, test } from 'vitest'
import { getNotes, getRequiredLevel, promoteUnreleased } from '../../../script/release/changelog.ts'

const opening = '# Changelog\n\nWhat each release means.\n\n'
const older = '## [1.1.0] - 2026-01-05\n\n### Added\n\n- An input.\n'

describe('getRequiredLevel', () => {
  test.each([
    ['patch', '### Fixed\n\n- A fault.'],
    ['patch', '### Security\n\n- A fault.'],
    ['minor', '### Fixed\n\n- A fault.\n\n### Added\n\n- An input.'],
    ['minor', '### Changed\n\n- The log.'],
    ['major', '### Removed\n\n- An input.'],
    ['major', '### Changed\n\n- The log.\n- **Breaking:** The default of an input.'],
    [undefined, ''],
  ])('requires %s for these notes', (level, notes) => {
    expect(getRequiredLevel(`${opening}## [Unreleased]\n\n${notes}\n\n${older}`)).toBe(level)
  })

  test.each([
    [
      'a heading that the form does not have',
      '## [Unreleased]\n\n### Improved\n\n- It.\n',
      '"### Improved" is unknown',
    ],
    ['a note under no heading', '## [Unreleased]\n\n- It.\n', '"- It." stands under no heading'],
    ['a section without brackets', '## 1.2.3\n', '"## 1.2.3" is not "## [1.2.3] - YYYY-MM-DD"'],
  ])('refuses %s', (_, text, message) => {
    expect(() => getRequiredLevel(opening + text)).toThrow(message)
  })
})

describe('promoteUnreleased', () => {
  const text = `${opening}## [Unreleased]\n\n### Fixed\n\n- A fault.\n\n### Added\n\n- An output,\n  in two lines.\n\n${older}`
  const promoted = promoteUnreleased(text, '1.2.0', '2026-02-03')

  test('moves the notes to the section of the version, above older ones', () => {
    const notes = '### Added\n\n- An output,\n  in two lines.\n\n### Fixed\n\n- A fault.'
    expect(promoted).toBe(`${opening}## [Unreleased]\n\n## [1.2.0] - 2026-02-03\n\n${notes}\n\n${older}`)
    expect(getNotes(promoted, '1.2.0')).toBe(notes)
  })

  test.each(['1.2.0', '2.0.0'])('replaces the section of a version that is not released by %s', (version) => {
    const later = promoted.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- Another fault.\n')
    const notes = '### Added\n\n- An output,\n  in two lines.\n\n### Fixed\n\n- Another fault.\n- A fault.'
    expect(promoteUnreleased(later, version, '2026-02-04', '1.2.0')).toBe(
      `${opening}## [Unreleased]\n\n## [${version}] - 2026-02-04\n\n${notes}\n\n${older}`,
    )
  })

  test('refuses a version without notes', () => {
    expect(() => promoteUnreleased(`${opening}## [Unreleased]\n\n${older}`, '1.2.0', '2026-02-03')).toThrow('no notes')
  })
})

test('getNotes finds no notes in a section without a date', () => {
  expect(getNotes(`${opening}## [1.2.0]\n\n### Added\n\n- An input.\n`, '1.2.0')).toBeUndefined()
})
