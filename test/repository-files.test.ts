import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { verdicts } from '../src/errors.ts'
import { getField, getList, getString } from '../src/lib/json.ts'
import { inheritEnv, root, runCommand } from './testbed/process.ts'

const read = (file: string) => readFile(join(root, file), 'utf8')

test('the issue form of bugs offers each verdict', async () => {
  const fields = getList(parse(await read('.github/ISSUE_TEMPLATE/bug.yml')), 'body')
  const verdict = fields.find((field) => getString(field, 'id') === 'verdict')
  const options = getList(getField(verdict, 'attributes'), 'options')
  expect(options).toEqual(['none, the step succeeded', ...verdicts])
})

test('.node-version is the version that runs the action', async () => {
  const using = getString(getField(parse(await read('action.yml')), 'runs'), 'using')
  expect(`node${(await read('.node-version')).trim()}`).toBe(using)
})

test('AGENTS.md has at most 20 lines', async () => {
  expect((await read('AGENTS.md')).trimEnd().split('\n').length).toBeLessThanOrEqual(20)
})

test('git shows no differences of dist/, and GitHub takes it for generated', async () => {
  const args = ['check-attr', 'diff', 'text', 'linguist-generated', '--', 'dist/main.js']
  const { stdout } = await runCommand('git', args, { env: inheritEnv('PATH', 'HOME'), cwd: root })
  const attributes = stdout
    .trim()
    .split('\n')
    .map((line) => line.replace('dist/main.js: ', ''))
  expect(attributes).toEqual(['diff: unset', 'text: unset', 'linguist-generated: set'])
})

test('Dependabot groups the updates of npm and of actions, and waits a week', async () => {
  const updates = getList(parse(await read('.github/dependabot.yml')), 'updates')
  expect(updates.map((update) => getString(update, 'package-ecosystem'))).toEqual(['github-actions', 'npm'])
  for (const update of updates) {
    expect(getField(update, 'cooldown', 'default-days')).toBe(7)
    expect(Object.keys(Object(getField(update, 'groups')))).not.toEqual([])
  }
  expect(getList(updates[0], 'directories')).toEqual(['/', '/examples/workflows'])
})

test('CONTRIBUTING.md names the settings that no workflow can make', async () => {
  const text = (await read('CONTRIBUTING.md')).replaceAll(/\s+/g, ' ')
  for (const setting of [
    'immutable releases',
    'the environment `release` with required reviewers',
    'the check `gate` of `ci.yml`',
    'private vulnerability reporting',
    'secret scanning with push protection',
    'the dependency graph',
  ])
    expect(text).toContain(setting)
})

test('README.md and docs/versioning.md say how to verify a release', async () => {
  expect(await read('README.md')).toContain('`gh release verify --repo disdat/run-action`')
  const versioning = await read('docs/versioning.md')
  for (const file of ['checksums.txt', 'sbom.cdx.json']) expect(versioning).toContain(file)
  expect(versioning).toContain('gh release verify-asset v')
  expect(versioning).toContain('--signer-workflow disdat/run-action/.github/workflows/release.yml')
})

test('SECURITY.md says how to report, what is in scope, and links the threat model', async () => {
  const text = await read('SECURITY.md')
  expect(text.match(/^## .*$/gm)).toEqual(['## Report a vulnerability', '## Versions with corrections', '## Scope'])
  expect(text).toContain('https://github.com/disdat/run-action/security/advisories/new')
  expect(text).toContain('(docs/threat-model.md)')
})

test.each(['bug.yml', 'feature.yml'])('the issue form %s has the form that GitHub accepts', async (file) => {
  const form: unknown = parse(await read(`.github/ISSUE_TEMPLATE/${file}`))
  expect([getString(form, 'name'), getString(form, 'description')]).not.toContain(undefined)
  const fields = getList(form, 'body').filter((field) => getString(field, 'type') !== 'markdown')
  const ids = fields.map((field) => getString(field, 'id'))
  expect(new Set(ids).size).toBe(fields.length)
  for (const field of fields) {
    expect(['input', 'dropdown', 'textarea']).toContain(getString(field, 'type'))
    expect(getString(field, 'attributes', 'label')).toBeTypeOf('string')
  }
  const required = fields.filter((field) => getField(field, 'validations', 'required') === true)
  const names = required.map((field) => getString(field, 'id'))
  if (file === 'bug.yml') expect(names).toEqual(expect.arrayContaining(['version', 'verdict', 'log']))
})
