import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMap } from 'yaml'
import { valueLimit } from '../../src/action/input-parsers.ts'
import { parseParams, readParamMap } from '../../src/plan/params.ts'
import { parseYamlText } from '../../src/plan/yaml-text.ts'

const nameRule = 'The name of a parameter is a Python identifier: letters, digits and `_`'
const emptyRule = (name: string) =>
  `Parameter \`${name}\` has no value, and Disdat requires one. Leave the parameter out, or give it a value (in a YAML map if the value begins with \`--\`).`
const inQuotes = 'Write the value, in quotes if it is a text.'
const flagRule = 'Expected `--name` here. Write `--name value` pairs, with quotes around a value that contains spaces.'

describe('parseParams with a YAML map', () => {
  test.each<[string, string, Record<string, string>]>([
    ['none', '', {}],
    ['only blanks', ' \n ', {}],
    ['only a comment', '# day: 2026-01-05', {}],
    ['an empty map', '{}', {}],
    ['an octal-looking number', 'a: 010', { a: '010' }],
    ['a hexadecimal number', 'a: 0x1F', { a: '0x1F' }],
    ['a number with a trailing zero', 'a: 1.50', { a: '1.50' }],
    ['a large number', 'a: 12345678901234567890', { a: '12345678901234567890' }],
    ['a negative number', 'a: -5', { a: '-5' }],
    ['a date', 'a: 2026-01-01', { a: '2026-01-01' }],
    ['words that YAML 1.1 takes for booleans', 'a: yes\nb: off\nc: True', { a: 'yes', b: 'off', c: 'True' }],
    ['null and its sign', 'a: null\nb: ~', { a: 'null', b: '~' }],
    ['quotes', `a: "yes"\nb: '010'\nc: "a\\tb"\nd: 'it''s'`, { a: 'yes', b: '010', c: 'a\tb', d: "it's" }],
    ['what would be an option', 'a: --force', { a: '--force' }],
    ['a comment behind it', 'a: 1 # one\nb: x#y', { a: '1', b: 'x#y' }],
    [
      'a multi-line block',
      'query: |\n  select *\n    from t\n\n  where x\nnext: 1\n',
      { query: 'select *\n  from t\n\nwhere x\n', next: '1' },
    ],
    ['a stripped block at the end', 'query: |-\n  select *\n  from t\n', { query: 'select *\nfrom t' }],
    ['a folded block', 'text: >\n  one\n  two\n', { text: 'one two\n' }],
    ['a value on several lines', 'text: one\n  two', { text: 'one two' }],
    ['a list', 'a: [1, two, "3", null, true]', { a: '[1,"two","3",null,true]' }],
    ['a block list', 'a:\n  - x\n  - [y, {z: 1}]', { a: '["x",["y",{"z":1}]]' }],
    ['a map', 'a: {b: 1, "c d": [2], 3: x}', { a: '{"b":1,"c d":[2],"3":"x"}' }],
    [
      'numbers in a list as they stand',
      'a: [1.0, 12345678901234567890, -0.5e3]',
      { a: '[1.0,12345678901234567890,-0.5e3]' },
    ],
    [
      'numbers that JSON writes in another way',
      'a: [0x10, 0xFFFFFFFFFFFFFFFF, 0o17, +5, .5, -1., +1.e3, 0.10]',
      { a: '[16,18446744073709551615,15,5,0.5,-1.0,1.0e3,0.10]' },
    ],
    [
      'texts that only YAML 1.1 takes for something else',
      'a: [1_000, 2026-01-05, 12:30:45, yes, -0x1F, 0b1, ""]',
      { a: '["1_000","2026-01-05","12:30:45","yes","-0x1F","0b1",""]' },
    ],
    ['nulls in lists and maps', 'a: [null, ~, {b: Null}]', { a: '[null,null,{"b":null}]' }],
    ['the tag of texts', 'a: !!str 010\nb: [!!str 010, "010"]', { a: '010', b: '["010","010"]' }],
    ['both halves of a surrogate pair', 'a: "\\ud83d\\ude00"\nb: ["\\ud83d\\ude00"]', { a: '😀', b: '["😀"]' }],
    [
      'infinity as a parameter of its own',
      'a: .inf\nb: -.NaN\nc: 0xFFFFFFFFFFFFFFFF',
      { a: '.inf', b: '-.NaN', c: '0xFFFFFFFFFFFFFFFF' },
    ],
    ['empty collections', 'a: []\nb: {}', { a: '[]', b: '{}' }],
    ['a flow map', '{a: 1, b: "2"}', { a: '1', b: '2' }],
    ['the start of a document', '---\na: 1', { a: '1' }],
    ['indentation throughout', '  a: 1\n  b: 2', { a: '1', b: '2' }],
    ['any script', 'größe: Ölpreis', { größe: 'Ölpreis' }],
    ['a name of a prototype', '__proto__: x', JSON.parse('{"__proto__":"x"}')],
    ['a value of the largest size', `a: ${'x'.repeat(valueLimit)}`, { a: 'x'.repeat(valueLimit) }],
  ])('reads %s', (_, text, params) => {
    expect(parseParams(text)).toStrictEqual({ value: new Map(Object.entries(params)), faults: [] })
  })

  test.each([
    ['a list', '- a\n- b', '- a\n- b', 'Write a YAML map (`name: value`, one a line) or `--name value` pairs.'],
    ['a text', 'day', 'day', 'Write a YAML map (`name: value`, one a line) or `--name value` pairs.'],
    ['an empty value', 'a:', 'a', emptyRule('a')],
    ['an empty text', 'a: ""', 'a', emptyRule('a')],
    ['a name alone', '{a}', 'a', emptyRule('a')],
    ['a number as a name', '1.0: x', '1.0', `${nameRule} (line 1).`],
    ['a name with a space', 'x: 1\n\na b: 1', 'a b', `${nameRule} (line 3).`],
    ['a name with a hyphen', 'my-param: 1', 'my-param', `${nameRule} (line 1).`],
    ['an empty name', '"": 1', '', `${nameRule} (line 1).`],
    ['a collection for a name', '? [x]\n: 1', '', `${nameRule} (line 1).`],
    ['a merge', '<<: {a: 1}', '<<', `${nameRule} (line 1).`],
    ['a NUL', 'a: "x\\0y"', 'a', 'Parameter `a` contains a NUL character, which a command line cannot carry.'],
    ['too long a value', `a: ${'x'.repeat(8193)}`, 'a', 'Parameter `a` has more than 8192 characters.'],
    ['too long a list', `a: [${'x'.repeat(8193)}]`, 'a', 'Parameter `a` has more than 8192 characters.'],
    ['an anchor', 'a: &x 1', '&x', `YAML anchors are not supported (line 1). ${inQuotes}`],
    ['an anchor of a name', '&x a: 1', '&x', `YAML anchors are not supported (line 1). ${inQuotes}`],
    ['a reference in a list', 'a:\n  - *x', '*x', 'YAML references are not supported (line 2). Write the value.'],
    ['a tag', 'a: !secret x', '!secret', `YAML tags are not supported (line 1). ${inQuotes}`],
    [
      'a tag of YAML',
      'a: 1\nb: [!!binary aGk=]',
      'tag:yaml.org,2002:binary',
      `YAML tags are not supported (line 2). ${inQuotes}`,
    ],
    ['YAML 1.1', '%YAML 1.1\n---\na: [yes]', '%YAML', '`%YAML` is not supported: inputs are YAML 1.2. Remove it.'],
    [
      'half of a surrogate pair',
      'a: "\\ud800"',
      'a',
      'Parameter `a` contains half of a surrogate pair, which is not text.',
    ],
    ['a reference to nothing', 'a: *x', '*x', 'YAML references are not supported (line 1). Write the value.'],
    ['a name twice', 'a: 1\n\na: 2', 'a', 'This key is given twice (line 3). Give it once.'],
    ['an open quote', '\n\na: "x', 'a: "x', 'Not valid YAML at line 3, column 6: Missing closing "quote.'],
    [
      'a tab for indentation',
      'a:\n\tb: 2',
      '\tb: 2',
      'Not valid YAML at line 2, column 1: Tabs are not allowed as indentation.',
    ],
    [
      'an open list',
      'a: 1\nb: [1\nc: 2',
      'c: 2',
      'Not valid YAML at line 3, column 1: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
  ])('refuses %s', (_, text, given, expected) => {
    expect(parseParams(text).faults).toStrictEqual([{ given, expected }])
  })

  test('reports the faults of a list as faults of its lines', () => {
    expect(parseParams('a: 1\nb:\n  - .inf\n  -\n')).toStrictEqual({
      value: new Map([['a', '1']]),
      faults: [
        { given: '.inf', expected: expect.stringMatching(/ no such number \(line 3\)\. /) },
        { given: '', expected: expect.stringMatching(/ has no value \(line 4\)\. /) },
      ],
    })
  })

  test('reports all faults together, and keeps the valid parameters', () => {
    expect(parseParams('a: 1\nb:\nc d: 2\ne: 3')).toStrictEqual({
      value: new Map([
        ['a', '1'],
        ['e', '3'],
      ]),
      faults: [
        { given: 'b', expected: emptyRule('b') },
        { given: 'c d', expected: `${nameRule} (line 3).` },
      ],
    })
  })
})

describe('readParamMap', () => {
  test('reads a part of a text, with the faults of that part only', () => {
    const yaml = parseYamlText('a: { x-1: 1, y: 2 }\nb:\n  x-2: 1')
    const maps = isMap(yaml.contents) ? yaml.contents.items.flatMap(({ value }) => (isMap(value) ? [value] : [])) : []
    expect(maps.map((map) => readParamMap(map, yaml))).toStrictEqual([
      { value: new Map([['y', '2']]), faults: [{ given: 'x-1', expected: `${nameRule} (line 1).` }] },
      { value: new Map(), faults: [{ given: 'x-2', expected: `${nameRule} (line 3).` }] },
    ])
  })
})

describe('parseParams with pairs', () => {
  test.each<[string, string, Record<string, string>]>([
    ['one', '--day 2026-01-05', { day: '2026-01-05' }],
    ['two, on two lines', '\n  --day 2026-01-05\n  --limit -5\n', { day: '2026-01-05', limit: '-5' }],
    ['double quotes', '--say "two words" --b 1', { say: 'two words', b: '1' }],
    ['single quotes', `--cfg '{"a": [1, 2]}'`, { cfg: '{"a": [1, 2]}' }],
    ['quotes in quotes', `--a "it's" --b 'say "so"'`, { a: "it's", b: 'say "so"' }],
    ['escaped quotes', '--a "say \\"so\\"" --b "back\\\\slash"', { a: 'say "so"', b: 'back\\slash' }],
    [
      'a backslash elsewhere',
      '--path C:\\data\\x --re "\\d+" --raw \'\\"\'',
      { path: 'C:\\data\\x', re: '\\d+', raw: '\\"' },
    ],
    ['quotes in the middle of a word', `--a x"y z"'"'`, { a: 'xy z"' }],
    ['a quoted line break', '--a "one\ntwo"', { a: 'one\ntwo' }],
    ['nothing that a shell would do', '--a $HOME --b `id` --c *.csv', { a: '$HOME', b: '`id`', c: '*.csv' }],
  ])('reads %s', (_, text, params) => {
    expect(parseParams(text)).toStrictEqual({ value: new Map(Object.entries(params)), faults: [] })
  })

  test.each<[string, string, [string, string][]]>([
    ['no value', '--a', [['a', emptyRule('a')]]],
    ['an empty value', '--a "" --b 1', [['a', emptyRule('a')]]],
    [
      'options for values',
      '--a --b --c 3',
      [
        ['a', emptyRule('a')],
        ['b', emptyRule('b')],
      ],
    ],
    ['an equals sign', '--a=1 --b 2', [['a=1', `${nameRule}.`]]],
    [
      'one hyphen',
      '-a 1 --b 2',
      [
        ['-a', flagRule],
        ['1', flagRule],
      ],
    ],
    ['a word too many', '--a x y --b 2', [['y', flagRule]]],
    ['a name twice', '--a 1 --a 2', [['a', 'Parameter `a` is given twice. Give it once.']]],
    ['an open quote', '--a "x', [['--a "x', 'A quote is not closed.']]],
    ['an apostrophe', "--a it's", [["--a it's", 'A quote is not closed.']]],
  ])('refuses %s', (_, text, faults) => {
    expect(parseParams(text).faults).toStrictEqual(faults.map(([given, expected]) => ({ given, expected })))
  })

  test('returns the value of every quoted text', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\0|^--/.test(text))
    fc.assert(
      fc.property(value, (text) => {
        const quoted = text.replace(/["\\]/g, '\\$&')
        expect(parseParams(`--a "${quoted}"`)).toStrictEqual({ value: new Map([['a', text]]), faults: [] })
      }),
    )
  })

  test('reads a hundred thousand quotes at once', () => {
    expect(parseParams(`--a "${'\\"'.repeat(60_000)}`).faults).toHaveLength(1)
  }, 2_000)
})

test('parseParams never throws', () => {
  const piece = fc.constantFrom(
    'a: ',
    '--a ',
    '- ',
    '\n',
    '"',
    "'",
    '[',
    '{',
    '}',
    ']',
    '&x ',
    '*x',
    '!',
    '|',
    '>',
    '? ',
    '\t',
    '1',
    '%',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        expect(() => parseParams(text)).not.toThrow()
      },
    ),
  )
})
