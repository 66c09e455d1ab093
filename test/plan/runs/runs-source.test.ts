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
await writeFile(join(workspace, 'etl', 'runs.yml'), 'clean:\n')
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

describe('readRunsSource', () => {
  test('has none without both inputs', async () => {
    expect(await readSource({})).toStrictEqual({ source: undefined, problems: [] })
  })

  test.each([
    ['a map', 'clean:\n  pipe-class: a.B\n'],
    ['a map on one line', 'clean: { image: x.yml }'],
    ['a map on one line that ends like a file', 'clean: runs.yml'],
    ['a text that is neither a map nor a file', 'clean'],
  ])('takes %s as YAML', async (_, text) => {
    expect(await readSource({ runs: text })).toStrictEqual({
      source: { kind: 'runs', label: 'runs', text, now },
      problems: [],
    })
  })

  test('takes `each` as the parameters of one run', async () => {
    expect((await readSource({ each: 'day: [1]' })).source).toMatchObject({ kind: 'each', text: 'day: [1]' })
  })

  test.each(['etl/runs.yml', ' ./etl/runs.yml\n', 'inside.yml', join(workspace, 'etl/runs.yml')])(
    'reads the file %s',
    async (name) => {
      const { source, problems } = await readSource({ runs: name })
      expect(problems).toStrictEqual([])
      expect(source).toStrictEqual({ kind: 'runs', label: name.trim(), text: 'clean:\n', now })
    },
  )

  test.each([
    ['../outside.yml', 'Paths must stay inside the workspace'],
    ['link.yml', 'Paths must stay inside the workspace'],
    ['up/outside.yml', 'Paths must stay inside the workspace'],
    ['.git/config.yml', 'The file belongs to git.'],
    ['etl/folder.yml', 'folder.yml is not a regular file'],
    ['large.yaml', 'large.yaml has more than 131072 bytes'],
    ['latin.yml', 'The file cannot be read'],
    ['none.yml', 'The file cannot be read'],
  ])('refuses the file %s', async (name, expected) => {
    const { source, problems } = await readSource({ runs: name })
    expect(source).toBeUndefined()
    expect(problems).toStrictEqual([{ where: 'runs', given: name, expected: expect.stringContaining(expected) }])
  })

  test('refuses a file without a workspace, a text that is too long, and both inputs', async () => {
    expect((await readSource({ runs: 'a.yml' }, '')).problems).toMatchObject([{ where: 'runs' }])
    expect((await readSource({ runs: `${'x'.repeat(maxRunsLength)}\n\n` })).problems).toMatchObject([{ where: 'runs' }])
    expect((await readSource({ runs: 'a: {}', each: 'day: [1]' })).problems).toMatchObject([{ where: 'each' }])
  })
})
