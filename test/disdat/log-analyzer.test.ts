import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import { logs } from './recorded-logs.ts'

function analyze(log: string, pipeClass = 'pipelines.mine.Pipe'): LogAnalyzer {
  const analyzer = new LogAnalyzer(pipeClass)
  for (const line of log.split('\n')) analyzer.readLine(line)
  return analyzer
}

const mineAt = (line: number) => ({ file: 'pipelines/mine.py', line })

describe('LogAnalyzer.failure', () => {
  test.each([
    ['raises', 'Raises()', "KeyError: 'pear'", { file: 'pipelines/faults.py', line: 21 }],
    [
      'handles',
      'Handles()',
      'json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
      mineAt(42),
    ],
    ['chained', 'Chained()', 'ValueError: second', mineAt(9)],
    ['downstream', 'Upstream()', 'RuntimeError: upstream is broken', mineAt(46)],
    ['recursion', 'Deep()', 'RecursionError: maximum recursion depth exceeded', mineAt(24)],
    ['exceptionGroup', 'Groups()', 'ExceptionGroup: two (2 sub-exceptions)', mineAt(20)],
    ['evaluated', 'Interpreter()', 'ZeroDivisionError: division by zero', mineAt(63)],
    ['parsed', 'Syntax()', 'SyntaxError: invalid syntax', mineAt(30)],
  ] as const)(
    'is the last traceback of a task that failed (%s), at the deepest line of the pipe',
    (name, task, exception, where) => {
      expect(analyze(logs[name]).failure).toStrictEqual({ task, traceback: { exception, where } })
    },
  )

  test.each([
    ['requires', "KeyError: 'requires'", mineAt(57)],
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
  ] as const)('is the last traceback of the log where no task failed (%s)', (name, exception, where) => {
    expect(analyze(logs[name]).failure).toStrictEqual({ traceback: { exception, where } })
  })

  test.each(['killed', 'childKilled', 'transient', 'reused', 'leavesEarly', 'mayNotPut', 'noBucket'] as const)(
    'is undefined without a traceback (%s)',
    (name) => {
      expect(analyze(logs[name]).failure).toBeUndefined()
    },
  )

  test('treats the package of the pipe class as the user’s code', () => {
    const failure = analyze(logs.raises, 'luigi.mod.Pipe').failure
    expect(failure?.traceback.where).toStrictEqual({ file: 'luigi/worker.py', line: 210 })
  })

  test.each([
    ['/app/shop/orders.py', '/app/shop/orders.py'],
    ['/usr/lib/python3/dist-packages/pipelines/orders.py', 'pipelines/orders.py'],
    ['/usr/lib/python3/dist-packages/pipelines.py', 'pipelines.py'],
    ['/usr/lib/python3/dist-packages/pipelines_other/orders.py', undefined],
    ['/usr/lib64/python3.11/json/__init__.py', undefined],
    ['/opt/bin/entrypoint.py', undefined],
    ['/opt/bin/shop/orders.py', '/opt/bin/shop/orders.py'],
    ['<frozen runpy>', undefined],
    ['relative.py', undefined],
  ])('shows the line in %s as %s', (file, shown) => {
    const analyzer = analyze(`Traceback (most recent call last):\n  File "${file}", line 7, in run\n    x\nKeyError: 1`)
    expect(analyzer.failure?.traceback.where).toStrictEqual(shown === undefined ? undefined : { file: shown, line: 7 })
  })

  test('keeps at most 500 characters of each text', () => {
    const long = 'x'.repeat(10_000)
    const analyzer = analyze(
      `ERROR: [pid 7] Worker W failed    T(${long})\nTraceback (most recent call last):\n  File "/${long}", line 1, in f\n${long}`,
    )
    expect(analyzer.failure).toStrictEqual({
      task: `T(${long}`.slice(0, 500),
      traceback: { exception: long.slice(0, 500), where: { file: `/${long}`.slice(0, 500), line: 1 } },
    })
  })

  test('is not replaced by an exception that a later task handles', () => {
    expect(analyze(logs.raises + logs.handles, 'pipelines.faults.Raises').failure).toStrictEqual(
      analyze(logs.raises).failure,
    )
  })

  test('survives an empty line of the other stream in the middle of a traceback', () => {
    const torn = logs.raises.replace('return prices[article]', 'return prices[article]\n')
    expect(analyze(torn).failure).toStrictEqual(analyze(logs.raises).failure)
  })

  test('survives lines of the other stream in the middle of a traceback', () => {
    const analyzer = new LogAnalyzer('pipelines.faults.Raises')
    for (const line of logs.raises.split('\n')) {
      analyzer.readLine(line, 'stderr')
      analyzer.readLine('Fast pull completed 6 transfers -- process pool closed and joined.', 'stdout')
    }
    expect(analyzer.failure).toStrictEqual(analyze(logs.raises).failure)
    expect(analyzer.summary).toStrictEqual(analyze(logs.raises).summary)
  })

  test('is undefined while the traceback is incomplete', () => {
    const analyzer = new LogAnalyzer('pipelines.mine.Pipe')
    analyzer.readLine('Traceback (most recent call last):')
    analyzer.readLine('  File "/app/x.py", line 1, in f')
    expect(analyzer.failure).toBeUndefined()
  })
})

