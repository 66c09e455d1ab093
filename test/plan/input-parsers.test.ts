import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEnv, parseParams, parsePaths, parseTags, valueLimit } from '../../src/plan/input-parsers.ts'

const onePair = 'Give one `key:value` a line, neither side empty.'
const keyRule = 'A key has no spaces, and no `-` in front: Disdat takes that for an option.'
const controlRule = 'Control characters are not allowed in tags.'

describe('tags', () => {
  test.each<[string, string, [string, string][]]>([
    ['none', '', []],
    ['one', 'day:2026-01-05', [['day', '2026-01-05']]],
    ['a value with colons', 'url:https://example.com:8080/a', [['url', 'https://example.com:8080/a']]],
    [
      'blank lines, blanks and comments',
      '\n  env : prod env \n\n# a comment\n\tday:#1\r\n',
      [
        ['env', 'prod env'],
        ['day', '#1'],
      ],
    ],
    ['a name of a prototype', '__proto__:x', [['__proto__', 'x']]],
    ['a value of the largest size', `a:${'x'.repeat(valueLimit)}`, [['a', 'x'.repeat(valueLimit)]]],
  ])('%s', (_, text, tags) => {
    expect(parseTags(text)).toStrictEqual({ value: new Map(tags), faults: [] })
  })

  test.each([
    ['no-colon', onePair],
    [':value', onePair],
    ['key:', onePair],
    [':', onePair],
    ['a key:value', keyRule],
    ['-key:value', keyRule],
    ['key:a\u0000b', controlRule],
    ['k\u001bey:b', controlRule],
    ['key:a\u0085b', controlRule],
    ['key:a\u2028b', controlRule],
    ['key:a\rb', controlRule],
    [`key:${'x'.repeat(valueLimit + 1)}`, 'A value is at most 8192 characters long.'],
  ])('refuse %j', (line, expected) => {
    expect(parseTags(line)).toStrictEqual({ value: new Map(), faults: [{ given: line, expected }] })
  })

  test('tell every fault at once, and keep what is right', () => {
    expect(parseTags('day:1\nbad\nday:2\n:x\nenv:prod')).toStrictEqual({
      value: new Map([
        ['day', '1'],
        ['env', 'prod'],
      ]),
      faults: [
        { given: 'bad', expected: onePair },
        { given: 'day:2', expected: 'This key stands twice: give it once.' },
        { given: ':x', expected: onePair },
      ],
    })
  })

  test('that are Disdat’s own are refused where they are reserved', () => {
    const expected = 'Disdat sets this tag itself: choose another key.'
    expect(parseTags('committed:True\nenv:prod', /^committed$/)).toStrictEqual({
      value: new Map([['env', 'prod']]),
      faults: [{ given: 'committed:True', expected }],
    })
  })
})

const nameRule = "A parameter's name is a Python one: letters, digits and `_`"
const emptyRule = (name: string) =>
  `Parameter \`${name}\` has an empty value. Disdat expects every parameter to have one: leave the parameter out, or give it a value (in a YAML map if it begins with \`--\`).`
const flagRule = 'Expected `--name` here: give `--name value` pairs, with quotes round a value that has spaces.'

