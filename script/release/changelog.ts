/**
 * CHANGELOG.md in the form of https://keepachangelog.com. Each change adds its note to the section "Unreleased", and a
 * release turns that section into its own. The notes come from people and not from the subjects of commits, because a
 * subject says what a commit does to the code, and a note says what a release means for a workflow.
 */
import { type BumpLevel, getHighestLevel } from './version.ts'

/** The headings of notes, in the order in which a section has them, each with the least bump that it requires. */
const categories: ReadonlyMap<string, BumpLevel> = new Map([
  ['Removed', 'major'],
  ['Added', 'minor'],
  ['Changed', 'minor'],
  ['Deprecated', 'minor'],
  ['Fixed', 'patch'],
  ['Security', 'patch'],
])

const breakingNote = /^- \*\*Breaking:\*\* /m

interface Section {
  /** The version, or `Unreleased`. */
  readonly title: string
  readonly date: string | undefined
  readonly notes: ReadonlyMap<string, string>
}

interface Changelog {
  readonly opening: string
  readonly sections: readonly Section[]
}

/**
 * The least bump that the notes of the section "Unreleased" require; undefined without notes. Notes under "Removed",
 * and those that begin with `**Breaking:**`, require a major version.
 *
 * @throws for a section or a heading that the form does not have.
 */
export function getRequiredLevel(text: string): BumpLevel | undefined {
  const notes = findSection(parseChangelog(text), 'Unreleased')?.notes ?? new Map()
  if (notes.size === 0) return undefined
  const levels = [...notes].map(([category, lines]) =>
    breakingNote.test(lines) ? 'major' : (categories.get(category) ?? 'major'),
  )
  return getHighestLevel(levels)
}

/** The notes of a version as Markdown; undefined when it has no section with a date, or no notes. */
export function getNotes(text: string, version: string): string | undefined {
  const section = findSection(parseChangelog(text), version)
  return section?.date === undefined || section.notes.size === 0 ? undefined : renderNotes(section.notes)
}

/**
 * Moves the notes of the section "Unreleased" to a new section for `version`. Returns the new text.
 *
 * @param date the date of the release, `YYYY-MM-DD`.
 * @param pending a version that was prepared and not released: the new section replaces its section, and has its notes.
 * @throws when the version would have no notes.
 */
export function promoteUnreleased(text: string, version: string, date: string, pending = version): string {
  const { opening, sections } = parseChangelog(text)
  const given = ['Unreleased', pending].map((title) => findSection({ opening, sections }, title)?.notes ?? new Map())
  const names = [...categories.keys()].filter((name) => given.some((notes) => notes.has(name)))
  const notes = new Map(names.map((name) => [name, given.flatMap((each) => each.get(name) ?? []).join('\n')]))
  if (notes.size === 0) throw new Error('CHANGELOG.md has no notes under "Unreleased": nothing is to be released.')
  const others = sections.filter(({ title }) => title !== 'Unreleased' && title !== pending)
  const promoted = [
    { title: 'Unreleased', date: undefined, notes: new Map() },
    { title: version, date, notes },
  ]
  return `${[opening, ...[...promoted, ...others].map(renderSection)].join('\n\n')}\n`
}

function parseChangelog(text: string): Changelog {
  const [opening = '', ...rest] = text.split(/^(?=## )/m)
  return { opening: opening.trim(), sections: rest.map(parseSection) }
}

function parseSection(text: string): Section {
  const [heading = '', ...lines] = text.trim().split('\n')
  const [, title, date] = /^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$/.exec(heading) ?? []
  if (title === undefined) throw new Error(`CHANGELOG.md: "${heading}" is not "## [1.2.3] - YYYY-MM-DD".`)
  const [before = '', ...parts] = lines.join('\n').split(/^### /m)
  const misplaced = before.trim().split('\n')[0]
  if (misplaced) throw new Error(`CHANGELOG.md: "${misplaced}" stands under no heading such as "### Added".`)
  return { title, date, notes: new Map(parts.map(parsePart)) }
}

function parsePart(part: string): readonly [string, string] {
  const [name = '', ...lines] = part.trim().split('\n')
  const known = [...categories.keys()]
  if (!known.includes(name)) throw new Error(`CHANGELOG.md: "### ${name}" is unknown. Allowed: ${known.join(', ')}.`)
  return [name, lines.join('\n').trim()]
}

function findSection({ sections }: Changelog, title: string): Section | undefined {
  return sections.find((section) => section.title === title)
}

function renderSection({ title, date, notes }: Section): string {
  const heading = `## [${title}]${date === undefined ? '' : ` - ${date}`}`
  return notes.size === 0 ? heading : `${heading}\n\n${renderNotes(notes)}`
}

function renderNotes(notes: ReadonlyMap<string, string>): string {
  return [...notes].map(([name, lines]) => `### ${name}\n\n${lines}`).join('\n\n')
}
