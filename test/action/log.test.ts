import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { hideValues, type Log, openLog } from '../../src/action/log.ts'
import { Lines } from '../testbed/runner/lines.ts'
import { Masker } from '../testbed/runner/masker.ts'
import { StageLog } from '../testbed/runner/stage-log.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

interface Step {
  readonly log: Log
  /** GitHub's runner, which reads everything that is written. */
  readonly runner: StageLog
  /** Everything that was written. */
  readonly written: () => string
}

/** Opens a log. The runner reads its output and that of `@actions/core`. */
function openStep(isDebugging = false): Step {
  const runner = new StageLog(new Masker(), isDebugging)
  const lines = new Lines((line) => runner.line(line, 'stdout'))
  let written = ''
  const write = (text: string) => {
    written += text
    lines.write(Buffer.from(text))
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => write(String(text)))
  return { log: openLog({ write, once: () => undefined }, isDebugging), runner, written: () => written }
}

/** Lists the commands that the runner executed, without those of the guard. */
function listExecuted({ commands }: StageLog): readonly (readonly [string, string])[] {
  return commands
    .filter(({ name }) => name !== 'stop-commands' && !/^[0-9a-f]{64}$/.test(name))
    .map(({ name, data }) => [name, data])
}

const listTokens = (written: string) => [...written.matchAll(/^::stop-commands::(.*)$/gm)].map(([, token]) => token)

const commands = [
  '::error::x',
  '::error file=app.js,line=1::x',
  '::warning::x',
  '::set-output name=a::b',
  '::save-state name=a::b',
  '::set-env name=PATH::/tmp',
  '::add-path::/tmp',
  '::add-mask::x',
  '::stop-commands::x',
  '::x::',
  '::group::x',
  '::endgroup::',
  '::echo::on',
  '::add-matcher::/tmp/matcher.json',
  '  \t::error::after blanks',
  '\u00a0::error::after another blank',
  '\u2003::ERROR::in capitals',
  '\u001b[1m::error::after an escape',
  '\u0000::error::after a NUL',
  '##[error]x',
  '##[command]x',
  '##[group]x',
  'text before ##[error]x',
  '#\u0000#[error]x',
]

test('annotate keeps the line of an annotation with any text and stops commands again afterwards', async () => {
  const { log, runner } = openStep()
  const title = 'T(a=1,b=2)\n::error::x failed'
  await log.printUntrusted(['from outside'])
  for (const message of [...commands, 'one\n::error::two'])
    await log.annotate({ level: 'error', file: 'a,b:c.py', line: 7, title, message })
  await log.annotate({ level: 'warning', file: 'x.py', line: 1, title: 't', message: 'm' })
  expect(runner.stopped).toBe(true)
  const executed = listExecuted(runner)
  expect(executed.map(([name]) => name)).toStrictEqual([...Array(commands.length + 1).fill('error'), 'warning'])
  expect(executed.filter(([, data]) => data.includes('::') || data.includes('##['))).toStrictEqual([])
  expect(runner.annotations[0]).toMatchObject({ level: 'error', properties: { file: 'a,b:c.py', line: '7' } })
  expect(runner.annotations.at(-1)).toMatchObject({ level: 'warning', message: 'm' })
})

