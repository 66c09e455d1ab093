import { createWholeSection, type Section } from '../fit-sections.ts'
import type { Report } from '../report.ts'

/** What a deletion leaves in a bucket that keeps versions. */
export function versionsOf({ cleanup }: Report): Section {
  const text =
    'The bucket keeps versions: what was deleted is hidden and still paid for, until a lifecycle rule of the bucket removes it.'
  return createWholeSection('notes', cleanup?.isVersioned ? text : '')
}