describe('LogAnalyzer.origins', () => {
  /** The task, exception type, deepest line and its text of each origin. */
  const summarizeOrigins = (log: string, pipeClass?: string) =>
    analyze(log, pipeClass).origins.map(({ task, exception, frames }) => {
      const { file, line, code } = frames.at(-1) ?? {}
      return [task, exception.split(':', 1)[0], `${file}:${line}`, code]
    })
  const file = 'pipelines/mine.py'

  test('has the deepest line of the user’s code with its callers', () => {
    expect(analyze(logs.raises).origins).toStrictEqual([
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

  test('has the cause and its consequence', () => {
    expect(summarizeOrigins(logs.chained)).toStrictEqual([
      ['Chained()', 'KeyError', `${file}:7`, 'return {}["first"]'],
      [
        'Chained()',
        'ValueError',
        `${file}:9`,
        'raise ValueError("second\\nwith a second line\\n\\nand a fourth") from error',
      ],
    ])
  })

  test('has each type of exception at each line of each file once', () => {
    const createTraceback = (task: string, frames: readonly string[], exception: string) => [
      `ERROR: [pid 7] Worker W failed    ${task}`,
      'Traceback (most recent call last):',
      ...['a.py", line 1', 'a.py", line 1', ...frames].map((frame) => `  File "/app/${frame}, in f`),
      exception,
    ]
    const log = [
      createTraceback('A()', ['a.py", line 7'], 'ValueError: 1'),
      createTraceback('B()', ['a.py", line 7'], 'ValueError: 2'),
      createTraceback('C()', ['a.py", line 8'], 'ValueError: 3'),
      createTraceback('D()', ['b.py", line 7'], 'ValueError: 4'),
      createTraceback('E()', ['a.py", line 7'], 'VersionError: 5'),
    ]
    expect(summarizeOrigins(log.flat().join('\n')).map(([task]) => task)).toStrictEqual(['A()', 'C()', 'D()', 'E()'])
  })

  test('has every task that failed', () => {
    expect(summarizeOrigins(logs.downstream).map(([task, , place]) => [task, place])).toStrictEqual([
      ['Upstream()', `${file}:46`],
      ['During()', `${file}:14`],
      ['During()', `${file}:16`],
    ])
  })

  test('has the members of nested exception groups, each type and line once', () => {
    expect(summarizeOrigins(logs.groups).map(([, kind, place]) => [kind, place])).toStrictEqual([
      ['ExceptionGroup', `${file}:16`],
      ['ValueError', `${file}:2`],
      ['KeyError', `${file}:13`],
      ['RuntimeError', `${file}:23`],
    ])
    expect(analyze(logs.groups).failure?.traceback).toStrictEqual({
      exception: 'RuntimeError: no prices',
      where: mineAt(23),
    })
  })

  test('leaves out exceptions that the pipe handled, where a task failed', () => {
    expect(summarizeOrigins(logs.handles).map(([, kind, place]) => [kind, place])).toStrictEqual([
      ['json.decoder.JSONDecodeError', `${file}:42`],
    ])
  })

  test.each([
    ['importsNothing', 'ModuleNotFoundError', 'pipelines/imports_nothing.py:1', 'import nothing_such'],
    ['brokenModule', 'SyntaxError', 'pipelines/broken.py:1', 'def f(:'],
    ['requires', 'KeyError', `${file}:57`, 'return {}["requires"]'],
  ] as const)('has an exception before the first task (%s)', (name, kind, place, code) => {
    expect(summarizeOrigins(logs[name])).toStrictEqual([[undefined, kind, place, code]])
  })

  test.each(['unknownParameter', 'noModule', 'noEndpoint', 'reused'] as const)(
    'is empty where no frame is in the user’s code (%s)',
    (name) => {
      expect(summarizeOrigins(logs[name])).toStrictEqual([])
    },
  )

  test('keeps at most five exceptions and the deepest frames of a recursion', () => {
    const frames = Array.from({ length: 1000 }, (_, at) => `  File "/app/x.py", line ${at}, in f\n    f()`).join('\n')
    const createTraceback = (kind: string) => `Traceback (most recent call last):\n${frames}\n${kind}Error: x\n`
    const link = '\nDuring handling of the above exception, another exception occurred:\n\n'
    const kinds = [...'ABCDEFG']
    const getTypes = (log: string) => summarizeOrigins(log).map(([, kind]) => kind)
    expect(getTypes(kinds.map(createTraceback).join(link))).toStrictEqual([
      'CError',
      'DError',
      'EError',
      'FError',
      'GError',
    ])
    const failing = kinds.map((kind) => `ERROR: [pid 7] Worker W failed    ${kind}()\n${createTraceback(kind)}INFO: x`)
    expect(getTypes(failing.join('\n'))).toStrictEqual(['AError', 'BError', 'CError', 'DError', 'EError'])
    expect(analyze(createTraceback('A')).origins[0]?.frames).toHaveLength(16)
    expect(analyze(createTraceback('A')).origins[0]?.frames.at(-1)?.line).toBe(999)
  })

  test('is bounded and well-formed for any output of a pipe', () => {
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
        const analyzer = new LogAnalyzer('app.x.Pipe')
        for (const [at, each] of lines.entries()) analyzer.readLine(each, streams[at] ? 'stdout' : 'stderr')
        const { origins } = analyzer
        expect(origins.length).toBeLessThanOrEqual(5)
        for (const { frames } of origins) {
          expect(frames.length).toBeGreaterThan(0)
          expect(frames.length).toBeLessThanOrEqual(16)
        }
      }),
    )
  })

  test('has the last exception only, where earlier ones are unrelated', () => {
    const createTraceback = (kind: string) =>
      `Traceback (most recent call last):\n  File "/app/x.py", line 1, in f\n${kind}: x\n`
    expect(
      summarizeOrigins(`${createTraceback('A')}handled\n${createTraceback('B')}`).map(([, kind]) => kind),
    ).toStrictEqual(['B'])
  })
})

test.each([
  ['raises', { ran: 0, complete: 0, failed: 1 }],
  ['downstream', { ran: 0, complete: 0, failed: 2 }],
  ['requires', { ran: 0, complete: 0, failed: 1 }],
  ['transient', { ran: 1, complete: 0, failed: 0 }],
  ['reused', { ran: 0, complete: 1, failed: 0 }],
  ['leavesEarly', undefined],
] as const)('LogAnalyzer.summary has the counts of the Luigi Execution Summary (%s)', (name, summary) => {
  expect(analyze(logs[name]).summary).toStrictEqual(summary)
})

test('LogAnalyzer.summary ignores lines before and after the Luigi Execution Summary', () => {
  const analyzer = analyze(
    `* 9 failed:\n===== Luigi Execution Summary =====\n* 1 ran successfully:\n* 2 failed:\n* 3 failed scheduling:\n===== Luigi Execution Summary =====\n* 9 failed:`,
  )
  expect(analyzer.summary).toStrictEqual({ ran: 1, complete: 0, failed: 5 })
})

test('LogAnalyzer.failure of an exception group is not replaced by its members', () => {
  const [group = ''] = logs.groups.split('\nThe above exception')
  expect(analyze(group).failure?.traceback.exception).toBe('ExceptionGroup: three (2 sub-exceptions)')
})

test('LogAnalyzer.summary counts in lines of Luigi and Disdat, at their beginning', () => {
  const edge = '===== Luigi Execution Summary ====='
  const lines = [
    '* 12 ran successfully:',
    '* 3 present dependencies were encountered:',
    '    * 4 failed:',
    '* 5 had: x',
  ]
  expect(analyze([edge, ...lines, edge].join('\n')).summary).toStrictEqual({ ran: 12, complete: 3, failed: 0 })
})

test.each([
  ['ERROR: text', 'text'],
  ['CRITICAL: text', 'text'],
  ['ERROR:disdat.run-1:text', 'text'],
  ['2026-01-05 09:30:15,123 - disdat.run - ERROR - text', 'text'],
  ['ERROR: a pipe printed: [pid 17] Worker W failed    T()', 'a pipe printed: [pid 17] Worker W failed    T()'],
  ['ERROR: [pid 17] Worker W failed    T()', undefined],
  ['WARNING: text', undefined],
  ['a pipe printed ERROR: text', undefined],
  ['ERROR:two words:text', undefined],
])('LogAnalyzer.lastError after "%s" is %s', (line, message) => {
  expect(analyze(line).lastError).toBe(message)
})

test('LogAnalyzer.lastError is the last one', () => {
  expect(analyze('ERROR: first\nERROR: second\nINFO: third').lastError).toBe('second')
})

test.each([
  ['entrypoint.py: error: unrecognized arguments: --x', 'unrecognized arguments: --x'],
  ['/opt/bin/dsdt-docker: error: text', 'text'],
  ['a pipe printed: error: text', undefined],
])('LogAnalyzer.usageError after "%s" is %s', (line, message) => {
  expect(analyze(`${line}\n${line} again`).usageError).toBe(message)
})

test('LogAnalyzer keeps at most 500 characters of each message', () => {
  const long = 'x'.repeat(1000)
  const messages = [
    ...[`INFO: Informed scheduler that task   ${long}   has status   DONE`, `ERROR: ${long}`],
    ...[`tool: error: ${long}`, `exec ${long}: exec format error`, `Unable to bind context ${long}`],
  ]
  const { rootTask, lastError, usageError, startError, remoteError } = analyze(messages.join('\n'))
  for (const text of [rootTask?.id, lastError, usageError, startError, remoteError]) expect(text).toHaveLength(500)
})

test.each([
  ['INFO: Informed scheduler that task   DriverTask_x_1   has status   DONE', { id: undefined, status: 'DONE' }],
  ['INFO: Informed scheduler that task   My_DriverTask_   has status   DONE', { id: 'My_DriverTask_', status: 'DONE' }],
  ['INFO: a pipe printed: Informed scheduler that task   A_1   has status   DONE', undefined],
])('LogAnalyzer.rootTask after "%s"', (line, root) => {
  expect(analyze(line).rootTask).toStrictEqual(root)
})

test.each([
  ['raises', { id: 'Raises__99914b932b', status: 'PENDING' }],
  ['reused', { id: 'Prints_3_3b79ff30bc', status: 'DONE' }],
  ['downstream', { id: 'Downstream__99914b932b', status: 'PENDING' }],
  ['noBucket', undefined],
] as const)('LogAnalyzer.rootTask has the requested task and its status (%s)', (name, root) => {
  expect(analyze(logs[name]).rootTask).toStrictEqual(root)
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
] as const)('LogAnalyzer.remoteError is Disdat’s first error about the remote (%s)', (name, message) => {
  expect(analyze(logs[name]).remoteError).toBe(message)
})

test('LogAnalyzer.remoteError is the reason why a pull cannot execute, also where it comes later', () => {
  const lines = [
    'Pull cannot execute.  Local context a not bound.',
    'aws_s3: bucket b raised a 404',
    'aws_s3.x Fail on y',
  ]
  expect(analyze(lines.join('\n')).remoteError).toBe('aws_s3: bucket b raised a 404')
  expect(analyze(lines.toReversed().join('\n')).remoteError).toBe('aws_s3.x Fail on y')
  expect(analyze(`a pipe printed: ${lines[1]}`).remoteError).toBeUndefined()
})

test('LogAnalyzer.startError is the first reason why the command could not be executed', () => {
  const analyzer = analyze(`${logs.notAPipelineImage}[FATAL tini (6)] exec other failed: Permission denied`)
  expect(analyzer.startError).toBe('exec dsdt_docker failed: No such file or directory')
})

test.each<readonly [string, string | undefined]>([
  ['exec /opt/bin/entrypoint.py: exec format error', 'exec /opt/bin/entrypoint.py: exec format error'],
  [
    'standard_init_linux.go:228: exec user process caused: exec format error',
    'exec user process caused: exec format error',
  ],
  ['[FATAL tini (7)] exec dsdt_docker failed: Exec format error', 'exec dsdt_docker failed: Exec format error'],
  ['/bin/sh: 1: /opt/tool: Exec format error', '/opt/tool: Exec format error'],
  [
    'bash: /opt/tool: cannot execute binary file: Exec format error',
    '/opt/tool: cannot execute binary file: Exec format error',
  ],
  [
    '/app/run.sh: line 12: /opt/tool: cannot execute binary file: Exec format error',
    '/opt/tool: cannot execute binary file: Exec format error',
  ],
  ['/bin/sh: 12: /opt/tool: Exec format error', '/opt/tool: Exec format error'],
  ['[FATAL tini (17)] exec dsdt_docker failed: x', 'exec dsdt_docker failed: x'],
  ...['qemu-x86_64', 'qemu-aarch64-static'].map((program) => {
    const message = `${program}: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory`
    return [message, message] as const
  }),
  ['a tool printed: exec x: exec format error', undefined],
])('LogAnalyzer.startError of %j is %j', (line, expected) => {
  expect(analyze(line).startError).toBe(expected)
})