describe('untrusted', () => {
  test('prints all lines, of which the runner executes none', async () => {
    const { log, runner, written } = openStep()
    await log.printUntrusted([...commands, 'the last line'])
    log.endUntrusted()
    const [token = ''] = listTokens(written())
    expect(token).toMatch(/^[0-9a-f]{64}$/)
    expect(runner.commands.map(({ name, data }) => [name, data])).toStrictEqual([
      ['stop-commands', token],
      [token, ''],
    ])
    expect([runner.annotations, runner.masks, runner.problems, runner.outputs.size, runner.state.size]).toStrictEqual([
      ...[[], [], []],
      ...[0, 0],
    ])
    expect(runner.text).toHaveLength(commands.length + 1)
    expect(runner.text.at(-1)).toStrictEqual({ stream: 'stdout', line: 'the last line' })
    expect(runner.stopped).toBe(false)
  })

  test('removes marks of the log viewer and terminal escapes, except for colors', async () => {
    const { log, written } = openStep()
    await log.printUntrusted(['a ##[error]x', '\u001b[31mred\u001b[2J', 'one\r::error::two'])
    const [command, ...lines] = written().split('\n')
    expect(command).toMatch(/^::stop-commands::[0-9a-f]{64}$/)
    expect(lines).toStrictEqual(['a ## [error]x', '\u001b[31mred\u001b[0m', 'one::error::two', ''])
  })

  test('keeps commands stopped for earlier tokens and other commands', async () => {
    const { log, runner, written } = openStep()
    await log.printUntrusted(['first'])
    log.endUntrusted()
    const [used = ''] = listTokens(written())
    await log.printUntrusted([`::${used}::`, `::${used.toUpperCase()}::`, '::pause-logging::', '::::', '::error::x'])
    expect(runner.stopped).toBe(true)
    log.endUntrusted()
    expect(runner.stopped).toBe(false)
    expect(listExecuted(runner)).toStrictEqual([])
  })

  test('stops commands once until they are resumed, with a new token each time', async () => {
    const { log, runner, written } = openStep()
    for (const line of ['one', 'two']) await log.printUntrusted([line])
    expect(listTokens(written())).toHaveLength(1)
    log.endUntrusted()
    log.endUntrusted()
    await log.printUntrusted(['three'])
    log.endUntrusted()
    expect(new Set(listTokens(written())).size).toBe(2)
    expect(runner.commands).toHaveLength(4)
  })

  test('keeps any line on one line without effect', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...commands),
      fc
        .array(
          fc.constantFrom('::', '##[', 'error', 'stop-commands', ']', ' ', '\r', '\n', '\u0085', '\u2028', '\u001b'),
        )
        .map((pieces) => pieces.join('')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(line)), async (batches) => {
        const { log, runner } = openStep()
        for (const batch of batches) await log.printUntrusted(batch)
        log.endUntrusted()
        expect([listExecuted(runner), runner.stopped, runner.problems]).toStrictEqual([[], false, []])
        expect(runner.text).toHaveLength(batches.flat().length)
      }),
    )
  })

  test('lets signals and timers in after each call, however fast the reader is', async () => {
    const { log } = openStep()
    let isOthersTurn = false
    setImmediate(() => {
      isOthersTurn = true
    })
    await log.printUntrusted(['x'])
    expect(isOthersTurn).toBe(true)
  })

  test('waits for a slow reader', async () => {
    const events: string[] = []
    let drained = () => {}
    const sink = {
      write: () => false,
      once: (_: 'drain', listener: () => void) => {
        drained = listener
      },
    }
    const printing = openLog(sink, false)
      .printUntrusted(['x'])
      .then(() => events.push('printed'))
    await Promise.resolve()
    events.push('drained')
    drained()
    await printing
    expect(events).toStrictEqual(['drained', 'printed'])
  })
})

describe('commands of the action', () => {
  test('are executed between untrusted lines, and commands are stopped again', async () => {
    const { log, runner, written } = openStep(true)
    await log.printUntrusted(['::error::one'])
    await log.warning('50%\nof all')
    await log.printUntrusted(['::error::two'])
    await log.notice('for information')
    await log.mask('hush-hush')
    await log.debug('details')
    expect(runner.stopped).toBe(true)
    await log.printUntrusted(['::error::three'])
    log.endUntrusted()
    expect(listExecuted(runner)).toStrictEqual([
      ['warning', '50%\nof all'],
      ['notice', 'for information'],
      ['add-mask', 'hush-hush'],
      ['debug', 'details'],
    ])
    expect(new Set(listTokens(written())).size).toBe(5)
    expect(runner.stopped).toBe(false)
  })

  test('need no guard without untrusted lines', async () => {
    const { log, runner, written } = openStep()
    await log.warning('x')
    expect([written(), listExecuted(runner)]).toStrictEqual(['::warning::x\n', [['warning', 'x']]])
  })

  test('leave no gap when they are sent concurrently', async () => {
    const { log, runner } = openStep()
    await log.printUntrusted(['::error::one'])
    await Promise.all([
      log.warning('a'),
      log.printUntrusted(['::error::two']),
      log.warning('b'),
      log.printUntrusted(['::error::three']),
    ])
    log.endUntrusted()
    expect(listExecuted(runner)).toStrictEqual([
      ['warning', 'a'],
      ['warning', 'b'],
    ])
  })

  test('do not stop commands again after endUntrusted', async () => {
    const { log, runner } = openStep()
    await log.printUntrusted(['x'])
    const warning = log.warning('a')
    log.endUntrusted()
    await warning
    expect([runner.stopped, listExecuted(runner)]).toStrictEqual([false, [['warning', 'a']]])
  })

  test.each(['notice', 'warning', 'debug'] as const)('quote no mark of the log viewer in %s', async (level) => {
    const { log, runner } = openStep(true)
    await log[level]('it said\n##[group]x\r\n\u001b[31m::error::y')
    expect(listExecuted(runner)).toStrictEqual([[level, 'it said\n## [group]x\n::error::y']])
  })

  test('include debug messages only with debug logging', async () => {
    const { log, written } = openStep()
    await log.debug('x')
    expect(written()).toBe('')
  })

  test('mask a secret once, line by line', async () => {
    const { log, runner, written } = openStep()
    for (const secret of ['one\ntwo', 'three', 'one\ntwo']) await log.mask(secret)
    log.info('one, two and three')
    expect(written()).toBe('::add-mask::one%0Atwo\n::add-mask::three\none, two and three\n')
    expect(runner.shown).toStrictEqual(['***, *** and ***'])
  })
})