describe('params as a YAML map', () => {
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
    ['numbers that JSON cannot write so', 'a: [0x10, 1_000, +5, 010]', { a: '[16,"1_000",5,10]' }],
    ['empty collections', 'a: []\nb: {}', { a: '[]', b: '{}' }],
    ['a flow map', '{a: 1, b: "2"}', { a: '1', b: '2' }],
    ['the start of a document', '---\na: 1', { a: '1' }],
    ['indentation throughout', '  a: 1\n  b: 2', { a: '1', b: '2' }],
    ['any script', 'größe: Ölpreis', { größe: 'Ölpreis' }],
    ['a name of a prototype', '__proto__: x', JSON.parse('{"__proto__":"x"}')],
    ['a value of the largest size', `a: ${'x'.repeat(valueLimit)}`, { a: 'x'.repeat(valueLimit) }],
  ])('%s', (_, text, params) => {
    expect(parseParams(text)).toStrictEqual({ value: new Map(Object.entries(params)), faults: [] })
  })

  test.each([
    ['a list', '- a\n- b', '- a\n- b', 'Give a YAML map (`name: value`, one a line) or `--name value` pairs.'],
    ['a text', 'day', 'day', 'Give a YAML map (`name: value`, one a line) or `--name value` pairs.'],
    ['an empty value', 'a:', 'a', emptyRule('a')],
    ['an empty text', 'a: ""', 'a', emptyRule('a')],
    ['a name with a space', 'x: 1\n\na b: 1', 'a b', `${nameRule} (line 3).`],
    ['a name with a hyphen', 'my-param: 1', 'my-param', `${nameRule} (line 1).`],
    ['an empty name', '"": 1', '', `${nameRule} (line 1).`],
    ['a collection for a name', '? [x]\n: 1', '', `${nameRule}.`],
    ['a merge', '<<: {a: 1}', '<<', `${nameRule} (line 1).`],
    ['a NUL', 'a: "x\\0y"', 'a', 'Parameter `a` holds a NUL character, which no command line can carry.'],
    ['too long a value', `a: ${'x'.repeat(8193)}`, 'a', 'Parameter `a` is over 8192 characters long.'],
    ['too long a list', `a: [${'x'.repeat(8193)}]`, 'a', 'Parameter `a` is over 8192 characters long.'],
    ['a reference', 'a: &x 1\nb: *x', '*x', 'References are not read (line 2): write the value out.'],
    ['a reference in a list', 'a: &x 1\nb:\n  - *x', '*x', 'References are not read (line 3): write the value out.'],
    ['a reference to nothing', 'a: *x', '*x', 'References are not read (line 1): write the value out.'],
    ['a name twice', 'a: 1\n\na: 2', 'a: 2', 'Not valid YAML at line 3, column 1: Map keys must be unique.'],
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
  ])('refuse %s', (_, text, given, expected) => {
    expect(parseParams(text).faults).toStrictEqual([{ given, expected }])
  })

  test('tell every fault at once, and keep what is right', () => {
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

describe('params as pairs', () => {
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
  ])('%s', (_, text, params) => {
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
    ['a name twice', '--a 1 --a 2', [['a', 'Parameter `a` stands twice: give it once.']]],
    ['an open quote', '--a "x', [['--a "x', 'A quote is opened and never closed.']]],
    ['an apostrophe', "--a it's", [["--a it's", 'A quote is opened and never closed.']]],
  ])('refuse %s', (_, text, faults) => {
    expect(parseParams(text).faults).toStrictEqual(faults.map(([given, expected]) => ({ given, expected })))
  })

  test('of any value, quoted, are that value', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\0|^--/.test(text))
    fc.assert(
      fc.property(value, (text) => {
        const quoted = text.replace(/["\\]/g, '\\$&')
        expect(parseParams(`--a "${quoted}"`)).toStrictEqual({ value: new Map([['a', text]]), faults: [] })
      }),
    )
  })

  test('take no time with a hundred thousand quotes', () => {
    expect(parseParams(`--a "${'\\"'.repeat(60_000)}`).faults).toHaveLength(1)
  }, 2_000)
})

