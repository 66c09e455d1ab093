import { describe, expect, test } from 'vitest'
import type { InputProblem } from '../../src/action/input-problems.ts'
import { createInputReader } from '../../src/action/input-reader.ts'
import { readAcceptanceInputs } from '../../src/plan/acceptance-inputs.ts'
import { readCommentInputs } from '../../src/plan/comment-inputs.ts'

/** Reads the inputs of a step that comments. */
function read(inputs: Readonly<Record<string, string>>) {
  const problems: InputProblem[] = []
  const all = Object.entries({ comment: 'changes', ...inputs })
  const env = Object.fromEntries(all.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
  const reader = createInputReader(env, problems)
  return { value: readAcceptanceInputs(reader, readCommentInputs(reader)), problems }
}

describe('readAcceptanceInputs', () => {
  test('accepts nothing by default', () => {
    expect(read({})).toEqual({
      value: { ways: [], label: 'disdat: accepted', acceptBy: 'writer' },
      problems: [],
    })
  })

  test.each([
    ['never', []],
    ['Label', ['label']],
    ['comment', ['comment']],
    ['comment, label', ['label', 'comment']],
    ['label\ncomment', ['label', 'comment']],
  ])('reads `accept: %j`', (accept, ways) => {
    expect(read({ accept })).toMatchObject({ value: { ways }, problems: [] })
  })

  test('reads the label and who may accept', () => {
    const { value, problems } = read({ accept: 'label', 'accept-label': 'ok: data', 'accept-by': 'other' })
    expect(value).toEqual({ ways: ['label'], label: 'ok: data', acceptBy: 'other' })
    expect(problems).toEqual([])
  })

  test.each([
    [{ accept: 'labels' }, { where: 'accept', given: 'labels', nearest: 'label' }],
    [{ accept: 'label, never' }, { where: 'accept', given: 'never' }],
    [{ accept: 'label', comment: 'never' }, { where: 'comment' }],
    [{ 'accept-label': 'a, b' }, { where: 'accept-label', given: 'a, b' }],
    [{ 'accept-label': 'x'.repeat(51) }, { where: 'accept-label' }],
    [{ 'accept-by': 'me' }, { where: 'accept-by', given: 'me' }],
  ])('refuses %j', (inputs, problem) => {
    expect(read(inputs).problems).toMatchObject([problem])
  })
})