describe('info', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['two\nlines', 'two\nlines'],
    ['::error::x', ': :error::x'],
    ['one\n  ::error::x\r::warning::y', 'one\n  : :error::x\n: :warning::y'],
    ['\u00a0::error::x', '\u00a0: :error::x'],
    ['\u0085::error::x', ': :error::x'],
    ['a ##[error]x', 'a ## [error]x'],
    ['text with ::error::x within', 'text with ::error::x within'],
  ])('prints %j as %j', (text, printed) => {
    const { log, runner, written } = openStep()
    log.info(text)
    expect(written()).toBe(`${printed}\n`)
    expect(runner.commands).toStrictEqual([])
  })

  test('is never executed with any quoted text', () => {
    const text = fc.array(
      fc.oneof(fc.constantFrom(...commands, '\n', '\r'), fc.string({ unit: 'binary', maxLength: 5 })),
    )
    fc.assert(
      fc.property(
        text.map((pieces) => pieces.join('')),
        (quoted) => {
          const { log, runner } = openStep()
          log.info(quoted)
          expect([runner.commands, runner.annotations]).toStrictEqual([[], []])
        },
      ),
      { numRuns: 500 },
    )
  })

  test('prints plain text between untrusted lines', async () => {
    const { log, runner } = openStep()
    await log.printUntrusted(['one'])
    log.info('::error::two')
    log.endUntrusted()
    expect(runner.text.map(({ line }) => line)).toStrictEqual(['one', ': :error::two'])
  })
})

describe('groups', () => {
  test('are not nested: a new group and endGroup end the one before', async () => {
    const { log, runner } = openStep()
    await log.startGroup('one')
    await log.startGroup('two')
    await log.endGroup()
    await log.endGroup()
    expect(listExecuted(runner)).toStrictEqual([
      ['group', 'one'],
      ['endgroup', ''],
      ['group', 'two'],
      ['endgroup', ''],
    ])
  })

  test('fold untrusted lines, and a title with untrusted text opens only one', async () => {
    const { log, runner } = openStep()
    await log.printUntrusted(['before'])
    await log.startGroup('run of \u001b[31m\n::error::x ##[group]y')
    await log.printUntrusted(['::endgroup::'])
    await log.endGroup()
    expect(runner.stopped).toBe(true)
    const executed = listExecuted(runner)
    expect(executed.map(([name]) => name)).toStrictEqual(['group', 'endgroup'])
    expect(executed[0]?.[1]).not.toContain('##[')
  })
})

describe('redact', () => {
  test('hides the masked values of this log', async () => {
    const { log } = openStep()
    await log.mask('secret-1')
    expect(log.redact('a secret-1, secret-1 and secret-2')).toBe('a ***, *** and secret-2')
  })

  test('knows which texts hold a masked value', async () => {
    const { log } = openStep()
    await log.mask('secret-1')
    expect(['a secret-1', 'a secret-2'].map(log.holdsMasked)).toStrictEqual([true, false])
  })
})

test('hideValues hides the longest value first, takes no value for a pattern, and ignores empty ones', () => {
  expect(hideValues('abc ab a.c', ['ab', '', 'abc', 'a.c'])).toBe('*** *** ***')
})
