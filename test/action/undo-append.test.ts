import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
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

test('prepareUndo leaves what took the place of the file, and does not throw', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'undo-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'output')
  await writeFile(file, 'a=1\n')
  const undo = prepareUndo(file)
  await rm(file)
  await mkdir(file)
  expect(undo).not.toThrow()
  expect((await stat(file)).isDirectory()).toBe(true)
})
