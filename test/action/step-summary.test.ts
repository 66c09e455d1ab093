import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import { writeStepSummary } from '../../src/action/step-summary.ts'
import { mountTmpfs, type Tmpfs } from '../testbed/tmpfs.ts'

let disk: Tmpfs
let file: string

// The toolkit reads the variable only once.
beforeAll(async () => {
  disk = await mountTmpfs(8)
  file = join(disk.path, 'summary.md')
  await writeFile(file, '')
  vi.stubEnv('GITHUB_STEP_SUMMARY', file)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await disk[Symbol.asyncDispose]()
})

describe('writeStepSummary', () => {
  test('adds to the summary', async () => {
    const log = openLog(process.stdout, false)
    await writeStepSummary(() => '### one\n', log, file)
    await writeStepSummary(() => '### two\n', log, file)
    expect(await readFile(file, 'utf8')).toBe('### one\n### two\n')
  })

  test('warns when rendering fails', async () => {
    const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    await writeStepSummary(
      () => {
        throw new Error('no such column')
      },
      openLog(process.stdout, false),
      file,
    )
    expect(print.mock.calls.flat()).toContain('::warning::Cannot write the step summary: no such column\n')
    print.mockRestore()
  })

  test('leaves no half of a summary on a full disk', async () => {
    const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    const before = await readFile(file, 'utf8')
    await writeStepSummary(() => '<details>'.padEnd(16 * 1024, '-'), openLog(process.stdout, false), file)
    expect(await readFile(file, 'utf8')).toBe(before)
    expect(print.mock.calls.flat()).toContain(
      '::warning::Cannot write the step summary: ENOSPC: no space left on device, write\n',
    )
    print.mockRestore()
  })
})
