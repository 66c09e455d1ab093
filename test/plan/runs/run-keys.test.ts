import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { getField } from '../../../src/lib/json.ts'
import { type KeyForm, relationKeys, runKeys } from '../../../src/plan/runs/run-keys.ts'
import { root } from '../../testbed/process.ts'

/** The definition of docs/runs.schema.json for each form. */
const definitions: Readonly<Record<KeyForm, string>> = {
  text: 'scalar',
  lines: 'lines',
  tags: 'pairs',
  variables: 'pairs',
  params: 'params',
}

test('runKeys has the inputs of a run in docs/runs.schema.json, with their forms', async () => {
  const schema: unknown = JSON.parse(await readFile(join(root, 'docs/runs.schema.json'), 'utf8'))
  const properties = Object.entries(Object(getField(schema, '$defs', 'run', 'properties')))
  const inputs = properties.filter(([name]) => !relationKeys.some((key) => key === name))
  expect([...runKeys].map(([name, form]) => [name, `#/$defs/${definitions[form]}`])).toStrictEqual(
    inputs.map(([name, property]) => [name, getField(property, '$ref')]),
  )
})

test('runKeys has variables in `env` only: other maps are tags', () => {
  const maps = [...runKeys].filter(([, form]) => form === 'variables' || form === 'tags')
  expect(Object.fromEntries(maps)).toStrictEqual({
    ...{ env: 'variables', 'input-tags': 'tags', 'input-path-tags': 'tags', 'output-tags': 'tags', 'job-tags': 'tags' },
  })
})
