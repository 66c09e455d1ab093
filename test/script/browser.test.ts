import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findBrowser, startBrowser } from '../../script/render-summary/browser.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'

/** Whether a process runs. A process that has ended and whose parent does not read its status counts as ended. */
async function isRunning(pid: string): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tX')
  return !/^State:\t[XZ]/m.test(status)
}

test('ends a browser that a shell script started', async () => {
  await using folder = await makeTemporaryFolder('browser-')
  const [command, pids] = [join(folder.path, 'chromium'), join(folder.path, 'pids')]
  const script = `#!/bin/sh\n"${findBrowser()}" "$@" &\necho $$ $! > "${pids}"\nwait\n`
  await writeFile(command, script, { mode: 0o755 })
  const browser = await startBrowser(command)
  const page = await browser.open('<p>shown</p>', { width: 100 })
  expect(await page.evaluate('document.body.textContent')).toBe('shown')
  await page[Symbol.asyncDispose]()
  await browser[Symbol.asyncDispose]()
  const [shell = '', child = ''] = (await readFile(pids, 'utf8')).trim().split(' ')
  expect([await isRunning(shell), await isRunning(child)]).toEqual([false, false])
})
