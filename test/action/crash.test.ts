import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { failStep, failWith, failWithCrash, reportUncaught } from '../../src/action/crash.ts'
import { Failure } from '../../src/errors.ts'
import { crash, runEntry } from '../testbed/run-entry.ts'

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

/** What the toolkit prints, and the exit code that it sets. */
async function capture(work: () => Promise<void>) {
  let printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
  await work()
  return { printed, code: process.exitCode }
}

describe('failStep', () => {
  test('fails the step with a text of which the runner executes nothing', async () => {
    const { printed, code } = await capture(() => failStep('one\n::set-env name=A::b\n##[error]x'))
    expect(printed).toBe('::error::one%0A::set-env name=A::b%0A## [error]x\n')
    expect(code).toBe(1)
  })

  test('fails the step also when the toolkit cannot be loaded', async () => {
    vi.resetModules()
    vi.doMock('@actions/core', () => {
      throw new Error('Cannot find module')
    })
    onTestFinished(() => void vi.doUnmock('@actions/core'))
    const { failStep: fail } = await import('../../src/action/crash.ts')
    await expect(fail('x')).rejects.toThrow()
    expect(process.exitCode).toBe(1)
  })
})

describe('failWith', () => {
  test('prints the verdict, the evidence and the advice of a failure, with links to the pages', async () => {
    const failure = new Failure('role-refused', 'The role was refused.', 'Read docs/iam.md.')
    const env = { GITHUB_ACTION_REPOSITORY: 'disdat/run-action', GITHUB_ACTION_REF: 'v1' }
    const { printed, code } = await capture(() => failWith(failure, env))
    expect(printed).toMatch(/^::error::role-refused: The role was refused\. Read https:\/\/.*\/docs\/iam\.md\.?\n$/)
    expect(code).toBe(1)
  })

  test('calls every other error an internal one, and quotes its cause', async () => {
    const error = new Error('outer', { cause: new Error('inner') })
    expect((await capture(() => failWith(error, {}))).printed).toBe('::error::internal-error: outer: inner\n')
  })
})

describe('failWithCrash', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'the stack of an error',
      new TypeError('x is undefined'),
      /^::error::internal-error: TypeError: x is undefined%0A +at /,
    ],
    ['the message of an error without a stack', Object.assign(new Error('x'), { stack: undefined }), /: x\n$/],
    ['what else was thrown', 'a text', /^::error::internal-error: a text\n$/],
  ])('prints %s', async (_, error, expected) => {
    expect((await capture(() => failWithCrash(error))).printed).toMatch(expected)
  })
})

describe('reportUncaught', () => {
  test('escapes an exception of the report action that nothing catches', async () => {
    const { code, stdout, stderr } = await runEntry('report.ts', crash)
    expect({ code, stderr }).toStrictEqual({ code: 1, stderr: '' })
    expect(stdout).not.toMatch(/^::set-env/m)
  })

  test('ends the process after the report, also when the report fails', async () => {
    const before = process.listeners('uncaughtException')
    const reported: unknown[] = []
    reportUncaught(async (error) => {
      reported.push(error)
      throw new Error('the report failed')
    })
    const [listener] = process.listeners('uncaughtException').filter((each) => !before.includes(each))
    onTestFinished(() => void (listener && process.off('uncaughtException', listener)))
    const exited = Promise.withResolvers<void>()
    const { exit } = process
    Object.defineProperty(process, 'exit', { value: exited.resolve, configurable: true })
    onTestFinished(() => void Object.defineProperty(process, 'exit', { value: exit, configurable: true }))
    listener?.(new Error('lost'), 'uncaughtException')
    await exited.promise
    expect(reported).toMatchObject([{ message: 'lost' }])
  })
})
