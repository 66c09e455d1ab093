import { expect, test } from 'vitest'
import { createPageName, renderPageLink } from '../../src/report/page-artifact.ts'

test('createPageName creates another name each time, because artifacts of one name conflict', () => {
  const names = Array.from({ length: 100 }, createPageName)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^report-[0-9a-f]{8}\.html$/)
})

test('renderPageLink links the artifacts of the workflow run, and names the page', () => {
  const page = { name: 'report-1a2b3c4d.html', runUrl: 'https://github.com/acme/pipelines/actions/runs/812' }
  expect(renderPageLink(page)).toBe(
    '[Whole report](https://github.com/acme/pipelines/actions/runs/812#artifacts) (artifact `report-1a2b3c4d.html`)',
  )
})

test('renderPageLink is empty outside of a workflow', () => {
  expect(renderPageLink({ name: 'report-1a2b3c4d.html', runUrl: '' })).toBe('')
})
