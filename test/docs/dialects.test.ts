import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dialects, getGeneration } from '../../src/disdat/generations.ts'

const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'dialects.md'), 'utf8')

/** The rows of the first table after a text, without its head. */
function readRows(text: string): readonly (readonly string[])[] {
  const [, table = ''] = /\n\n(\|.*?)\n\n/s.exec(page.slice(page.indexOf(text))) ?? []
  const rows = table.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  return rows.slice(2)
}

test('docs/dialects.md lists every dialect once', () => {
  const names = readRows('# Images of every Disdat').map(([name = '']) => name.replaceAll('`', ''))
  expect(names.toSorted()).toStrictEqual(dialects.toSorted())
})

describe('docs/dialects.md, What works in each', () => {
  const rows = readRows('## What works in each')
  const columns = [
    ...(['disdat-0.7.1', 'disdat-0.7.2', 'disdat-0.8.0', 'disdat-0.8.1'] as const),
    ...(['disdat-0.8.3', 'disdat-0.8.13', 'disdat-0.9.6', 'luigi'] as const),
  ].map(getGeneration)

  test.each([
    ['receives the input bundle', columns.map((each) => (each.takesInput ? 'by name and tags' : '`input-param`'))],
    ['a tag with a second colon', columns.map(({ tags }) => (tags === 'json' ? 'yes' : 'refused'))],
    ['an output without a name', columns.map((each) => (each.pushesUnnamedOutput ? 'yes' : 'refused'))],
    ['`force-all`', columns.map((each) => (each.hasForceAll ? 'yes' : 'refused'))],
    ['`workers`', columns.map((each) => (each.hasWorkers ? 'yes' : 'ignored'))],
    ['the value `--entrypoint`', columns.map((each) => (each.runsEntrypointOption ? 'refused' : 'yes'))],
    ['needs the key `<prefix>/`', columns.map((each) => (each.needsPrefixKey ? 'yes' : 'no'))],
  ])('says of %s what the table of generations says', (start, expected) => {
    expect(rows.find(([title = '']) => title.startsWith(start))?.slice(1)).toStrictEqual(expected)
  })
})
