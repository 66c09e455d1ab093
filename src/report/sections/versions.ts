import { createWholeSection, type Section } from '../fit-sections.ts'
import type { Report } from '../report.ts'

/** What a deletion leaves in a versioned bucket. */
export function createVersioningSection({ cleanup }: Report): Section {
  const text =
    'The bucket is versioned: deleted objects are hidden and billed until a lifecycle rule of the bucket removes them.'
  return createWholeSection('notes', cleanup?.isVersioned ? text : '')
}
