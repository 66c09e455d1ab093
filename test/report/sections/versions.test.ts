import { describe, expect, test } from 'vitest'
import { createVersioningSection } from '../../../src/report/sections/versions.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { started } from '../fixtures/reports.ts'

const cleanup = { bundles: 3, objects: 41, bytes: 2048, isVersioned: true }

describe('createVersioningSection', () => {
  test('says that a versioned bucket still stores deleted objects', () => {
    expect(renderSection(createVersioningSection({ ...started, cleanup }))).toMatch(/^The bucket is versioned: /)
  })

  test('is empty for other buckets and without a cleanup', () => {
    expect(renderSection(createVersioningSection({ ...started, cleanup: { ...cleanup, isVersioned: false } }))).toBe('')
    expect(renderSection(createVersioningSection(started))).toBe('')
  })
})
