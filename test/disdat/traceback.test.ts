import { describe, expect, test } from 'vitest'
import { evidenceLimit, findInstalledPath, type ParsedTraceback, TracebackReader } from '../../src/disdat/traceback.ts'

/** Reads lines with `/app` as the user's code. Returns every complete traceback. */
function readTracebacks(log: string): ParsedTraceback[] {
  const reader = new TracebackReader((file) => file.startsWith('/app/'))
  return log.split('\n').flatMap((line) => {
    const result = reader.readLine(line)
    return typeof result === 'object' ? [result] : []
  })
}

describe('TracebackReader.readLine', () => {
  test('returns undefined outside of a traceback, `consumed` inside, and the traceback with its last line', () => {
    const reader = new TracebackReader(() => true)
    expect(reader.readLine('INFO: x')).toBeUndefined()
    const lines = [
      'Traceback (most recent call last):',
      '  File "/app/x.py", line 7, in f',
      '    f()',
      '    ^^^',
      '',
      '  [Previous line repeated 3 more times]',
    ]
    expect(lines.map((line) => reader.readLine(line))).toStrictEqual(lines.map(() => 'consumed'))
    expect(reader.readLine("KeyError: 'pear'")).toStrictEqual({
      exception: "KeyError: 'pear'",
      frames: [{ file: '/app/x.py', line: 7, code: 'f()' }],
      isChained: false,
      isNested: false,
    })
    expect(reader.readLine('INFO: x')).toBeUndefined()
  })

  test('keeps the frames of the user’s code only', () => {
    const [traceback] = readTracebacks(
      'Traceback (most recent call last):\n  File "/lib/a.py", line 1, in f\n    library()\n  File "/app/b.py", line 2, in g\n    own()\nKeyError: 1',
    )
    expect(traceback?.frames).toStrictEqual([{ file: '/app/b.py', line: 2, code: 'own()' }])
  })

  test('keeps the last 16 frames', () => {
    const frames = Array.from({ length: 20 }, (_, at) => `  File "/app/x.py", line ${at}, in f`)
    const [traceback] = readTracebacks(
      ['Traceback (most recent call last):', ...frames, 'RecursionError: x'].join('\n'),
    )
    expect(traceback?.frames.map(({ line }) => line)).toStrictEqual(Array.from({ length: 16 }, (_, at) => at + 4))
  })

  test('leaves the code undefined where Python printed none', () => {
    const [traceback] = readTracebacks(
      'Traceback (most recent call last):\n  File "/app/x.py", line 1, in f\n  File "/app/x.py", line 2, in g\nKeyError: 1',
    )
    expect(traceback?.frames.map(({ code }) => code)).toStrictEqual([undefined, undefined])
  })

  test.each([
    'KeyError',
    'KeyError:',
    'pipelines.errors.E2: text',
    'pipelines._errors.Wrong_Größe',
    'pipelines.load.<locals>.Error: text',
    'NetworkERROR: text',
  ])('takes "%s" for the last line', (line) => {
    expect(readTracebacks(`Traceback (most recent call last):\n${line}`)).toMatchObject([{ exception: line }])
  })

  test.each([
    'KeyError:text',
    'KeyError text',
    '2Error: text',
    'pipelines..Error: text',
    'pipelines.2Error: text',
    'ERROR',
    'WARNING: text',
  ])('does not take "%s" for the last line', (line) => {
    expect(readTracebacks(`Traceback (most recent call last):\n${line}`)).toStrictEqual([])
  })

  test('removes the full stop at the end of a message', () => {
    expect(readTracebacks('Traceback (most recent call last):\nValueError: 1.5 is too much.')).toMatchObject([
      { exception: 'ValueError: 1.5 is too much' },
    ])
  })

  test('reads a first line that ends with spaces, and does not take a quoted one for it', () => {
    expect(readTracebacks('Traceback (most recent call last):  \nKeyError: 1')).toHaveLength(1)
    expect(readTracebacks('Traceback (most recent call last): see below\nKeyError: 1')).toStrictEqual([])
    const box = '╭─ Traceback (most recent call last) ─╮'
    expect(readTracebacks(`${box}  \nKeyError: 1`)).toHaveLength(1)
    expect(readTracebacks(`${box} see below\nKeyError: 1`)).toStrictEqual([])
  })

  test.each([
    'During handling of the above exception, another exception occurred:',
    'The above exception was the direct cause of the following exception:',
  ])('marks the traceback after "%s" as chained', (link) => {
    const tracebacks = readTracebacks(
      `Traceback (most recent call last):\nKeyError: 1\n\n${link}\n\nTraceback (most recent call last):\nValueError: 2`,
    )
    expect(tracebacks.map(({ exception, isChained }) => [exception, isChained])).toStrictEqual([
      ['KeyError: 1', false],
      ['ValueError: 2', true],
    ])
  })

  const chainLink = 'During handling of the above exception, another exception occurred:'
  test.each([
    ['after a prefix and before spaces', `12:05 ERROR ${chainLink}  `, true],
    ['before another text', `${chainLink} see below`, false],
  ])('looks for the text between chained tracebacks: %s', (_, line, isChained) => {
    const tracebacks = readTracebacks(`${line}\nTraceback (most recent call last):\nValueError: 2`)
    expect(tracebacks).toMatchObject([{ isChained }])
  })

  const group = [
    '  + Exception Group Traceback (most recent call last):',
    '  |   File "/app/x.py", line 1, in f',
    '  | ExceptionGroup: two (1 sub-exception)',
    '  +-+---------------- 1 ----------------',
    '    | Traceback (most recent call last):',
    '    |   File "/app/x.py", line 2, in g',
    '    | ValueError: 1',
    '    +---------------- 2 ----------------',
    '    | Exception Group Traceback (most recent call last):',
    '    |   File "/app/x.py", line 3, in h',
    '    | ExceptionGroup: one (1 sub-exception)',
    '    +-+---------------- 1 ----------------',
    '      | Traceback (most recent call last):',
    '      |   File "/app/x.py", line 4, in i',
    '      | ValueError: 2',
    '      +------------------------------------',
  ]

  test.each([
    ['', group],
    [' with a prefix before each line', group.map((line) => `(run_task pid=4711) ${line}`)],
    [
      ' with a prefix before the first line of each traceback',
      group.flatMap((line) => (line.includes('Traceback') ? [`12:05 ERROR - ${line}`, 'other | KeyError: 1'] : [line])),
    ],
  ])('marks the members of an exception group as nested and chained%s', (_, lines) => {
    const tracebacks = readTracebacks(`${lines.join('\n')}\nTraceback (most recent call last):\nKeyError: 3`)
    expect(
      tracebacks.map(({ exception, frames, isNested, isChained }) => [
        exception,
        frames.at(-1)?.line,
        isNested,
        isChained,
      ]),
    ).toStrictEqual([
      ['ExceptionGroup: two (1 sub-exception)', 1, false, false],
      ['ValueError: 1', 2, true, true],
      ['ExceptionGroup: one (1 sub-exception)', 3, true, true],
      ['ValueError: 2', 4, true, true],
      ['KeyError: 3', undefined, false, false],
    ])
  })

  test('does not take a level that a logger pads for the margin of an exception group', () => {
    const padded = '12:05 | ERROR    | Traceback (most recent call last):\nKeyError: 1\n'
    const other = { exception: 'KeyError: 1', isNested: false, isChained: false }
    expect(readTracebacks(padded + padded)).toMatchObject([other, other])
  })

  const plain = [
    'Traceback (most recent call last):',
    '  File "/lib/a.py", line 1, in f',
    '    library()',
    '  File "/app/b.py", line 2, in g',
    '    own()',
    "KeyError: 'pear'",
  ]
  const parsed = [
    {
      exception: "KeyError: 'pear'",
      frames: [{ file: '/app/b.py', line: 2, code: 'own()' }],
      isChained: false,
      isNested: false,
    },
  ]
  const prefixLines = (prefix: (line: number) => string) => plain.map((line, at) => `${prefix(at)}${line}`)

  test.each([
    ['indentation', prefixLines(() => '      ')],
    ['the name of a Ray task', prefixLines(() => '(run_task pid=4711) ')],
    ['a logger', prefixLines((at) => `2026-11-28 12:05:5${at},34${at} - disdat.x - ERROR - `)],
    ['a logger before the first line only', prefixLines((at) => (at === 0 ? '12:05 ERROR [pipe] ' : ''))],
    [
      'the exception of Spark',
      prefixLines((at) => (at === 0 ? 'py4j.Py4JJavaError: org.apache.spark.api.python.PythonException: ' : '')),
    ],
    ['a long prefix', prefixLines((at) => (at === 0 ? 'x'.repeat(10_000) : ''))],
    ['a prefix that ends like a group', prefixLines(() => 'c+ ')],
    [
      'lines of another worker between its lines',
      prefixLines(() => '(pid=1, task=12) ').flatMap((line) => ["(pid=11, task=2) KeyError: 'apple'", line]),
    ],
    [
      'lines of another thread between its lines',
      plain.flatMap((line) => (line.startsWith('Traceback') ? [line] : ['INFO: x', 'reading a file', line])),
    ],
    ['a first line that was printed twice', ['Traceback (most recent call last):', ...plain]],
  ])('reads a traceback with %s', (_, lines) => {
    expect(readTracebacks(lines.join('\n'))).toStrictEqual(parsed)
  })

  test.each([
    ['with line art', '', ['╭', '─', '╮', '│', '❱', '╰', '╯']],
    ['in ASCII', '', ['+', '-', '+', '|', '>', '+', '+']],
    ['after a prefix', '(run_task pid=4711) ', ['╭', '─', '╮', '│', '❱', '╰', '╯']],
  ])('reads a traceback that Rich draws %s', (_, prefix, [left, line, right, side, mark, bottomLeft, bottomRight]) => {
    const lines = [
      `${left}${line?.repeat(20)} Traceback (most recent call last) ${line?.repeat(20)}${right}`,
      `${side} /lib/a.py:1 in f                      ${side}`,
      `${side}                                       ${side}`,
      `${side} ${mark} 1 library()                          ${side}`,
      `${side}                                       ${side}`,
      `${side} /app/b.py:12 in g                     ${side}`,
      `${side}                                       ${side}`,
      `${side}   11 def g():                         ${side}`,
      `${side} ${mark} 12 ${side}   ${side}   own()                   ${side}`,
      `${side} /app/a_long_path_before_a_long_name.py:2 in ${side}`,
      `${side} a_long_name                           ${side}`,
      `${side}                                       ${side}`,
      `${side} ${mark}  2 own(a | b)                        ${side}`,
      `${bottomLeft}${line?.repeat(40)}${bottomRight}`,
      "KeyError: 'pear'",
    ]
    const [traceback] = readTracebacks(lines.map((text) => prefix + text).join('\n'))
    expect(traceback).toMatchObject({
      exception: "KeyError: 'pear'",
      frames: [
        { file: '/app/b.py', line: 12, code: 'own()' },
        { file: '/app/a_long_path_before_a_long_name.py', line: 2, code: 'own(a | b)' },
      ],
    })
  })

  test('gives a traceback up after 50 other lines', () => {
    const [header = '', ...rest] = plain
    const others = (count: number) => Array.from({ length: count }, (_, at) => `line ${at} of another program`)
    expect(readTracebacks([header, ...others(50), ...rest].join('\n'))).toStrictEqual(parsed)
    expect(readTracebacks([header, ...others(51), ...rest].join('\n'))).toStrictEqual([])
  })

  test.each([
    [plain[0] ?? '', ['ERROR: [pid 7] Worker', 'WARNING', 'read   File "/app/x.py", line 1']],
    [
      '╭─ Traceback (most recent call last) ─╮',
      ['ERROR: [pid 7] Worker', 'read │ /app/x.py:1 in f │', 'read │ ❱ 1 f() │'],
    ],
  ])('returns undefined for other lines after "%s"', (header, lines) => {
    const reader = new TracebackReader(() => true)
    reader.readLine(header)
    reader.readLine(header.startsWith('╭') ? '│ /app/x.py:1 in f │' : '  File "/app/x.py", line 1, in f')
    expect(lines.map((line) => reader.readLine(line))).toStrictEqual(lines.map(() => undefined))
  })

  test('cuts each text at the limit of evidence', () => {
    const long = 'x'.repeat(evidenceLimit * 2)
    const [traceback] = readTracebacks(
      `Traceback (most recent call last):\n  File "/app/${long}", line 1, in f\n    ${long}\n${long}`,
    )
    expect(traceback?.exception).toHaveLength(evidenceLimit)
    expect(traceback?.frames[0]?.file).toHaveLength(evidenceLimit)
    expect(traceback?.frames[0]?.code).toHaveLength(evidenceLimit)
  })
})

test.each([
  ['/opt/venv/lib/python3.11/site-packages/pipelines/orders.py', 'pipelines/orders.py'],
  ['/usr/lib/python3/dist-packages/pipelines.py', 'pipelines.py'],
  ['/opt/lib/python2.7/site-packages/pipelines-1.0.0-py2.7.egg/pipelines/orders.py', 'pipelines/orders.py'],
  ['build/bdist.linux-x86_64/egg/pipelines/orders.py', 'pipelines/orders.py'],
  ['/app/pipelines/orders.py', undefined],
])('findInstalledPath of %s is %s', (file, expected) => {
  expect(findInstalledPath(file)).toBe(expected)
})
