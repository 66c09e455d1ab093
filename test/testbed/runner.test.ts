import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { readPairs } from './runner/file-commands.ts'
import { Lines } from './runner/lines.ts'
import { Masker } from './runner/masker.ts'
import { type RunOptions, runAction } from './runner.ts'

/** Creates an action of two scripts, which print and write what a test needs. */
async function createScratchAction(main: string, post = '', inputs = '{}') {
  const folder = await mkdtemp(join(tmpdir(), 'action-'))
  const manifest = `inputs: ${inputs}\nruns: { using: node24, main: built/main.js, post: built/post.js }\n`
  await writeFile(join(folder, 'action.yml'), manifest)
  await writeFile(join(folder, 'main.js'), main)
  await writeFile(join(folder, 'post.js'), post)
  return {
    run: (options: RunOptions = {}) => runAction({ action: folder, dist: folder, timeoutMs: 20_000, ...options }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

async function run(main: string, options: RunOptions = {}, post = '') {
  await using action = await createScratchAction(main, post)
  return await action.run(options)
}

/** Returns a main script that prints these bytes on stdout. */
const createPrinter = (text: string | Buffer) =>
  `process.stdout.write(Buffer.from('${Buffer.from(text).toString('base64')}', 'base64'))`

const createAppender = (variable: string, text: string) =>
  `require('node:fs').appendFileSync(process.env.${variable}, ${JSON.stringify(text)})`

describe('the environment of a stage', () => {
  const printsEnvironment = 'console.log(JSON.stringify(process.env))'
  const runForEnvironment = async (options: RunOptions, inputs = '{}'): Promise<Record<string, string>> => {
    await using action = await createScratchAction(printsEnvironment, '', inputs)
    return JSON.parse((await action.run(options)).log)
  }

  test('inherits only PATH from the tests', async () => {
    vi.stubEnv('RUNNER_TEST_LEAK', 'leaked')
    const environment = await runForEnvironment({})
    vi.unstubAllEnvs()
    expect(environment).not.toHaveProperty('RUNNER_TEST_LEAK')
    const { PATH, HOME } = process.env
    expect(environment).toMatchObject({ PATH })
    expect(environment).not.toMatchObject({ HOME })
  })

  test('has the inputs in upper case, with underscores for spaces, with hyphens and with defaults', async () => {
    const inputs = `{ pipe-class: { required: true }, 'two words': { default: 'a b' }, flag: { default: false } }`
    const environment = await runForEnvironment({ inputs: { 'pipe-class': 'm.P' } }, inputs)
    expect(environment).toMatchObject({ 'INPUT_PIPE-CLASS': 'm.P', INPUT_TWO_WORDS: 'a b', INPUT_FLAG: 'false' })
  })

  test('has an empty text for an input without a default and without a value', async () => {
    expect(await runForEnvironment({}, '{ remote: { description: x } }')).toMatchObject({ INPUT_REMOTE: '' })
  })

  test('has the variables of the event', async () => {
    const environment = await runForEnvironment({ event: { name: 'pull_request', number: 7, sha: 'a'.repeat(40) } })
    expect(environment).toMatchObject({
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_HEAD_REF: 'feature',
      GITHUB_BASE_REF: 'main',
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_ACTIONS: 'true',
      RUNNER_OS: 'Linux',
    })
  })

  test('has the payload in a file', async () => {
    const main = `console.log(require('node:fs').readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'))`
    const { log } = await run(main, { event: { name: 'workflow_dispatch', inputs: { day: 'monday' } } })
    expect(JSON.parse(log)).toMatchObject({ inputs: { day: 'monday' } })
  })

  test('has the values of a test instead of those of the event', async () => {
    expect(await runForEnvironment({ context: { GITHUB_RUN_ID: '5' } })).toMatchObject({ GITHUB_RUN_ID: '5' })
  })

  test('includes the workspace as current folder, the node of action.yml and a closed stdin', async () => {
    const main = `
      console.log(process.cwd() === process.env.GITHUB_WORKSPACE, process.versions.node.split('.')[0])
      process.stdin.on('end', () => console.log('stdin ended')).resume()`
    expect((await run(main)).log).toBe('true 24\nstdin ended')
  })

  test('uses and keeps a folder of the caller', async () => {
    const temp = await mkdtemp(join(tmpdir(), 'runner-temp-'))
    await run(`require('node:fs').writeFileSync(process.env.RUNNER_TEMP + '/left', 'here')`, { temp })
    expect(await readFile(join(temp, 'left'), 'utf8')).toBe('here')
    await rm(temp, { recursive: true })
  })
})

describe('file commands', () => {
  test('set outputs in both forms, and the last value of a name wins', async () => {
    const text = 'plain=a=b\nbig<<EOF\nline 1\n\nline=3\nEOF\nplain=c\nempty<<EOF\nEOF\n'
    expect((await run(createAppender('GITHUB_OUTPUT', text))).outputs).toEqual({
      plain: 'c',
      big: 'line 1\n\nline=3',
      empty: '',
    })
  })

  test('keep a carriage return before the newline in the value', () => {
    expect([...readPairs('a=1\r\n')]).toEqual([['a', '1\r']])
  })

  test('include an equals sign after the delimiter mark in the delimiter', () => {
    expect([...readPairs('a<<E=\n1\nE=\n')]).toEqual([['a', '1']])
  })

  test('accept a final delimiter without a newline', () => {
    expect([...readPairs('a<<E\n1\nE')]).toEqual([['a', '1']])
  })

  test.each([
    ['no form at all', 'nonsense\n'],
    ['no delimiter', 'a<<\nx\n'],
    ['no name', '<<E\nE\n'],
    ['no end', 'a<<E\nx\n'],
  ])('with %s fail the step, even with exit code 0', async (_, text) => {
    const result = await run(createAppender('GITHUB_OUTPUT', text))
    expect(result).toMatchObject({ exitCode: 0, conclusion: 'failure' })
    expect(result.problems).toHaveLength(1)
    expect(result.annotations[0]?.message).toContain('Unable to process file command')
  })

  test('return every value that the toolkit writes', () => {
    const name = fc.stringMatching(/^[a-z][a-z-]*$/)
    const value = fc.string({ unit: 'binary' }).filter((text) => !text.split('\n').includes('ghadelimiter_x'))
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const text = pairs.map(([key, data]) => `${key}<<ghadelimiter_x\n${data}\nghadelimiter_x\n`).join('')
        expect([...readPairs(text)]).toEqual(pairs)
      }),
    )
  })

  test('pass the state from main to post', async () => {
    const result = await run(
      createAppender('GITHUB_STATE', 'container=abc\n'),
      {},
      'console.log(process.env.STATE_container)',
    )
    expect(result).toMatchObject({ state: { container: 'abc' }, postLog: 'abc', postExitCode: 0 })
  })

  test('are new for post, without the content of main', async () => {
    const post = `console.log(require('node:fs').readFileSync(process.env.GITHUB_OUTPUT, 'utf8').length)`
    expect((await run(createAppender('GITHUB_OUTPUT', 'a=1\n'), {}, post)).postLog).toBe('0')
  })

  test('pass exported variables and paths to post', async () => {
    const main = `${createAppender('GITHUB_ENV', 'COLOUR=red\n')}\n${createAppender('GITHUB_PATH', '/opt/here\n')}`
    const result = await run(main, {}, `console.log(process.env.COLOUR, process.env.PATH.split(':')[0])`)
    expect(result.postLog).toBe('red /opt/here')
    expect(result).toMatchObject({ exportedEnv: { COLOUR: 'red' }, addedPath: ['/opt/here'] })
  })

  test('cannot export NODE_OPTIONS', async () => {
    const result = await run(createAppender('GITHUB_ENV', 'NODE_OPTIONS=--inspect\n'))
    expect(result.exportedEnv).toEqual({})
    expect(result.annotations[0]?.message).toContain("Can't store NODE_OPTIONS")
  })

  test('have the summary masked', async () => {
    const main = `console.log('::add-mask::hunter2')\n${createAppender('GITHUB_STEP_SUMMARY', '# The word is hunter2\n')}`
    expect((await run(main)).summary).toBe('# The word is ***\n')
  })

  test.each([
    [1024 * 1024, 1024 * 1024, 0],
    [1024 * 1024 + 1, 0, 1],
  ])('with a summary of %i bytes show %i characters', async (size, shown, complaints) => {
    const main = `require('node:fs').writeFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(${size}))`
    const result = await run(main)
    expect(result.summary).toHaveLength(shown)
    expect(result.annotations).toHaveLength(complaints)
    expect(result.conclusion).toBe('success')
  })
})

