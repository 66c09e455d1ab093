import { describe, expect, test } from 'vitest'
import { isMap, Scalar } from 'yaml'
import { parseYamlText } from '../../src/plan/yaml-text.ts'

describe('parseYamlText', () => {
  test('has the contents and the lines of nodes', () => {
    const { contents, faults, findLine } = parseYamlText('# first\n  a:\n    b: 1\n')
    expect(faults).toStrictEqual([])
    expect(isMap(contents) && findLine(contents.items[0]?.value)).toBe(3)
    expect(findLine(null)).toBeUndefined()
    expect(findLine(new Scalar('x'))).toBeUndefined()
  })

  test.each([
    [
      ...(['an anchor', 'a: &x 1', '&x'] as const),
      'YAML anchors are not supported (line 1). Write the value, in quotes if it is a text.',
    ],
    [
      ...(['an anchor of a map', '\na: &x {}', '&x'] as const),
      'YAML anchors are not supported (line 2). Write the value, in quotes if it is a text.',
    ],
    [
      ...(['a tag of a map', '\na: !!set {b}', 'tag:yaml.org,2002:set'] as const),
      'YAML tags are not supported (line 2). Write the value, in quotes if it is a text.',
    ],
    [
      ...(['a tag of a list', '\na: !x [b]', '!x'] as const),
      'YAML tags are not supported (line 2). Write the value, in quotes if it is a text.',
    ],
    ['a reference', 'a: 1\nb: *x', '*x', 'YAML references are not supported (line 2). Write the value.'],
    [
      ...(['a tag', 'a: 1\nb: !!python/object:os.system x', 'tag:yaml.org,2002:python/object:os.system'] as const),
      'YAML tags are not supported (line 2). Write the value, in quotes if it is a text.',
    ],
    ['YAML 1.1', '%YAML 1.1\n---\na: 1', '%YAML', '`%YAML` is not supported: inputs are YAML 1.2. Remove it.'],
    ['YAML 1.2 by name', '%YAML 1.2\n---\na: 1', '%YAML', '`%YAML` is not supported: inputs are YAML 1.2. Remove it.'],
    ['a key that is given twice', 'a: 1\nb: {c: 1, "c": 2}', 'c', 'This key is given twice (line 2). Give it once.'],
    ['a number that is given twice', '1: a\n1: b', '1', 'This key is given twice (line 2). Give it once.'],
    [
      ...(['two documents', 'a: 1\n---\na: 2', '---'] as const),
      'Not valid YAML at line 2, column 1: Source contains multiple documents; please use YAML.parseAllDocuments().',
    ],
    ['an open list', 'a:\n  - [', '  - [', expect.stringMatching(/^Not valid YAML at line 2, column 6: .*\.$/)],
    ['an open list behind the last line', 'a: [\n', '', expect.stringMatching(/^Not valid YAML at line 2, column 1: /)],
  ])('refuses %s', (_, text, given, expected) => {
    expect(parseYamlText(text).faults).toStrictEqual([{ given, expected }])
  })

  test('accepts the tag of texts, numbers in different forms, and keys that are not scalars', () => {
    expect(parseYamlText('a: !!str 010\n1: x\n1.0: y\n[b]: z\n[c]: z').faults).toStrictEqual([])
  })

  test('reports all faults, each with its line', () => {
    expect(
      parseYamlText('a: &x 1\nb: *x\nb: 2')
        .faults.map(({ given }) => given)
        .toSorted(),
    ).toStrictEqual([...['&x', '*x', 'b']])
  })

  test('reports only what is not valid, where the text is not YAML', () => {
    expect(parseYamlText('a: &x 1\nb: [').faults.map(({ given }) => given)).toStrictEqual(['b: ['])
  })

  test('has no contents in an empty text', () => {
    expect(parseYamlText(' \n# later\n')).toMatchObject({ contents: null, faults: [] })
  })

  test('puts the line of a node into the first sentence of a fault', () => {
    const { contents, faults, refuse } = parseYamlText('\na: 1')
    const node = isMap(contents) ? contents.items[0]?.key : undefined
    refuse('a', 'It is wrong. Fix it.', node)
    refuse('b', 'It is wrong.', node)
    refuse('c', 'It is wrong. Fix it.', null)
    expect(faults).toStrictEqual([
      { given: 'a', expected: 'It is wrong (line 2). Fix it.' },
      { given: 'b', expected: 'It is wrong (line 2).' },
      { given: 'c', expected: 'It is wrong. Fix it.' },
    ])
  })

  test.each(['[', '{a: ', '- ', '? ', '&a [', '!!str [', '"'])('ends within seconds for 20,000 times %j', (piece) => {
    expect(parseYamlText(piece.repeat(20_000)).faults.length).toBeGreaterThan(0)
  })

  test('ends for references to references, which grow when they are resolved', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`)
    expect(parseYamlText(['a0: &a0 [x]', ...lines].join('\n')).faults.length).toBeGreaterThan(0)
  })
})
