import { describe, expect, test } from 'vitest'
import { isMap, Scalar } from 'yaml'
import { readKeyValue, readScalar } from '../../../src/plan/runs/read-value.ts'
import type { KeyForm } from '../../../src/plan/runs/run-keys.ts'
import { parseYamlText } from '../../../src/plan/yaml-text.ts'

/** The text of the first value of a map, and the faults. */
function read(text: string, form: KeyForm) {
  const yaml = parseYamlText(text)
  const faults: unknown[] = []
  const node = isMap(yaml.contents) ? yaml.contents.items[0]?.value : undefined
  return { text: readKeyValue(node, form, yaml, (fault) => faults.push(fault)), faults }
}

const lineRule = 'It is not empty, has no line break and does not begin with `#`.'

describe('readScalar', () => {
  test.each([
    ['nothing', undefined, ''],
    ['null', null, ''],
    ['a null of YAML', new Scalar(null), ''],
    ['a value without its text', new Scalar(5), '5'],
    ['an object that is not a scalar', {}, undefined],
  ])('reads %s', (_, node, text) => {
    expect(readScalar(node)).toBe(text)
  })

  test.each([
    ['a: ~', ''],
    ['a: 1.0', '1.0'],
    ['a: [x]', undefined],
    ['a: { b: c }', undefined],
  ])('reads the value of %j', (text, scalar) => {
    const { contents } = parseYamlText(text)
    expect(readScalar(isMap(contents) ? contents.items[0]?.value : 'no map')).toBe(scalar)
  })
})

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
    ['a: { k: }', 'tags', 'k:'],
    ['a: { A, B: 1 }', 'variables', 'A\nB=1'],
    ['a: [" k:v"]', 'tags', ' k:v'],
    ['a: ["k:#"]', 'tags', 'k:#'],
    ['a:\n  n: 010\n  text: "x: y"\n  list: [1.0, a]\n', 'params', '{"n":"010","text":"x: y","list":"[1.0,\\"a\\"]"}'],
    ['a: { n: 1 }', 'params', '{"n":"1"}'],
    ['a: --n 1', 'params', '--n 1'],
  ])('reads %j as %s', (yaml, form, text) => {
    expect(read(yaml, form)).toStrictEqual({ text, faults: [] })
  })

  test.each<[string, KeyForm, string, string?]>([
    ['a: [x]', 'text', 'Write a text.'],
    ['a: { x: 1 }', 'text', 'Write a text.'],
    ['a: { x: 1 }', 'lines', 'Write a text, or a list of texts.'],
    ['a: [x]', 'params', 'Write a map (`name: value`, one a line), or `--name value` pairs.'],
    ['a: [[x]]', 'tags', `A list has one text an item. ${lineRule}`],
    ['a: [{ k: v }]', 'variables', `A list has one text an item. ${lineRule}`],
    ['a: [x, "# later", "# last"]', 'tags', `A list has one text an item. ${lineRule}`, '# later'],
    ['a: ["  # later"]', 'tags', `A list has one text an item. ${lineRule}`, '  # later'],
    ['a: [" "]', 'tags', `A list has one text an item. ${lineRule}`, ' '],
    ['a: ["k:v\\nl:w"]', 'tags', `A list has one text an item. ${lineRule}`, 'k:v\nl:w'],
    ['a: ["k:v\\rl:w"]', 'tags', `A list has one text an item. ${lineRule}`, 'k:v\rl:w'],
    ['a: [""]', 'lines', `A list has one text an item. ${lineRule}`, ''],
    ['a: { "k:l": v }', 'tags', `A map has one text a key, and a key has no \`:\`. ${lineRule}`],
    ['a: { "": v }', 'tags', `A map has one text a key, and a key has no \`:\`. ${lineRule}`],
    ['a: { [k]: v }', 'tags', `A map has one text a key, and a key has no \`:\`. ${lineRule}`],
    ['a: { k: [v] }', 'tags', `A map has one text a key, and a key has no \`:\`. ${lineRule}`],
    ['a: { "A=B": v }', 'variables', `A map has one text a key, and a key has no \`=\`. ${lineRule}`],
    ['a: { A: "1\\nB=2" }', 'variables', `A map has one text a key, and a key has no \`=\`. ${lineRule}`, 'A=1\nB=2'],
  ])('refuses %j as %s: %s', (yaml, form, expected, given) => {
    const { text, faults } = read(yaml, form)
    expect(text).toBeUndefined()
    expect(faults).toEqual([{ expected, ...(given !== undefined && { given }) }])
  })

  test.each<[KeyForm, string]>([
    ['tags', 'Write `key:value` lines, a list of them, or a map.'],
    ['variables', 'Write `NAME=value` lines, a list of them, or a map.'],
  ])('refuses a node that is not a text, a list or a map as %s', (form, expected) => {
    const faults: unknown[] = []
    expect(readKeyValue({}, form, parseYamlText(''), (fault) => faults.push(fault))).toBeUndefined()
    expect(faults).toStrictEqual([{ expected }])
  })

  test('names the line of a parameter that is wrong', () => {
    expect(read('a:\n  n: 1\n  m: ""\n', 'params')).toStrictEqual({
      text: undefined,
      faults: [
        { given: 'm', expected: expect.stringMatching(/^Parameter `m` has no value, and Disdat requires one\./) },
      ],
    })
    expect(read('a:\n  n: 1\n  m: [.inf]\n', 'params').faults).toStrictEqual([
      { given: '.inf', expected: expect.stringContaining('(line 3)') },
    ])
    expect(read('a:\n  n: 1\n  m-n: x\n', 'params').faults).toStrictEqual([
      { given: 'm-n', expected: expect.stringContaining('(line 3)') },
    ])
  })

  test('reports the faults of each map of parameters once', () => {
    const yaml = parseYamlText('a: { "m-1": x }\nb: { "m-2": y }')
    const faults: { readonly given?: string | undefined }[] = []
    if (isMap(yaml.contents))
      for (const { value } of yaml.contents.items) readKeyValue(value, 'params', yaml, (fault) => faults.push(fault))
    expect(faults.map(({ given }) => given)).toStrictEqual(['m-1', 'm-2'])
  })
})
