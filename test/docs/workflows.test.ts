import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { getField, getList, getString } from '../../src/lib/json.ts'
import { root } from '../testbed/process.ts'
import { validateWorkflow } from '../testbed/runner/github-parser.ts'

const listFiles = async (folder: string, ending: RegExp) =>
  (await readdir(join(root, folder))).filter((name) => ending.test(name)).map((name) => join(folder, name))

const workflows = [
  ...(await listFiles('.github/workflows', /\.ya?ml$/)),
  ...(await listFiles('examples/workflows', /\.ya?ml$/)),
]
const pages = [...(await listFiles('.', /\.md$/)), ...(await listFiles('docs', /\.md$/)), 'examples/pipeline/README.md']

/** The fenced YAML blocks of a page, each with the name that a failure shows. */
async function readBlocks(page: string): Promise<readonly (readonly [name: string, text: string])[]> {
  const text = await readFile(join(root, page), 'utf8')
  const fences = text.matchAll(/^([ \t]*)```ya?ml\n(.*?)^\1```/gms)
  return [...fences].map(([, indent = '', block = ''], index) => [
    `${page}, block ${index + 1}`,
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  ])
}

const blocks = (await Promise.all(pages.map(readBlocks))).flat()

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Completes a block to a workflow: it holds a whole one, keys of a job, a list of steps, or the `with:` of a step. */
function completeWorkflow(block: string): string {
  const given: unknown = parse(block)
  if (isRecord(given) && 'jobs' in given) return 'on' in given ? block : `on: push\n${block}`
  const { on = 'push', ...job } = Array.isArray(given)
    ? { steps: given }
    : isRecord(given) && 'steps' in given
      ? given
      : { steps: [{ uses: 'disdat/run-action@v1', with: given }] }
  return stringify({ on, jobs: { example: { 'runs-on': 'ubuntu-latest', ...job } } })
}

const readInputs = async (manifest: string) =>
  Object.keys(Object(getField(parse(await readFile(join(root, manifest), 'utf8')), 'inputs')))

const inputsByAction = new Map([
  ['disdat/run-action', await readInputs('action.yml')],
  ['disdat/run-action/report', await readInputs('report/action.yml')],
  ['disdat/run-action/plan', await readInputs('plan/action.yml')],
  ['disdat/run-action/freshness', await readInputs('freshness/action.yml')],
])

/** The inputs of our actions that a workflow sets and that their manifests lack. */
function findUnknownInputs(workflow: string): readonly string[] {
  const steps = Object.values(Object(getField(parse(workflow), 'jobs'))).flatMap((job) =>
    Object(getField(job, 'steps') ?? []),
  )
  return steps.flatMap((step) => {
    const inputs = inputsByAction.get(String(getField(step, 'uses')).split('@')[0] ?? '')
    return Object.keys(Object(getField(step, 'with') ?? {})).filter((name) => inputs?.includes(name) === false)
  })
}

test.each(workflows)("%s has no error for GitHub's parser", async (name) => {
  expect(await validateWorkflow({ name, content: await readFile(join(root, name), 'utf8') })).toEqual([])
})

test('each run step of this repository is one command of script/ or of npm, and each script has a test', async () => {
  const own = workflows.filter((name) => name.startsWith('.github/'))
  const texts = await Promise.all(own.map((name) => readFile(join(root, name), 'utf8')))
  const jobs = texts.flatMap((text) => Object.values(Object(getField(parse(text), 'jobs'))))
  const commands = jobs.flatMap((job) => getList(job, 'steps').flatMap((step) => getString(step, 'run') ?? []))
  expect(commands.length).toBeGreaterThan(20)
  expect(
    commands.filter(
      (command) =>
        !/^(?:script\/[\w-]+|npm (?:ci|test|run [\w:-]+)|node node_modules\/[@\w/-]+)(?: [^\n;|&`$]| "\$\w+"|$)/.test(
          command,
        ),
    ),
  ).toEqual([])
  expect(commands.filter((command) => command.trimEnd().includes('\n') || command.includes('${{'))).toEqual([])
  const scripts = new Set(commands.flatMap((command) => /script\/[\w-]+/.exec(command)?.[0] ?? []))
  const tests = (await readdir(join(root, 'test/script'))).filter((name) => name.endsWith('.test.ts'))
  const tested = (await Promise.all(tests.map((name) => readFile(join(root, 'test/script', name), 'utf8')))).join('')
  const isTested = (script: string) => tested.includes(script) || tested.includes(`'${script.replace('script/', '')}'`)
  expect([...scripts].filter((script) => !isTested(script))).toEqual([])
})

describe.each(blocks)('%s', (name, block) => {
  const content = completeWorkflow(block)

  test("has no error for GitHub's parser", async () => {
    expect(await validateWorkflow({ name, content })).toEqual([])
  })

  test('sets only inputs that our actions have', () => {
    expect(findUnknownInputs(content)).toEqual([])
  })
})

test('the pages have YAML blocks', () => {
  expect(blocks.length).toBeGreaterThan(5)
})

describe('validateWorkflow', () => {
  const writeJob = (text: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${text}`
  const writeStep = (text: string) => writeJob(`    steps:\n      - run: echo\n        ${text}\n`)

  test.each([
    ['a key that a step does not have', writeStep('uses-with: 1')],
    ['a context that a step does not have', writeStep(`name: \${{ needz.a.result }}`)],
    ['secrets in the condition of a step', writeStep('if: secrets.TOKEN != 1')],
    ['a function that does not exist', writeStep('if: allways()')],
    ['an event that does not exist', writeStep('id: a').replace('push', 'pushed')],
    ['a job that needs a missing job', writeJob('    needs: b\n    steps: [{ run: echo }]\n')],
    ['a permission that does not exist', writeJob('    permissions: { pulls: write }\n    steps: [{ run: echo }]\n')],
    ['a step without `run` and `uses`', writeJob('    steps: [{ name: x }]\n')],
    ['two steps of one id', writeJob('    steps: [{ run: echo, id: a }, { run: echo, id: a }]\n')],
    ['no jobs', 'on: push\n'],
  ])('reports %s', async (_, content) => {
    expect(await validateWorkflow({ name: 'a.yml', content })).not.toEqual([])
  })
})