describe('workflow commands', () => {
  const names = async (text: string | Buffer) =>
    (await run(createPrinter(text))).commands.map(({ name, data }) => `${name}|${data}`)

  test('are executed from both streams', async () => {
    const result = await run(`console.log('::notice::out'); console.error('::error::err')`)
    const streams = result.commands.map(({ name, stream }) => `${name} ${stream}`)
    expect(streams.sort()).toEqual(['error stderr', 'notice stdout'])
  })

  test.each([
    ['at the start', '::error::a', ['error|a']],
    ['after white space', ' \t\u00a0\u2003::error::a', ['error|a']],
    ['after white space of .NET only', '\u0085::error::a', ['error|a']],
    ['not after white space of JavaScript only', 'x\n\ufeff::error::a', []],
    ['not without a start', 'xxerror::a', []],
    ['in any case', '::ERROR::a', ['error|a']],
    ['not after text', 'x ::error::a', []],
    ['not after a mark without width', '\u200b::error::a', []],
    ['not an unknown one', '::shout::a', []],
    ['not without an end', '::error a', []],
    ['with a mark without width in the second separator', '::error:\u200b:a', ['error|:a']],
    ['the old form at the start', '##[error]a', ['error|a']],
    ['the old form anywhere', 'text ##[error]a', ['error|a']],
    ['not an unknown one of the old form', '##[command]a', []],
  ])('are recognized in the line: %s', async (_, line, expected) => {
    expect(await names(`${line}\n`)).toEqual(expected)
  })

  test.each([
    ['a newline', 'x\n::error::a\n'],
    ['a carriage return', 'x\r::error::a\r'],
    ['both', 'x\r\n::error::a\r\n'],
    ['the end of the stream', 'x\n::error::a'],
  ])('end at %s', async (_, text) => {
    expect(await names(text)).toEqual(['error|a'])
  })

  test.each(['\u2028', '\u2029', '\u0085', '\v', '\f'])('do not end at %j', async (separator) => {
    expect(await names(`x${separator}::error::a\n`)).toEqual([])
  })

  test('with invalid UTF-8 show replacement characters and do not end early', async () => {
    const { text } = await run(createPrinter(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a])))
    expect(text.map(({ line }) => line)).toEqual(['a\ufffd\ufffdb'])
  })

  test('are split into the same lines for every chunking of the bytes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\r', '\n', '::') })
    fc.assert(
      fc.property(text, fc.infiniteStream(fc.integer({ min: 1, max: 3 })), (whole, sizes) => {
        const lines: string[] = []
        const reader = new Lines((line) => lines.push(line))
        const bytes = Buffer.from(whole)
        for (let at = 0; at < bytes.length; ) {
          const size = sizes.next().value
          reader.write(bytes.subarray(at, at + size))
          at += size
        }
        reader.end()
        const expected = whole.split(/\r\n|\r|\n/)
        if (expected.at(-1) === '') expected.pop()
        expect(lines).toEqual(expected)
      }),
    )
  })

  test('have their properties and data decoded', async () => {
    const { annotations } = await run(createPrinter('::error file=a%2Cb%3A.py,line=3,title=::50%25%0Aof%250A\n'))
    expect(annotations).toEqual([{ level: 'error', message: '50%\nof%0A', properties: { file: 'a,b:.py', line: '3' } }])
  })

  test('in the old form are decoded by its own rules', async () => {
    const { annotations } = await run(createPrinter('##[warning file=a%3Bb%5D;line=3]x%3B%5D%0Ay\n'))
    expect(annotations).toEqual([{ level: 'warning', message: 'x;]\ny', properties: { file: 'a;b]', line: '3' } }])
  })

  test('create at most ten annotations of each level, with 4,096 characters each', async () => {
    const errors = Array.from({ length: 12 }, (_, i) => `::error::${i}\n`).join('')
    const { annotations, commands } = await run(createPrinter(`${errors}::warning::${'w'.repeat(5000)}\n`))
    expect(annotations.filter(({ level }) => level === 'error')).toHaveLength(10)
    expect(annotations.find(({ level }) => level === 'warning')?.message).toHaveLength(4096)
    expect(commands).toHaveLength(13)
  })

  test('include the deprecated set-output and save-state', async () => {
    const result = await run(createPrinter('::set-output name=a::1\n::save-state name=b::2\n'))
    expect(result).toMatchObject({ outputs: { a: '1' }, state: { b: '2' } })
  })

  test.each(['::set-env name=A::1', '::add-path::/x', '::set-output::1'])(
    'that are disabled fail the step: %s',
    async (line) => {
      expect(await run(createPrinter(`${line}\n`))).toMatchObject({
        exitCode: 0,
        conclusion: 'failure',
        exportedEnv: {},
      })
    },
  )

  test('show debug lines only in debug mode', async () => {
    expect((await run(createPrinter('::debug::x\n'))).log).toBe('')
    expect((await run(createPrinter('::debug::x\n'), { debug: true })).log).toBe('##[debug]x')
  })

  test('are separated from text, and text with possible log viewer markers is listed', async () => {
    const result = await run(createPrinter('plain\n##[command]ls\n::group::g\n'))
    expect(result.text.map(({ line }) => line)).toEqual(['plain', '##[command]ls'])
    expect(result.markers).toEqual(['##[command]ls'])
    expect(result.log).toBe('plain\n##[command]ls\n##[group]g')
  })
})

