import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import { logs } from './recorded-logs.ts'

function read(log: string, pipeClass = 'pipelines.mine.Pipe'): LogAnalyzer {
  const transcript = new LogAnalyzer(pipeClass)
  for (const line of log.split('\n')) transcript.read(line)
  return transcript
}

const mine = (line: number) => ({ file: 'pipelines/mine.py', line })

describe('the failure', () => {
  test.each([
    ['raises', 'Raises()', "KeyError: 'pear'", { file: 'pipelines/faults.py', line: 21 }],
    [
      'handles',
      'Handles()',
      'json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
      mine(42),
    ],
    ['chained', 'Chained()', 'ValueError: second', mine(9)],
    ['downstream', 'Upstream()', 'RuntimeError: upstream is broken', mine(46)],
    ['recursion', 'Deep()', 'RecursionError: maximum recursion depth exceeded', mine(24)],
    ['exceptionGroup', 'Groups()', 'ExceptionGroup: two (2 sub-exceptions)', mine(20)],
    ['evaluated', 'Interpreter()', 'ZeroDivisionError: division by zero', mine(63)],
    ['parsed', 'Syntax()', 'SyntaxError: invalid syntax', mine(30)],
  ] as const)(
    'of a task (%s) is its own last traceback, at the deepest line of the pipe',
    (name, task, exception, where) => {
      expect(read(logs[name]).failure).toStrictEqual({ task, traceback: { exception, where } })
    },
  )

  test.each([
    ['requires', "KeyError: 'requires'", mine(57)],
    [
      'importsNothing',
      "ModuleNotFoundError: No module named 'nothing_such'",
      { file: 'pipelines/imports_nothing.py', line: 1 },
    ],
    ['brokenModule', 'SyntaxError: invalid syntax', { file: 'pipelines/broken.py', line: 1 }],
    ['unknownParameter', 'ValueError: Parameter fruit is not defined in class Raises', undefined],
    ['badValue', "ValueError: could not convert string to float: 'abc'", undefined],
    ['noModule', "ModuleNotFoundError: No module named 'pipelines.nothing'", undefined],
    [
      'noEndpoint',
      'botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "http://127.0.0.1:1/"',
      undefined,
    ],
  ] as const)('outside of a task (%s) is the last traceback of all', (name, exception, where) => {
    expect(read(logs[name]).failure).toStrictEqual({ traceback: { exception, where } })
  })

  test.each(['killed', 'childKilled', 'transient', 'reused', 'leavesEarly', 'mayNotPut', 'noBucket'] as const)(
    'is not there without a traceback (%s)',
    (name) => {
      expect(read(logs[name]).failure).toBeUndefined()
    },
  )

  test('counts another package as the pipe’s own, where the pipe class is in it', () => {
    const failure = read(logs.raises, 'luigi.mod.Pipe').failure
    expect(failure?.traceback.where).toStrictEqual({ file: 'luigi/worker.py', line: 210 })
  })

  test.each([
    ['/app/shop/orders.py', '/app/shop/orders.py'],
    ['/usr/lib/python3/dist-packages/pipelines/orders.py', 'pipelines/orders.py'],
    ['/usr/lib/python3/dist-packages/pipelines.py', 'pipelines.py'],
    ['/usr/lib/python3/dist-packages/pipelines_other/orders.py', undefined],
    ['/usr/lib64/python3.11/json/__init__.py', undefined],
    ['/opt/bin/entrypoint.py', undefined],
    ['<frozen runpy>', undefined],
    ['relative.py', undefined],
  ])('is at %s: %s', (file, shown) => {
    const transcript = read(`Traceback (most recent call last):\n  File "${file}", line 7, in run\n    x\nKeyError: 1`)
    expect(transcript.failure?.traceback.where).toStrictEqual(
      shown === undefined ? undefined : { file: shown, line: 7 },
    )
  })

  test('is kept to 500 characters of evidence', () => {
    const long = 'x'.repeat(10_000)
    const transcript = read(
      `ERROR: [pid 7] Worker W failed    T(${long})\nTraceback (most recent call last):\n  File "/${long}", line 1, in f\n${long}`,
    )
    expect(transcript.failure).toStrictEqual({
      task: `T(${long}`.slice(0, 500),
      traceback: { exception: long.slice(0, 500), where: { file: `/${long}`.slice(0, 500), line: 1 } },
    })
  })

  test('is not replaced by what another task handles after it', () => {
    expect(read(logs.raises + logs.handles, 'pipelines.faults.Raises').failure).toStrictEqual(read(logs.raises).failure)
  })

  test('survives an empty line of the other stream in the middle of it', () => {
    const torn = logs.raises.replace('return prices[article]', 'return prices[article]\n')
    expect(read(torn).failure).toStrictEqual(read(logs.raises).failure)
  })

  test('survives lines of the other stream in the middle of it', () => {
    const transcript = new LogAnalyzer('pipelines.faults.Raises')
    for (const line of logs.raises.split('\n')) {
      transcript.read(line, 'stderr')
      transcript.read('Fast pull completed 6 transfers -- process pool closed and joined.', 'stdout')
    }
    expect(transcript.failure).toStrictEqual(read(logs.raises).failure)
    expect(transcript.summary).toStrictEqual(read(logs.raises).summary)
  })

  test('is not there while a traceback is unfinished', () => {
    const transcript = new LogAnalyzer('pipelines.mine.Pipe')
    transcript.read('Traceback (most recent call last):')
    transcript.read('  File "/app/x.py", line 1, in f')
    expect(transcript.failure).toBeUndefined()
  })
})

