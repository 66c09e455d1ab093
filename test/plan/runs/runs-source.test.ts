import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { InputProblem } from '../../../src/action/input-problems.ts'
import { readManyInputs } from '../../../src/plan/many-inputs.ts'
import { maxRunsLength, readRunsSource } from '../../../src/plan/runs/runs-source.ts'
import { readWith } from '../input-fixtures.ts'
import { now } from './fixtures.ts'

const folder = await mkdtemp(join(tmpdir(), 'runs-source-'))
const workspace = join(folder, 'workspace')
await mkdir(join(workspace, 'etl', 'folder.yml'), { recursive: true })
await mkdir(join(workspace, '.git'))
for (const name of ['runs.yml', 'LOUD.YAML', 'a:b.yml']) await writeFile(join(workspace, 'etl', name), 'clean:\n')
await writeFile(join(workspace, '.git', 'config.yml'), 'secret:\n')
await writeFile(join(workspace, 'large.yaml'), 'x'.repeat(maxRunsLength + 1))
await writeFile(join(workspace, 'latin.yml'), Buffer.from([0xe9, 0x0a]))
await writeFile(join(folder, 'outside.yml'), 'secret:\n')
await symlink(join(folder, 'outside.yml'), join(workspace, 'link.yml'))
await symlink(folder, join(workspace, 'up'))
await symlink('etl/runs.yml', join(workspace, 'inside.yml'))

async function readSource(inputs: Readonly<Record<string, string>>, root = workspace) {
  const problems: InputProblem[] = []
  const many = readWith(readManyInputs, inputs).values
  const source = await readRunsSource({ many }, { GITHUB_WORKSPACE: root }, now, problems)
  return { source, problems }
}

const outside = 'Paths must stay inside the workspace and must not contain `..`.'
const unreadable = (reason: string) =>
  `^The file cannot be read: ${reason}\\. Check the repository out first, and give one of its files\\.$`

describe('readRunsSource', () => {
  test('has none without both inputs', async () => {
    expect(await readSource({})).toStrictEqual({ source: undefined, problems: [] })
  })

  test.each([
    ['a map', 'clean:\n  pipe-class: a.B\n'],
    ['a map on one line', 'clean: { image: x.yml }'],
    ['a map on one line that ends like a file', 'clean: runs.yml'],
    ['a text that is neither a map nor a file', 'clean'],
    ['a file with a text behind it', 'runs.yml.old'],
    ['a name that ends with the letters only', 'runsyml'],
    ['two lines', 'a\nruns.yml'],
    ['a text of the largest size', 'x'.repeat(maxRunsLength)],
  ])('takes %s as YAML', async (_, text) => {
    expect(await readSource({ runs: text })).toStrictEqual({
      source: { kind: 'runs', label: 'runs', text, now },
      problems: [],
    })
  })

  test('takes `each` as the parameters of one run', async () => {
    for (const text of ['day: [1]', 'runs.yml'])
      expect(await readSource({ each: text })).toStrictEqual({
        source: { kind: 'each', label: 'each', text, now },
        problems: [],
      })
  })

  test.each([
    'etl/runs.yml',
    ' ./etl/runs.yml\n',
    '\n  etl/runs.yml',
    'inside.yml',
    'etl/LOUD.YAML',
    'etl/a:b.yml',
    join(workspace, 'etl/runs.yml'),
  ])('reads the file %s', async (name) => {
    const { source, problems } = await readSource({ runs: name })
    expect(problems).toStrictEqual([])
    expect(source).toStrictEqual({ kind: 'runs', label: name.trim(), text: 'clean:\n', now })
  })

  test.each([
    ['../outside.yml', outside],
    ['link.yml', outside],
    ['up/outside.yml', outside],
    ['.git/config.yml', 'The file belongs to git. Give a file of the checkout.'],
    ['etl/folder.yml', expect.stringMatching(unreadable('.*folder\\.yml is not a regular file'))],
    ['large.yaml', expect.stringMatching(unreadable('.*large\\.yaml has more than 131072 bytes'))],
    ['latin.yml', expect.stringMatching(unreadable('.*not valid for encoding utf-8'))],
    ['none.yml', expect.stringMatching(unreadable("ENOENT: no such file or directory, realpath '.*'"))],
  ])('refuses the file %s', async (name, expected) => {
    const { source, problems } = await readSource({ runs: name })
    expect(source).toBeUndefined()
    expect(problems).toStrictEqual([{ where: 'runs', given: name, expected }])
  })

  test('refuses a file without a workspace, a text that is too long, and both inputs', async () => {
    const expected = 'GITHUB_WORKSPACE is not set, and paths are relative to it.'
    expect(await readSource({ runs: 'a.yml' }, '')).toStrictEqual({
      source: undefined,
      problems: [{ where: 'runs', given: 'a.yml', expected }],
    })
    const many = readWith(readManyInputs, { runs: 'a.yml' }).values
    const problems: InputProblem[] = []
    expect(await readRunsSource({ many }, {}, now, problems)).toBeUndefined()
    expect(problems).toStrictEqual([{ where: 'runs', given: 'a.yml', expected }])
    const long = 'x'.repeat(maxRunsLength + 1)
    for (const where of ['runs', 'each'])
      expect(await readSource({ [where]: long })).toStrictEqual({
        source: undefined,
        problems: [{ where, given: long, expected: 'It has at most 131072 characters. Use shorter runs.' }],
      })
    expect((await readSource({ runs: 'a: {}', each: 'day: [1]' })).problems).toStrictEqual([
      { where: 'each', given: 'day: [1]', expected: 'Write it into the runs of `runs`, or remove `runs`.' },
    ])
  })
})
