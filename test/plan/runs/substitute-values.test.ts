import { describe, expect, test } from 'vitest'
import { substituteInParam, substituteValues } from '../../../src/plan/runs/substitute-values.ts'

const values = new Map([
  ['day', '2026-07-01'],
  ['pattern', '$& $1 ${day}'],
])

/** A name in braces, without the syntax of a template. */
const named = (name: string) => `\${${name}}`

describe('substituteValues', () => {
  test.each([
    ['no name', 'no name'],
    [`orders.${named('day')}`, 'orders.2026-07-01'],
    [`${named('day')}${named(' day ')}`, '2026-07-012026-07-01'],
    [`$${named('day')} costs $5 {x}`, `${named('day')} costs $5 {x}`],
    [named('pattern'), `$& $1 ${named('day')}`],
  ])('reads %j as %j', (text, replaced) => {
    expect(substituteValues(text, values)).toStrictEqual({ text: replaced })
  })

  test.each([
    [named('dya'), 'dya'],
    [named(' dya '), 'dya'],
    [`a ${named('Day')} ${named('other')}`, 'Day'],
    ['${day', 'day'],
    [named(''), ''],
    [`$${'{{ github.sha }}'}`, ''],
    [named('toString'), 'toString'],
  ])('finds the unknown name in %j', (text, unknown) => {
    expect(substituteValues(text, values)).toStrictEqual({ unknown })
  })
})

describe('substituteInParam', () => {
  const quoted = new Map([['who', 'a "b"\\c']])

  test.each([
    [named('who'), 'a "b"\\c'],
    [`x [${named('who')}] {}`, 'x [a "b"\\c] {}'],
    [`["${named('who')}"]`, '["a \\"b\\"\\\\c"]'],
    [`{"by": "${named('who')}"}`, '{"by": "a \\"b\\"\\\\c"}'],
  ])('reads %j as %j', (text, replaced) => {
    expect(substituteInParam(text, quoted)).toStrictEqual({ text: replaced })
  })

  test('finds an unknown name in a list of JSON', () => {
    expect(substituteInParam(`["${named('dya')}"]`, quoted)).toStrictEqual({ unknown: 'dya' })
  })
})