describe('where the exceptions came from', () => {
  /** The deepest line of each, with its text, and the task. */
  const told = (log: string, pipeClass?: string) =>
    read(log, pipeClass).origins.map(({ task, exception, frames }) => {
      const { file, line, code } = frames.at(-1) ?? {}
      return [task, exception.split(':', 1)[0], `${file}:${line}`, code]
    })
  const file = 'pipelines/mine.py'

  test('is the deepest line of the user’s own code, with those above it', () => {
    expect(read(logs.raises).origins).toStrictEqual([
      {
        task: 'Raises()',
        exception: "KeyError: 'pear'",
        frames: [
          { file: 'pipelines/faults.py', line: 29, code: 'return look_up_price({"apple": 1.5}, "pear")' },
          { file: 'pipelines/faults.py', line: 21, code: 'return prices[article]' },
        ],
      },
    ])
  })

  test('is told of a cause and of its consequence', () => {
    expect(told(logs.chained)).toStrictEqual([
      ['Chained()', 'KeyError', `${file}:7`, 'return {}["first"]'],
      [
        'Chained()',
        'ValueError',
        `${file}:9`,
        'raise ValueError("second\\nwith a second line\\n\\nand a fourth") from error',
      ],
    ])
  })

  test('is told of every task that failed', () => {
    expect(told(logs.downstream).map(([task, , place]) => [task, place])).toStrictEqual([
      ['Upstream()', `${file}:46`],
      ['During()', `${file}:14`],
      ['During()', `${file}:16`],
    ])
  })

  test('is told of what is in a group, and in a group of that, each kind and line once', () => {
    expect(told(logs.groups).map(([, kind, place]) => [kind, place])).toStrictEqual([
      ['ExceptionGroup', `${file}:16`],
      ['ValueError', `${file}:2`],
      ['KeyError', `${file}:13`],
      ['RuntimeError', `${file}:23`],
    ])
    expect(read(logs.groups).failure?.traceback).toStrictEqual({
      exception: 'RuntimeError: no prices',
      where: mine(23),
    })
  })

  test('is not told of what the pipe handled, where a task failed', () => {
    expect(told(logs.handles).map(([, kind, place]) => [kind, place])).toStrictEqual([
      ['json.decoder.JSONDecodeError', `${file}:42`],
    ])
  })

  test.each([
    ['importsNothing', 'ModuleNotFoundError', 'pipelines/imports_nothing.py:1', 'import nothing_such'],
    ['brokenModule', 'SyntaxError', 'pipelines/broken.py:1', 'def f(:'],
    ['requires', 'KeyError', `${file}:57`, 'return {}["requires"]'],
  ] as const)('is told of what happened before any task (%s)', (name, kind, place, code) => {
    expect(told(logs[name])).toStrictEqual([[undefined, kind, place, code]])
  })

  test.each(['unknownParameter', 'noModule', 'noEndpoint', 'reused'] as const)(
    'is not told where it is no line of the user’s (%s)',
    (name) => {
      expect(told(logs[name])).toStrictEqual([])
    },
  )

  test('is kept of five at most, and of the deepest lines of a recursion', () => {
    const frames = Array.from({ length: 1000 }, (_, at) => `  File "/app/x.py", line ${at}, in f\n    f()`).join('\n')
    const one = (kind: string) => `Traceback (most recent call last):\n${frames}\n${kind}Error: x\n`
    const link = '\nDuring handling of the above exception, another exception occurred:\n\n'
    const kinds = [...'ABCDEFG']
    const kindsOf = (log: string) => told(log).map(([, kind]) => kind)
    expect(kindsOf(kinds.map(one).join(link))).toStrictEqual(['CError', 'DError', 'EError', 'FError', 'GError'])
    const failing = kinds.map((kind) => `ERROR: [pid 7] Worker W failed    ${kind}()\n${one(kind)}INFO: x`)
    expect(kindsOf(failing.join('\n'))).toStrictEqual(['AError', 'BError', 'CError', 'DError', 'EError'])
    expect(read(one('A')).origins[0]?.frames).toHaveLength(16)
    expect(read(one('A')).origins[0]?.frames.at(-1)?.line).toBe(999)
  })

  test('is bounded and well-formed, whatever a pipe prints', () => {
    const pieces = [
      'Traceback (most recent call last):',
      '  + Exception Group Traceback (most recent call last):',
      '    | Traceback (most recent call last):',
      '  File "/app/x.py", line 7, in f',
      '  |   File "/app/x.py", line 99999999999999999999, in f',
      '    f()',
      '  +-+---------------- 1 ----------------',
      'During handling of the above exception, another exception occurred:',
      'ERROR: [pid 7] Worker W failed    T()',
      'INFO: x',
      'KeyError: 1',
      '',
    ]
    const line = fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 20 }))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.array(fc.boolean(), { maxLength: 60 }), (lines, streams) => {
        const transcript = new LogAnalyzer('app.x.Pipe')
        for (const [at, each] of lines.entries()) transcript.read(each, streams[at] ? 'stdout' : 'stderr')
        const { origins } = transcript
        expect(origins.length).toBeLessThanOrEqual(5)
        for (const { frames } of origins) {
          expect(frames.length).toBeGreaterThan(0)
          expect(frames.length).toBeLessThanOrEqual(16)
        }
      }),
    )
  })

  test('is that of the last exception alone, where the others have nothing to do with it', () => {
    const one = (kind: string) => `Traceback (most recent call last):\n  File "/app/x.py", line 1, in f\n${kind}: x\n`
    expect(told(`${one('A')}handled\n${one('B')}`).map(([, kind]) => kind)).toStrictEqual(['B'])
  })
})

