import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEnv, parsePaths, parseTags, valueLimit } from '../../src/action/input-parsers.ts'

const onePair = 'Write one `key:value` a line. Neither side may be empty.'
const keyRule = 'A key must not contain spaces or begin with `-`, which Disdat reads as an option.'
const controlRule = 'Tags must not contain control characters.'

describe('parseTags', () => {
  test.each<[string, string, [string, string][]]>([
    ['no tags', '', []],
    ['a tag', 'day:2026-01-05', [['day', '2026-01-05']]],
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
  ])('reads %s', (_, text, tags) => {
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
    [`key:${'x'.repeat(valueLimit + 1)}`, 'A value has at most 8192 characters.'],
  ])('rejects %j', (line, expected) => {
    expect(parseTags(line)).toStrictEqual({ value: new Map(), faults: [{ given: line, expected }] })
  })

  test('returns all faults and the valid tags', () => {
    expect(parseTags('day:1\nbad\nday:2\n:x\nenv:prod')).toStrictEqual({
      value: new Map([
        ['day', '1'],
        ['env', 'prod'],
      ]),
      faults: [
        { given: 'bad', expected: onePair },
        { given: 'day:2', expected: 'This key is given twice. Give it once.' },
        { given: ':x', expected: onePair },
      ],
    })
  })

  test('rejects reserved tags', () => {
    const expected = 'Disdat or this action sets this tag. Choose another key.'
    expect(parseTags('committed:True\nenv:prod', /^committed$/)).toStrictEqual({
      value: new Map([['env', 'prod']]),
      faults: [{ given: 'committed:True', expected }],
    })
  })
})

const hidden = (line: number) =>
  `Line ${line} is not shown, because it may be a secret. Write \`NAME\` or \`NAME=value\`, one a line. A name has letters, digits and \`_\`.`

describe('parseEnv', () => {
  test.each<[string, string, [string, string | undefined][]]>([
    ['no variables', '', []],
    ['a variable of the runner', 'HTTP_TIMEOUT', [['HTTP_TIMEOUT', undefined]]],
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
  ])('reads %s', (_, text, variables) => {
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
    'AWS_DEFAULT_PROFILE',
    'AWS_CREDENTIAL_EXPIRATION',
    'AWS_ROLE_ARN',
    'AWS_ROLE_SESSION_NAME',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    'AWS_EC2_METADATA_SERVICE_ENDPOINT',
    'AWS_EC2_METADATA_DISABLED',
    'AWS_BEARER_TOKEN_BEDROCK',
    'AWS_ACCESS_KEY',
    'AWS_SECRET_KEY',
    'AWS_CREDENTIAL_FILE',
    'BOTO_CONFIG',
  ])('rejects %s with and without a value', (name) => {
    const expected = 'Credentials are not passed as variables: the pipe gets them from a file. Remove the line.'
    expect(parseEnv(`${name}\n${name}=hush`)).toStrictEqual({
      value: new Map(),
      faults: [
        { given: name, expected },
        { given: `${name}=…`, expected },
      ],
    })
  })

  test('rejects a repeated name', () => {
    expect(parseEnv('A=1\nA=2')).toStrictEqual({
      value: new Map([['A', '1']]),
      faults: [{ given: 'A=…', expected: 'This variable is given twice. Give it once.' }],
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
  ])('rejects %j and names the line', (text, line) => {
    expect(parseEnv(text).faults).toStrictEqual([{ given: '…', expected: hidden(line) }])
  })

  test('never repeats a secret of an invalid line', () => {
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

test.each(['A=a\0b', 'A=\ud800'])('parseEnv rejects %j, which no process can receive', (line) => {
  expect(parseEnv(line).faults).toStrictEqual([
    { given: 'A=…', expected: expect.stringMatching(/^The value contains /) },
  ])
})

test('parseTags rejects half of a surrogate pair', () => {
  expect(parseTags('a:\udfff').faults).toStrictEqual([
    { given: 'a:\udfff', expected: 'The tag contains half of a surrogate pair, which is not text.' },
  ])
})

describe('parsePaths', () => {
  test('accepts one path a line', () => {
    const lines = ['data', './north sea/*.csv', '# not this', '', '!(a).csv', '/home/ann/x..y']
    expect(parsePaths(lines.join('\r\n'))).toStrictEqual({
      value: ['data', './north sea/*.csv', '!(a).csv', '/home/ann/x..y'],
      faults: [],
    })
  })

  test.each([
    ['../x', 'Paths must stay inside the workspace and must not contain `..`.'],
    ['data/../x', 'Paths must stay inside the workspace and must not contain `..`.'],
    ['a\0b', 'Paths must not contain control characters.'],
    [
      '!data/x.csv',
      '`!` exclusions are not supported: list what to include. For a file whose name begins with `!`, write `./!…`.',
    ],
  ])('rejects %j', (given, expected) => {
    expect(parsePaths(`data\n${given}`)).toStrictEqual({ value: ['data'], faults: [{ given, expected }] })
  })

  test('rejects a list that is longer than a tag', () => {
    const given = 'x'.repeat(valueLimit + 1)
    const expected = 'The list has at most 8192 characters. Use a folder or a pattern.'
    expect(parsePaths(given)).toStrictEqual({ value: [], faults: [{ given, expected }] })
    expect(parsePaths(given.slice(1)).faults).toStrictEqual([])
  })
})
