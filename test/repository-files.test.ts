import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { verdicts } from '../src/errors.ts'
import { getField, getList, getString } from '../src/lib/json.ts'
import { root } from './testbed/process.ts'

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