test.each([
  ['raises', { ran: 0, complete: 0, failed: 1 }],
  ['downstream', { ran: 0, complete: 0, failed: 2 }],
  ['requires', { ran: 0, complete: 0, failed: 1 }],
  ['transient', { ran: 1, complete: 0, failed: 0 }],
  ['reused', { ran: 0, complete: 1, failed: 0 }],
  ['leavesEarly', undefined],
] as const)('Luigi’s own summary (%s)', (name, summary) => {
  expect(read(logs[name]).summary).toStrictEqual(summary)
})

test('Luigi’s summary holds nothing that was printed before or after it', () => {
  const transcript = read(
    `* 9 failed:\n===== Luigi Execution Summary =====\n* 1 ran successfully:\n* 2 failed:\n* 3 failed scheduling:\n===== Luigi Execution Summary =====\n* 9 failed:`,
  )
  expect(transcript.summary).toStrictEqual({ ran: 1, complete: 0, failed: 5 })
})

test.each([
  ['raises', { id: 'Raises__99914b932b', status: 'PENDING' }],
  ['reused', { id: 'Prints_3_3b79ff30bc', status: 'DONE' }],
  ['downstream', { id: 'Downstream__99914b932b', status: 'PENDING' }],
  ['noBucket', undefined],
] as const)('the task that was asked for, as Luigi found it (%s)', (name, root) => {
  expect(read(logs[name]).root).toStrictEqual(root)
})

test.each([
  ['noBucket', 'Unable to bind context prod because bucket missing does not exist.'],
  ['mayNotList', 'aws_s3: bucket bkt raised a 403 (access forbidden), do you have ListBucket permission?'],
  [
    'mayNotGet',
    'aws_s3.get_s3_key Fail on downloading file after 3 retries with exception An error occurred (403) when calling the HeadObject operation: Forbidden',
  ],
  ['raises', undefined],
  ['reused', undefined],
] as const)('Disdat’s first word on a remote that it cannot use (%s)', (name, trouble) => {
  expect(read(logs[name]).remoteTrouble).toBe(trouble)
})

test('why the command could not be executed', () => {
  const transcript = read(`${logs.notAPipelineImage}[FATAL tini (6)] exec other failed: Permission denied`)
  expect(transcript.notStarted).toBe('exec dsdt_docker failed: No such file or directory')
})

test.each([
  ['exec /opt/bin/entrypoint.py: exec format error', 'exec /opt/bin/entrypoint.py: exec format error'],
  [
    'standard_init_linux.go:228: exec user process caused: exec format error',
    'exec user process caused: exec format error',
  ],
  ['[FATAL tini (7)] exec dsdt_docker failed: Exec format error', 'exec dsdt_docker failed: Exec format error'],
  ['the tool said: exec x: exec format error', undefined],
])('%s', (line, expected) => {
  expect(read(line).notStarted).toBe(expected)
})
