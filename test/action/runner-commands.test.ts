import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { EOL, tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { appendToCommandFile, formatCommand, formatPair } from '../../src/action/runner-commands.ts'
import { readPairs } from '../testbed/runner/file-commands.ts'
import { Lines } from '../testbed/runner/lines.ts'
import { Masker } from '../testbed/runner/masker.ts'
import { StageLog } from '../testbed/runner/stage-log.ts'

describe('formatCommand', () => {
  test('formats what the runner documents', () => {
    expect(formatCommand('endgroup')).toBe('::endgroup::\n')
    expect(formatCommand('warning', '5 % of\r\nall')).toBe('::warning::5 %25 of%0D%0Aall\n')
    expect(formatCommand('error', 'a: b', { title: 'a,b: c', file: 'x.py', line: 7 })).toBe(
      '::error title=a%2Cb%3A c,file=x.py,line=7::a: b\n',
    )
  })

  test('is one command with the same text for the runner, with any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (message, title) => {
        const runner = new StageLog(new Masker(), false)
        new Lines((line) => runner.line(line, 'stdout')).write(Buffer.from(formatCommand('notice', message, { title })))
        expect(runner.commands).toStrictEqual([expect.objectContaining({ name: 'notice', data: message })])
      }),
    )
  })
})

describe('appendToCommandFile', () => {
  const createFile = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'commands-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'output')
    await writeFile(file, '')
    return file
  }

  test('appends pairs that the runner reads back', async () => {
    const file = await createFile()
    const values = ['one', '', 'a\nstatus=forged\nghadelimiter\n::error::x', `<<EOF${EOL}x${EOL}EOF`]
    for (const [at, value] of values.entries())
      appendToCommandFile({ GITHUB_OUTPUT: file }, 'OUTPUT', formatPair(`name-${at}`, value))
    expect([...readPairs(await readFile(file, 'utf8'))]).toStrictEqual(values.map((value, at) => [`name-${at}`, value]))
  })

  test('throws for a file that is gone, and does nothing without a runner', async () => {
    const file = `${await createFile()}-gone`
    expect(() => appendToCommandFile({ GITHUB_STATE: file }, 'STATE', 'x')).toThrow(`Missing file at path: ${file}`)
    expect(() => appendToCommandFile({}, 'STEP_SUMMARY', 'x')).not.toThrow()
    expect(() => appendToCommandFile({ GITHUB_OUTPUT: '' }, 'OUTPUT', 'x')).not.toThrow()
  })
})
