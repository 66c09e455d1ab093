import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renderInputsPage, renderOutputsPage } from '../../script/docs/reference.ts'
import { root } from '../testbed/process.ts'

const read = (file: string) => readFile(join(root, file), 'utf8')
const manifests = {
  action: await read('action.yml'),
  report: await read('report/action.yml'),
  plan: await read('plan/action.yml'),
  freshness: await read('freshness/action.yml'),
}
const update = 'run `npm run docs` after a change of a manifest'

test('docs/inputs.md has the inputs of all manifests', async () => {
  expect(await read('docs/inputs.md'), update).toBe(renderInputsPage(manifests))
})

test('docs/outputs.md has the outputs of all manifests', async () => {
  expect(await read('docs/outputs.md'), update).toBe(renderOutputsPage(manifests))
})

describe('renderInputsPage', () => {
  const page = renderInputsPage({
    action: `inputs:
  # Image
  image:
    description: The image, described in docs/dialects.md.
    required: true
  # Report
  comment:
    description: >-
      When to comment. ${'`a b`, '.repeat(40)}
`,
    report: 'inputs: { comment: { description: When to comment there. } }',
    plan: 'inputs: { image: { description: The image. } }',
    freshness: 'inputs: { expect: { description: What to expect. } }',
  })

  test('begins a group at each comment', () => {
    expect(page.match(/^##+ .*$/gm)).toStrictEqual([
      '## Image',
      '### `image`',
      '## Report',
      '### `comment`',
      '## Inputs of `disdat/run-action/report`',
      '### `comment`',
      '## Inputs of `disdat/run-action/freshness`',
      '### `expect`',
      '## Inputs of `disdat/run-action/plan`',
    ])
  })

  test('links to the heading of the input, which may have the name of its group', () => {
    expect(page).toContain('- **Image:** [`image`](#image-1)\n- **Report:** [`comment`](#comment)\n')
  })

  test('links to pages, and says what is required', () => {
    expect(page).toContain('The image, described in [dialects.md](dialects.md). Required.\n')
  })

  test('breaks lines at 150 characters, and never inside code', () => {
    const lines = page.split('\n')
    expect(lines.filter((line) => line.length > 150)).toStrictEqual([])
    expect(lines.filter((line) => (line.match(/`/g) ?? []).length % 2 === 1)).toStrictEqual([])
  })
})
