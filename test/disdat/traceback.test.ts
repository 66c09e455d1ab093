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
    const lines = ['INFO: x', 'Traceback (most recent call last):', '  File "/app/x.py", line 7, in f', '    f()']
    expect(lines.map((line) => reader.readLine(line))).toStrictEqual([undefined, 'consumed', 'consumed', 'consumed'])
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

  test('marks the members of an exception group as nested', () => {
    const tracebacks = readTracebacks(
      [
        '  + Exception Group Traceback (most recent call last):',
        '  |   File "/app/x.py", line 1, in f',
        '  | ExceptionGroup: two (1 sub-exception)',
        '  +-+---------------- 1 ----------------',
        '    | Traceback (most recent call last):',
        '    |   File "/app/x.py", line 2, in g',
        '    | ValueError: 1',
      ].join('\n'),
    )
    expect(tracebacks.map(({ exception, frames, isNested }) => [exception, frames.at(-1)?.line, isNested])).toEqual([
      ['ExceptionGroup: two (1 sub-exception)', 1, false],
      ['ValueError: 1', 2, true],
    ])
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
    ['a prefix too long to recognise', prefixLines((at) => (at === 0 ? 'x'.repeat(10_000) : ''))],
    [
      'lines of another thread between its lines',
      plain.flatMap((line) => (line.startsWith('Traceback') ? [line] : ['INFO: x', 'reading a file', line])),
    ],
    ['a first line that was printed twice', ['Traceback (most recent call last):', ...plain]],
  ])('reads a traceback with %s', (_, lines) => {
    expect(readTracebacks(lines.join('\n'))).toStrictEqual(parsed)
  })

  test.each([
    ['with line art', ['╭', '─', '╮', '│', '❱', '╰', '╯']],
    ['in ASCII', ['+', '-', '+', '|', '>', '+', '+']],
  ])('reads a traceback that Rich draws %s', (_, [left, line, right, side, mark, bottomLeft, bottomRight]) => {
    const lines = [
      `${left}${line?.repeat(20)} Traceback (most recent call last) ${line?.repeat(20)}${right}`,
      `${side} /lib/a.py:1 in f                      ${side}`,
      `${side}                                       ${side}`,
      `${side} ${mark} 1 library()                          ${side}`,
      `${side}                                       ${side}`,
      `${side} /app/b.py:2 in g                      ${side}`,
      `${side}                                       ${side}`,
      `${side}   1 def g():                          ${side}`,
      `${side} ${mark} 2 ${side}   own()                        ${side}`,
      `${bottomLeft}${line?.repeat(40)}${bottomRight}`,
      "KeyError: 'pear'",
    ]
    expect(readTracebacks(lines.join('\n'))).toStrictEqual(parsed)
  })

  test('gives a traceback up after 50 other lines', () => {
    const [header = '', ...rest] = plain
    const others = (count: number) => Array.from({ length: count }, (_, at) => `line ${at} of another program`)
    expect(readTracebacks([header, ...others(50), ...rest].join('\n'))).toStrictEqual(parsed)
    expect(readTracebacks([header, ...others(51), ...rest].join('\n'))).toStrictEqual([])
  })

  test('returns undefined for other lines between the lines of a traceback', () => {
    const reader = new TracebackReader(() => true)
    expect([plain[0] ?? '', 'ERROR: [pid 7] Worker', 'WARNING'].map((line) => reader.readLine(line))).toStrictEqual([
      'consumed',
      undefined,
      undefined,
    ])
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
