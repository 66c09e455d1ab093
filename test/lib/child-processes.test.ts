import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { terminateChildrenAtExit } from '../../src/lib/child-processes.ts'
import { inheritEnv, isRunning, root, runCommand } from '../testbed/process.ts'

test('terminateChildrenAtExit terminates the programs that still run', async () => {
  const script = `
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { terminateChildrenAtExit } from '${root}src/lib/child-processes.ts'
terminateChildrenAtExit()
await once(spawn('true'), 'exit')
const shell = spawn('sh', ['-c', 'sleep 60 & echo $!; wait'])
const [sleep] = await once(shell.stdout, 'data')
console.log(shell.pid, String(sleep))
process.exit()`
  const options = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning']
  const args = [...options, '--input-type=module', '--eval', script]
  const { code, stdout, stderr } = await runCommand(process.execPath, args, { env: inheritEnv('PATH') })
  expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' })
  const pids = stdout.trim().split(' ').map(Number)
  expect(pids).toHaveLength(2)
  await expect.poll(() => Promise.all(pids.map(isRunning))).toStrictEqual([false, false])
})

test('terminateChildrenAtExit ignores a program that ends while the list is read, and leaves those of others', async () => {
  const [own, others] = [spawn('sleep', ['60']), spawn('sh', ['-c', 'sleep 60 >/dev/null 2>&1 & echo $!'])]
  const [foreign] = await once(others.stdout, 'data')
  onTestFinished(() => void process.kill(Number(foreign), 'SIGKILL'))
  await endOf(others)
  const kill = process.kill.bind(process)
  const killed: number[] = []
  vi.spyOn(process, 'kill').mockImplementation((pid) => {
    killed.push(pid)
    if (pid === own.pid) kill(pid, 'SIGKILL')
    throw new Error('kill ESRCH')
  })
  onTestFinished(() => void vi.restoreAllMocks())
  const before = process.listeners('exit')
  terminateChildrenAtExit()
  const [listener] = process.listeners('exit').filter((each) => !before.includes(each))
  onTestFinished(() => void (listener && process.off('exit', listener)))
  expect(() => listener?.(0)).not.toThrow()
  await endOf(own)
  expect([killed.includes(own.pid ?? 0), killed.includes(Number(foreign))]).toStrictEqual([true, false])
})

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
