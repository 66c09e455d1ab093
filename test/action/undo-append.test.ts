import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { prepareUndo } from '../../src/action/undo-append.ts'

test('prepareUndo cuts off what was appended after it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'undo-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'output')
  await writeFile(file, 'a=1\n')
  const undo = prepareUndo(file)
  await appendFile(file, 'b<<gh')
  undo()
  expect(await readFile(file, 'utf8')).toBe('a=1\n')
})

test('prepareUndo does nothing without a file', () => {
  expect(prepareUndo(undefined)()).toBeUndefined()
  expect(prepareUndo('/nonexistent/output')()).toBeUndefined()
  expect(prepareUndo('/proc/self/mem/output')()).toBeUndefined()
})
