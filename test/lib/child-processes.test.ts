import { expect, test } from 'vitest'
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
