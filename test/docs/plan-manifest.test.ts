import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renderPlanInputs } from '../../script/docs/plan-manifest.ts'
import { planActionInputNames } from '../../src/plan/plan-action-inputs.ts'
import { root } from '../testbed/process.ts'

const read = (file: string) => readFile(join(root, file), 'utf8')

test.each(['action.yml', 'action-types.yml'])('plan/%s has inputs of the action as they are there', async (file) => {
  const plan = await read(`plan/${file}`)
  expect(plan, 'run `npm run docs` after a change of action.yml').toBe(
    renderPlanInputs(await read(file), plan, planActionInputNames),
  )
})

describe('renderPlanInputs', () => {
  const action = `inputs:
  # Pipe
  params:
    description: a
  force:
    description: b

  # Image
  image:
    description: >-
      c
    default: d

outputs:
  status:
`
  const plan = 'name: x\n\ninputs:\n  old:\n\noutputs:\n  layers:\n'

  test('replaces all inputs, and keeps the comments of groups', () => {
    expect(renderPlanInputs(action, plan, ['force', 'image'])).toBe(
      'name: x\n\ninputs:\n  # Pipe\n  force:\n    description: b\n\n  # Image\n  image:\n    description: >-\n      c\n    default: d\n\noutputs:\n  layers:\n',
    )
  })

  test.each([
    ['an input that the action does not have', ['forse'], plan, 'action.yml has no input forse'],
    ['a manifest without outputs', ['force'], 'inputs:\n', 'a manifest has no inputs'],
  ])('rejects %s', (_, names, text, message) => {
    expect(() => renderPlanInputs(action, text, names)).toThrow(message)
  })
})
