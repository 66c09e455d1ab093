import { describe, expect, test } from 'vitest'
import { isMap } from 'yaml'
import { parseYamlText } from '../../src/plan/yaml-text.ts'

describe('parseYamlText', () => {
  test('has the contents and the lines of nodes', () => {
    const { contents, faults, findLine } = parseYamlText('# first\n  a:\n    b: 1\n')
    expect(faults).toStrictEqual([])
    expect(isMap(contents) && findLine(contents.items[0]?.value)).toBe(3)
    expect(findLine(null)).toBeUndefined()
  })

  test.each([
    ['an anchor', 'a: &x 1', '&x', 'YAML anchors are not supported (line 1). Write'],
    ['a reference', 'a: &x 1\nb: *x', '*x', 'YAML references are not supported (line 2). Write'],
    ['a tag', 'a: 1\nb: !!python/object:os.system x', 'tag:yaml.org,2002:python/object:os.system', '(line 2)'],
    ['YAML 1.1', '%YAML 1.1\n---\na: 1', '%YAML', 'inputs are YAML 1.2'],
    ['a key that is given twice', 'a: 1\nb: {c: 1, "c": 2}', 'c', 'This key is given twice (line 2). Give it once.'],
    ['two documents', 'a: 1\n---\na: 2', '---', 'Not valid YAML at line 2'],
  ])('refuses %s', (_, text, given, expected) => {
    const { faults } = parseYamlText(text)
    expect(faults.at(-1)).toStrictEqual({ given, expected: expect.stringContaining(expected) })
  })

  test.each(['[', '{a: ', '- ', '? ', '&a [', '!!str [', '"'])('ends within seconds for 20,000 times %j', (piece) => {
    expect(parseYamlText(piece.repeat(20_000)).faults.length).toBeGreaterThan(0)
  })

  test('ends for references to references, which grow when they are resolved', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`)
    expect(parseYamlText(['a0: &a0 [x]', ...lines].join('\n')).faults.length).toBeGreaterThan(0)
  })
})
