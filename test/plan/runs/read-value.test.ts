import { describe, expect, test } from 'vitest'
import { isMap } from 'yaml'
import { readKeyValue } from '../../../src/plan/runs/read-value.ts'
import type { KeyForm } from '../../../src/plan/runs/run-keys.ts'
import { parseYamlText } from '../../../src/plan/yaml-text.ts'

/** The text of the first value of a map, and the faults. */
function read(text: string, form: KeyForm) {
  const yaml = parseYamlText(text)
  const faults: unknown[] = []
  const node = isMap(yaml.contents) ? yaml.contents.items[0]?.value : undefined
  return { text: readKeyValue(node, form, yaml, (fault) => faults.push(fault)), faults }
}

describe('readKeyValue', () => {
  test.each<[string, KeyForm, string]>([
    ['a: x', 'text', 'x'],
    ['a: 1.0', 'text', '1.0'],
    ['a: 0x10', 'text', '0x10'],
    ['a: "x: #y"', 'text', 'x: #y'],
    ['a: ~', 'text', ''],
    ['a:', 'tags', ''],
    ['a: |\n  k:v\n  l:w\n', 'tags', 'k:v\nl:w\n'],
    ['a: [k:v, l:w]', 'tags', 'k:v\nl:w'],
    ['a: { k: v, l: "w:x" }', 'tags', 'k:v\nl:w:x'],
    ['a: [A, B=1]', 'variables', 'A\nB=1'],
    ['a: { A: , B: 1, C: "", D: "x=y" }', 'variables', 'A\nB=1\nC=\nD=x=y'],
    ['a: [data/*.csv, more]', 'lines', 'data/*.csv\nmore'],
    ['a: []', 'lines', ''],
    ['a:\n  n: 010\n  text: "x: y"\n  list: [1.0, a]\n', 'params', '{"n":"010","text":"x: y","list":"[1.0,\\"a\\"]"}'],
    ['a: { n: 1 }', 'params', '{"n":"1"}'],
    ['a: --n 1', 'params', '--n 1'],
  ])('reads %j as %s', (yaml, form, text) => {
    expect(read(yaml, form)).toStrictEqual({ text, faults: [] })
  })

  test.each<[string, KeyForm, string]>([
    ['a: [x]', 'text', 'Write a text.'],
    ['a: { x: 1 }', 'lines', 'Write a text, or a list of texts.'],
    ['a: [x]', 'params', 'Write a map'],
    ['a: [[x]]', 'tags', 'A list has one text an item.'],
    ['a: ["# later"]', 'tags', 'does not begin with `#`'],
    ['a: ["k:v\\nl:w"]', 'tags', 'has no line break'],
    ['a: [""]', 'lines', 'It is not empty'],
    ['a: { "k:l": v }', 'tags', 'a key has no `:`'],
    ['a: { "A=B": v }', 'variables', 'a key has no `=`'],
    ['a: { A: "1\\nB=2" }', 'variables', 'has no line break'],
    ['a: { k: [v] }', 'tags', 'A map has one text a key'],
  ])('refuses %j as %s: %s', (yaml, form, expected) => {
    const { text, faults } = read(yaml, form)
    expect(text).toBeUndefined()
    expect(faults).toMatchObject([{ expected: expect.stringContaining(expected) }])
  })

  test('names the line of a parameter that is wrong', () => {
    expect(read('a:\n  n: 1\n  m: ""\n', 'params').faults).toStrictEqual([
      { given: 'm', expected: expect.stringMatching(/^Parameter `m` has no value, and Disdat requires one\./) },
    ])
    expect(read('a:\n  n: 1\n  m: [.inf]\n', 'params').faults).toStrictEqual([
      { given: '.inf', expected: expect.stringContaining('(line 3)') },
    ])
  })
})