describe('stop-commands', () => {
  const stopped = async (...lines: string[]) => {
    const result = await run(createPrinter(`::stop-commands::t0k3n\n${lines.join('\n')}\n`))
    return { ...result, names: result.commands.map(({ name }) => name) }
  }

  test('suspends all commands until the token', async () => {
    const { names, text, leftStopped } = await stopped(
      ...['::error::no', '##[error]no', '::add-mask::no', '::stop-commands::x', '::x::', '::t0k3n::', '::error::yes'],
      '::t0k3n::', // the token was used before
    )
    expect(names).toEqual(['stop-commands', 't0k3n', 'error'])
    expect(text.map(({ line }) => line)).toEqual([
      ...['::error::no', '##[error]no', '::add-mask::no', '::stop-commands::x', '::x::', '::t0k3n::'],
    ])
    expect(leftStopped).toBe(false)
  })

  test.each(['::T0K3N::', '##[t0k3n]', 'text ##[t0k3n]', ' ::t0k3n x=y::z'])(
    'ends at the token in %s',
    async (line) => {
      expect((await stopped(line)).leftStopped).toBe(false)
    },
  )

  test.each(['t0k3n', '::t0k3n', '::t0k3n2::', 'x ::t0k3n::'])('does not end at %s', async (line) => {
    expect((await stopped(line)).leftStopped).toBe(true)
  })

  test('suspends the other stream too', async () => {
    const main = `process.stdout.write('::stop-commands::t0k3n\\n', () =>
      setImmediate(() => process.stderr.write('::error::no\\n')))`
    const { commands } = await run(main)
    expect(commands.map(({ name }) => name)).toEqual(['stop-commands'])
  })

  test('does not affect post', async () => {
    const result = await run(createPrinter('::stop-commands::t0k3n\n'), {}, createPrinter('::error::received\n'))
    expect(result.leftStopped).toBe(true)
    expect(result.post?.annotations).toHaveLength(1)
  })

  test.each(['', 'pause-logging', 'add-mask'])('rejects the token %j and fails the step', async (token) => {
    const result = await run(createPrinter(`::stop-commands::${token}\n::notice::received\n`))
    expect(result.conclusion).toBe('failure')
    expect(result.commands.map(({ name }) => name)).toContain('notice')
  })

  test('masks a token of more than six characters', async () => {
    const { log } = await run(createPrinter('::stop-commands::t0k3n77\nt0k3n77\n::t0k3n77::\n'))
    expect(log).toBe('::stop-commands::***\n***\n::***::')
  })
})

