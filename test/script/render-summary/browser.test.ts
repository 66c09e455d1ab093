import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findBrowser, startBrowser } from '../../../script/render-summary/browser.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'

test('startBrowser ends a browser that a script starts as a child', async () => {
  await using folder = await makeTemporaryFolder('browser-')
  const script = join(folder.path, 'chromium')
  // Like the command of Debian 12: without `exec`, so that a signal reaches the shell alone.
  await writeFile(script, `#!/bin/sh -e\n${findBrowser()} "$@"\n`, { mode: 0o755 })
  const browser = await startBrowser(script)
  const page = await browser.open('<title>a page</title>', { width: 500 })
  expect(await page.evaluate('document.title')).toBe('a page')
  // It waits for the end of every process that holds a pipe to the browser.
  await browser[Symbol.asyncDispose]()
})