test('params of any text are read without throwing', () => {
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

const hidden = (line: number) =>
  `Line ${line} is not shown, it may be a secret. Give \`NAME\` or \`NAME=value\`, one a line; a name is letters, digits and \`_\`.`

describe('env', () => {
  test.each<[string, string, [string, string | undefined][]]>([
    ['none', '', []],
    ['a name of the runner’s', 'HTTP_TIMEOUT', [['HTTP_TIMEOUT', undefined]]],
    ['a value', 'A=1', [['A', '1']]],
    ['an empty value', 'GIT_DIRTY=', [['GIT_DIRTY', '']]],
    ['a value with an equals sign', 'A=b=c==', [['A', 'b=c==']]],
    ['quotes, which are part of the value', 'A="b c"', [['A', '"b c"']]],
    [
      'the AWS region and endpoint',
      'AWS_REGION\nAWS_ENDPOINT_URL=http://x',
      [
        ['AWS_REGION', undefined],
        ['AWS_ENDPOINT_URL', 'http://x'],
      ],
    ],
    ['blank lines and comments', '\n# x\n  _a1=b \r\n', [['_a1', 'b']]],
  ])('%s', (_, text, variables) => {
    expect(parseEnv(text)).toStrictEqual({ value: new Map(variables), faults: [] })
  })

  test.each([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_SECURITY_TOKEN',
    'AWS_CONFIG_FILE',
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_PROFILE',
  ])('refuses %s, with and without a value', (name) => {
    const expected =
      'Credentials never travel in the environment: the pipe already has this step’s own, from a file. Remove the line.'
    expect(parseEnv(`${name}\n${name}=hush`)).toStrictEqual({
      value: new Map(),
      faults: [
        { given: name, expected },
        { given: `${name}=…`, expected },
      ],
    })
  })

  test('refuses a name twice', () => {
    expect(parseEnv('A=1\nA=2')).toStrictEqual({
      value: new Map([['A', '1']]),
      faults: [{ given: 'A=…', expected: 'This variable stands twice: give it once.' }],
    })
  })

  test.each([
    ['my-name=hush', 1],
    ['=hush', 1],
    ['1A=hush', 1],
    ['two words', 1],
    ['export A=hush', 1],
    ['A=1\n\n-----BEGIN PRIVATE KEY-----', 3],
    ['# comment\nA=1\nMII/hush+q==', 3],
  ])('refuses %j by its line', (text, line) => {
    expect(parseEnv(text).faults).toStrictEqual([{ given: '…', expected: hidden(line) }])
  })

  test('never repeats a secret, whatever is wrong with its line', () => {
    const secret = fc.stringMatching(/^[A-Z]{3}[a-z0-9+/=-]{8,40}$/)
    const line = fc.constantFrom<(secret: string) => string>(
      (text) => `A=${text}`,
      (text) => `AWS_SECRET_ACCESS_KEY=${text}`,
      (text) => `bad name=${text}`,
      (text) => `=${text}`,
      (text) => `${text}+`,
      (text) => `export ${text}`,
      (text) => `A: ${text}`,
    )
    fc.assert(
      fc.property(secret, fc.array(line), (text, templates) => {
        const { faults } = parseEnv(templates.map((template) => template(text)).join('\n'))
        expect(JSON.stringify(faults)).not.toContain(text)
      }),
    )
  })
})

describe('paths', () => {
  test('are one a line, in the workspace', () => {
    const lines = ['data', './north sea/*.csv', '# not this', '', '!(a).csv', '/home/ann/x..y']
    expect(parsePaths(lines.join('\r\n'))).toStrictEqual({
      value: ['data', './north sea/*.csv', '!(a).csv', '/home/ann/x..y'],
      faults: [],
    })
  })

  test.each([
    ['../x', 'Only what is in the workspace can be named, and without `..`.'],
    ['data/../x', 'Only what is in the workspace can be named, and without `..`.'],
    ['a\0b', 'Control characters are not allowed in paths.'],
    ['!data/x.csv', 'Nothing can be taken out again: name what is wanted. A file of such a name is `./!…`.'],
  ])('are not %j', (given, expected) => {
    expect(parsePaths(`data\n${given}`)).toStrictEqual({ value: ['data'], faults: [{ given, expected }] })
  })

  test('are not more than a tag can hold', () => {
    const given = 'x'.repeat(valueLimit + 1)
    const expected = 'At most 8192 characters: use a folder or a pattern.'
    expect(parsePaths(given)).toStrictEqual({ value: [], faults: [{ given, expected }] })
    expect(parsePaths(given.slice(1)).faults).toStrictEqual([])
  })
})
