import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import { writeStepSummary } from '../../src/action/step-summary.ts'

let folder: string
let file: string

// The toolkit reads the variable only once.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summary-'))
  file = join(folder, 'summary.md')
  await writeFile(file, '')
  vi.stubEnv('GITHUB_STEP_SUMMARY', file)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

describe('writeStepSummary', () => {
  test('adds to the summary', async () => {
    const log = openLog(process.stdout, false)
    await writeStepSummary(() => '### one\n', log)
    await writeStepSummary(() => '### two\n', log)
    expect(await readFile(file, 'utf8')).toBe('### one\n### two\n')
  })

  test('warns when rendering fails', async () => {
    const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    await writeStepSummary(
      () => {
        throw new Error('no such column')
      },
      openLog(process.stdout, false),
    )
    expect(print.mock.calls.flat()).toContain('::warning::Cannot write the step summary: no such column\n')
    print.mockRestore()
  })
})
