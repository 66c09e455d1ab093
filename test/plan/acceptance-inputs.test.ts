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

const waysRule = 'Allowed: never, or one or both of label and comment.'
const labelRule = 'Give the name of a label: at most 50 characters, no comma and no control characters.'

describe('readAcceptanceInputs', () => {
  test('accepts nothing by default', () => {
    expect(read({})).toEqual({
      value: { ways: [], label: 'disdat: accepted', acceptBy: 'writer' },
      problems: [],
    })
  })

  test.each([
    ['never', []],
    [' Never ', []],
    [' , \n', []],
    ['Label', ['label']],
    ['comment', ['comment']],
    ['comment, label', ['label', 'comment']],
    ['label\ncomment', ['label', 'comment']],
  ])('reads `accept: %j`', (accept, ways) => {
    expect(read({ accept })).toMatchObject({ value: { ways }, problems: [] })
  })

  test('needs no comment where nothing can be accepted, and takes labels of 50 characters', () => {
    const label = 'x'.repeat(50)
    expect(read({ comment: 'never', accept: 'never', 'accept-label': label })).toMatchObject({
      ...{ value: { label }, problems: [] },
    })
  })

  test('reads the label and who may accept', () => {
    const { value, problems } = read({ accept: 'label', 'accept-label': 'ok: data', 'accept-by': 'other' })
    expect(value).toEqual({ ways: ['label'], label: 'ok: data', acceptBy: 'other' })
    expect(problems).toEqual([])
  })

  test.each([
    [{ accept: 'labels' }, { where: 'accept', given: 'labels', expected: waysRule, nearest: 'label' }],
    [{ accept: 'label, never' }, { where: 'accept', given: 'never', expected: waysRule }],
    [{ accept: 'never, label' }, { where: 'accept', given: 'never', expected: waysRule }],
    [
      { accept: 'label', comment: 'never' },
      {
        where: 'comment',
        expected:
          '`accept` needs it, because a person accepts what the comment shows. Give `failures`, `changes` or `always`.',
      },
    ],
    [{ 'accept-label': 'a, b' }, { where: 'accept-label', given: 'a, b', expected: labelRule }],
    [{ 'accept-label': 'a\u0007b' }, { where: 'accept-label', given: 'a\u0007b', expected: labelRule }],
    [{ 'accept-label': 'a\ud800' }, { where: 'accept-label', given: 'a\ud800', expected: labelRule }],
    [{ 'accept-label': 'x'.repeat(51) }, { where: 'accept-label', given: 'x'.repeat(51), expected: labelRule }],
    [{ 'accept-by': 'me' }, { where: 'accept-by', given: 'me', expected: 'Allowed: writer, other.' }],
  ])('refuses %j', (inputs, problem) => {
    expect(read(inputs).problems).toStrictEqual([problem])
  })
})
