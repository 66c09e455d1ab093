import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, describe, expect } from 'vitest'
import { root } from './testbed/process.ts'
import { validateManifest } from './testbed/runner/github-parser.ts'
import { readManifest } from './testbed/runner/manifest.ts'

const manifests = ['action.yml', 'report/action.yml', 'plan/action.yml', 'freshness/action.yml']
/** Written so, because a linter takes `${` in a plain string for a mistake. */
const writeExpression = (text: string) => `\${{ ${text} }}`
const read = (path: string) => readFile(join(root, path), 'utf8')

const test = base.extend('folder', async ({ task: _task }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'manifest-'))
  onCleanup(() => rm(folder, { recursive: true, force: true }))
  return folder
})

describe.each(manifests)('%s', (path) => {
  test('has no error under the schema that GitHub documents', async () => {
    expect(validateManifest({ name: path, content: await read(path) })).toEqual([])
  })

  test('has expressions only in defaults', async () => {
    const lines = (await read(path)).split('\n').filter((line) => line.includes('${{'))
    expect(lines.filter((line) => !/^ {4}default: /.test(line))).toEqual([])
  })

  test('is loaded by the runner, which evaluates the defaults', async () => {
    const contexts = { github: { token: 'ghs_1' }, matrix: { shard: 2 } }
    const { defaults } = await readManifest(join(root, path, '..'), contexts)
    const hasToken = (await read(path)).includes('github-token:')
    expect(defaults.get('github-token')).toBe(hasToken ? 'ghs_1' : undefined)
    expect([...defaults.values()].filter((value) => value.includes('${{'))).toEqual([])
  })
})

describe('readManifest', () => {
  const runs = 'runs: { using: node24, main: main.js }'
  const readText = async (folder: string, text: string, contexts = {}) => {
    await writeFile(join(folder, 'action.yml'), text)
    return await readManifest(folder, contexts)
  }
  const writeDefault = (text: string) => `inputs: { a: { default: '${text}' } }\n${runs}`

  test.for([
    ['an expression in the description of an input', `inputs: { a: { description: '\${{ github.token }}' } }\n${runs}`],
    ['an expression in the description of an output', `outputs: { a: { description: '\${{ matrix }}' } }\n${runs}`],
    ['an expression in the description of the action', `description: \${{ github.token }}\n${runs}`],
    ['an expression in a key that the runner does not know', `author: \${{ github.actor }}\n${runs}`],
    ['a context that defaults do not have', writeDefault(writeExpression('secrets.TOKEN'))],
    ['the environment in a default', writeDefault(writeExpression('env.HOME'))],
    ['a function that does not exist', writeDefault(writeExpression('trim(github.token)'))],
    ['an expression that does not end', writeDefault('${{ github.token')],
    ['an input that is given twice', `inputs: { a: { default: x }, A: { default: y } }\n${runs}`],
    ['a list where a text belongs', `inputs: { a: { default: [x] } }\n${runs}`],
    ['an output that is only a text', `outputs: { a: x }\n${runs}`],
    ['no stage', 'name: x'],
    ['a stage without a script', 'runs: { using: node24 }'],
    ['a script without a name', "runs: { using: node24, main: '' }"],
    ['a key that runs does not have', 'runs: { using: node24, main: main.js, finally: post.js }'],
    ['a version of Node.js that no runner has', 'runs: { using: node99, main: main.js }'],
    ['what is not YAML', 'runs: { using: node24'],
  ] as const)('refuses %s', async ([, text], { folder }) => {
    await expect(readText(folder, text)).rejects.toThrow('Failed to load action.yml')
  })

  test.for([
    ['pre', 'runs: { using: node24, main: main.js, pre: pre.js }'],
    ['post-if', 'runs: { using: node24, main: main.js, post: post.js, post-if: success() }'],
  ] as const)('refuses %s, which the harness does not implement', async ([, text], { folder }) => {
    await expect(readText(folder, text)).rejects.toThrow('which this harness does not')
  })

  test('accepts keys of an input that the runner does not know', async ({ folder }) => {
    const { defaults } = await readText(folder, `inputs: { a: { type: number, default: 1 } }\n${runs}`)
    expect(Object.fromEntries(defaults)).toEqual({ a: '1' })
  })

  test.for([
    [writeExpression('toJSON(matrix)'), 'null'],
    [writeExpression('github.token'), ''],
    [`x-${writeExpression('github.token || runner.os')}-y`, 'x--y'],
    [writeExpression('strategy.job-total == null && job == null'), 'true'],
  ] as const)('evaluates %s to "%s" when a job has no contexts', async ([text, value], { folder }) => {
    expect((await readText(folder, writeDefault(text))).defaults.get('a')).toBe(value)
  })

  test('rejects a context that the runner does not give', async ({ folder }) => {
    await expect(readText(folder, runs, { secrets: {} })).rejects.toThrow('the runner gives no context secrets')
  })
})