describe('masks', () => {
  test('hide a value after its command, also in post', async () => {
    const result = await run(
      createPrinter('s3cret\n::add-mask::s3cret\na s3cret b\n::error::s3cret\n'),
      {},
      createPrinter('s3cret\n'),
    )
    expect(result.log).toBe('s3cret\na *** b\n##[error]***')
    expect(result.postLog).toBe('***')
    expect(result.masks).toEqual(['s3cret'])
    expect(result.annotations[0]?.message).toBe('***')
  })

  test('hide each line of a value of several lines', async () => {
    const { log } = await run(createPrinter('::add-mask::first%0A  second%0D\na first b\na second b\n'))
    expect(log).toBe('a *** b\na *** b')
  })

  test('hide the longer of two values first', () => {
    const masker = new Masker()
    for (const secret of ['key', 'key-long']) masker.add(secret)
    expect(masker.mask('key-long key')).toBe('*** ***')
  })

  test('draw a warning when they are empty, and hide nothing', async () => {
    const result = await run(createPrinter('::add-mask::\nabc\n'))
    expect(result).toMatchObject({ masks: [], annotations: [{ level: 'warning' }] })
    expect(result.log).toContain('abc')
  })
})

describe('the end of a step', () => {
  test('is a failure for a nonzero exit code, and post runs with its own exit code', async () => {
    const result = await run('process.exitCode = 3', {}, 'console.log("cleaning"); process.exitCode = 4')
    expect(result).toMatchObject({ exitCode: 3, conclusion: 'failure', postExitCode: 4, postLog: 'cleaning' })
  })

  test('can leave out post or main', async () => {
    expect(await run('', { runPost: false }, createPrinter('x'))).toMatchObject({
      post: undefined,
      postExitCode: undefined,
    })
    const options = { runMain: false, state: { job: '7' } }
    expect(await run(createPrinter('main\n'), options, 'console.log(process.env.STATE_job)')).toMatchObject({
      log: '',
      postLog: '7',
    })
  })

  const waits = `console.log('ready'); setInterval(() => {}, 1000)`

  test('begins with SIGINT in a cancellation, and its time is measured', async () => {
    const main = `process.on('SIGINT', () => { ${createAppender('GITHUB_OUTPUT', 'status=cancelled\n')}; process.exit(0) }); ${waits}`
    const result = await run(main, { signalWhen: (line) => line === 'ready' }, createPrinter('after\n'))
    expect(result).toMatchObject({
      exitCode: 0,
      conclusion: 'cancelled',
      signals: ['SIGINT'],
      outputs: { status: 'cancelled' },
      postLog: 'after',
    })
    expect(result.msAfterSignal).toBeLessThan(2000)
  })

  test('escalates to SIGTERM and SIGKILL when the step ignores SIGINT', async () => {
    const main = `for (const s of ['SIGINT', 'SIGTERM']) process.on(s, () => console.log(s)); ${waits}`
    const grace = { sigintMs: 200, sigtermMs: 100 }
    const result = await run(main, { signalWhen: (line) => line === 'ready', grace }, createPrinter('after\n'))
    expect(result).toMatchObject({
      exitCode: 137,
      conclusion: 'cancelled',
      signals: ['SIGINT', 'SIGTERM', 'SIGKILL'],
      log: 'ready\nSIGINT\nSIGTERM',
      postLog: 'after',
    })
    expect(result.msAfterSignal).toBeGreaterThanOrEqual(300)
  })

  test('can come from a cancellation after a time', async () => {
    expect(await run(waits, { signalAfter: 300 })).toMatchObject({ exitCode: 130, conclusion: 'cancelled' })
  })

  test('is a failure without a warning after a kill', async () => {
    const main = `process.on('SIGINT', () => {}); ${createAppender('GITHUB_STATE', 'container=c\n')}; ${waits}`
    const result = await run(main, { killWhen: (line) => line === 'ready' }, 'console.log(process.env.STATE_container)')
    expect(result).toMatchObject({ exitCode: 137, conclusion: 'failure', signals: ['SIGKILL'], postLog: 'c' })
  })

  test('ends child processes that still run', async () => {
    const main = `
      const child = require('node:child_process').spawn('sleep', ['60'], { stdio: 'ignore' })
      child.unref()
      console.log(child.pid)`
    const { log } = await run(main)
    await expect.poll(() => isRunning(Number(log))).toBe(false)
  })

  test('is forced and reported at the time limit', async () => {
    await expect(run(waits, { timeoutMs: 500 })).rejects.toThrow(/main of the action.*\nready/)
  })

  test('does not delay lines, which arrive while the step runs', async () => {
    const receivedLines: string[] = []
    await run(
      createPrinter('one\n'),
      { onLine: (line, stage) => receivedLines.push(`${stage} ${line}`) },
      createPrinter('two\n'),
    )
    expect(receivedLines).toEqual(['main one', 'post two'])
  })
})

/** Whether a process runs. A killed child that its new parent has not collected is a zombie (`Z`), and does not run. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tZ')
  return !/^State:\tZ/m.test(status)
}
