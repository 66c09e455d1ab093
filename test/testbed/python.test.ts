import { describe, expect, test } from 'vitest'
import { isRunning, runCommand, venvBin } from './process.ts'
import { forkServersVariable, runPython, startPython } from './python.ts'
import { makeTemporaryFolder } from './temporary-folder.ts'

test('the tests of the test-bed have fork servers', () => {
  expect(process.env[forkServersVariable]).toBeDefined()
})

describe('runPython does what a new interpreter does', () => {
  const program = (...lines: readonly string[]) => ['-c', ['import json, os, sys', ...lines].join('\n')]

  test.each([
    ['prints to both streams', program("print('a', 'é茶'); print('b', file=sys.stderr)")],
    ['prints much', program("print('0123456789' * 20_000)")],
    ['prints invalid UTF-8', program("sys.stdout.buffer.write(b'a\\xff\\xe8\\x8c')")],
    ['reads its input', program("print(sys.stdin.read().upper(), end='')")],
    ['sees its arguments', [...program('print(json.dumps(sys.argv), __name__)'), 'x', '-y', '']],
    ['sees its environment', program('print(json.dumps(dict(os.environ), sort_keys=True))')],
    ['sees its folder', program('print(os.getcwd(), json.dumps(sys.path[0]))')],
    ['exits with a code', program("print('so'); sys.exit(3)")],
    ['exits with a text', program("sys.exit('failed')")],
    ['exits at once', program('os._exit(7)')],
    ['is killed', program('os.kill(os.getpid(), 9)')],
    ['runs at its end', program("import atexit; atexit.register(print, 'done')")],
    ['has a class', program('import dataclasses', '@dataclasses.dataclass', 'class A:', '  x: int', 'print(A(1))')],
  ])('when it %s', async (_, args) => {
    await using folder = await makeTemporaryFolder('python-')
    const options = { env: { LANG: 'C.UTF-8', ONLY: 'this' }, cwd: folder.path, input: 'inpüt\n' }
    expect(await runPython(args, options)).toStrictEqual(await runCommand(`${venvBin}/python`, args, options))
  })

  test('when it raises', async () => {
    const { code, stdout, stderr } = await runPython(program("print('before')", "raise ValueError('wrong')"), {
      env: {},
    })
    expect([code, stdout]).toStrictEqual([1, 'before\n'])
    expect(stderr).toMatch(/^Traceback .*\n[\s\S]*\nValueError: wrong\n$/)
  })

  test('when it runs a command of the environment', async () => {
    const ran = await runPython([`${venvBin}/dsdt_docker`, '--help'], {
      env: { HOME: '/nowhere', PATH: '/usr/bin:/bin' },
    })
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('usage: dsdt_docker') })
  })

  test('when it takes too long', async () => {
    const { code, stdout } = await runPython(program("print('on', flush=True)", 'import time; time.sleep(60)'), {
      env: {},
      timeoutMs: 500,
    })
    expect([code, stdout]).toStrictEqual([undefined, 'on\n'])
  })
})

test('kill ends a program and its children', async () => {
  const pids = Promise.withResolvers<readonly number[]>()
  const script = `import os, subprocess
child = subprocess.Popen(['sleep', '60'])
print(os.getpid(), child.pid, flush=True)
child.wait()`
  const program = await startPython('dsdt', ['-c', script], { PATH: '/usr/bin:/bin' }, (_, output) =>
    pids.resolve(output.trim().split(' ').map(Number)),
  )
  const [own = 0, child = 0] = await pids.promise
  expect([await isRunning(own), await isRunning(child)]).toStrictEqual([true, true])
  await program.kill()
  await expect.poll(() => Promise.all([isRunning(own), isRunning(child)])).toStrictEqual([false, false])
  expect(await program.ended).toBeUndefined()
})
