import { describe, expect, test } from 'vitest'
import { keepColors, stripControlSequences } from '../../src/lib/control-sequences.ts'
import { expectLinearTime } from '../testbed/linear-time.ts'

describe('stripControlSequences', () => {
  test.each([
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u009b31mred', 'red'],
    ['a\u001b[?25hb\u001b[2 qc', 'abc'],
    ['\u001b]8;;https://x.io\u0007link\u001b]8;;\u001b\\', 'link'],
    ['\u009dtitle\u009cx', 'x'],
    ['\u001bPq#0\u001b\\x', 'x'],
    ['\u001b(Bx\u001bMy\u001b#8z', 'xyz'],
    ['\u001b]0;not ended', '0;not ended'],
    ['\u001b]0;one\u001b[1mtwo', '0;onetwo'],
    ['\u009dnot ended', 'not ended'],
    ['x\u001b', 'x'],
    ['\u001b', ''],
    ['x\u001b[', 'x'],
    ['\u001b[12\u001b[1mx', 'x'],
    ['größe', 'größe'],
  ])('strips %j', (text, stripped) => {
    expect(stripControlSequences(text)).toBe(stripped)
  })

  test.each(['\u001b;#', '\u001b[;', '\u001b]', '\u001bP', '\u001b ', '\u009b', '\u001b];#;#', ';#'])(
    'takes linear time for many %j',
    (piece) => {
      expectLinearTime((length) => stripControlSequences(`\u001b${piece.repeat(length)}`))
    },
  )
})

describe('keepColors', () => {
  const clean = (text: string) => stripControlSequences(text).replaceAll('\u0007', '').replaceAll('##[', '## [')

  test.each([
    ['a line without sequences', 'plain', 'plain'],
    [
      'colors, with a reset at the end',
      '\u001b[1;31mred\u001b[m and \u001b[38;5;9mmore',
      '\u001b[1;31mred\u001b[m and \u001b[38;5;9mmore\u001b[0m',
    ],
    ['colors without other sequences', '\u001b[2J\u001b[31mred\u001b]0;title\u0007', '\u001b[31mred\u001b[0m'],
    ['no reset without colors', '\u001b[2Jx', 'x'],
    [
      'more than ten colors',
      Array.from({ length: 12 }, (_, at) => `\u001b[${at}mx`).join(''),
      `${Array.from({ length: 12 }, (_, at) => `\u001b[${at}mx`).join('')}\u001b[0m`,
    ],
    ['no color within another sequence', '\u001b]0;\u001b[31m\u0007x', '0;x'],
    ['no colors that split a command of the log viewer', '#\u001b[0m#[error]x', '## [error]x'],
    ['no colors beside a forged placeholder', '\u001b[31m\uffff0\uffffx', '\uffff0\uffffx'],
  ])('keeps %s', (_, line, expected) => {
    expect(keepColors(line, clean)).toBe(expected)
  })

  test('keeps colors beside a placeholder that is removed', () => {
    const removePlaceholder = (text: string) => clean(text).replaceAll(/\uffff(?!\d+\uffff)(?<!\uffff\d+\uffff)/g, '')
    expect(keepColors('\u001b[31mred \uffffx', removePlaceholder)).toBe('\u001b[31mred x\u001b[0m')
  })
})
