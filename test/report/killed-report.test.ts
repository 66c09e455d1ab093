import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import { publishKilledReport, renderKilledReport } from '../../src/report/killed-report.ts'

describe('renderKilledReport', () => {
  test('names the pipe and says that everything was removed', () => {
    expect(renderKilledReport('pipelines.orders.Daily<b>', true)).toBe(
      '### 🚫 `Daily<b>` was killed before it could report\n\nEverything that it started was removed. The log above shows how far it got.\n\n',
    )
  })

  test('refers to the warnings when something may remain', () => {
    expect(renderKilledReport('pipelines.orders.Daily', false)).toContain('may remain: see the warnings')
  })
})

describe('publishKilledReport', () => {
  test('adds to the step summary', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'summary-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'summary.md')
    await writeFile(file, '')
    vi.stubEnv('GITHUB_STEP_SUMMARY', file)
    onTestFinished(() => void vi.unstubAllEnvs())
    await publishKilledReport('pipelines.orders.Daily', openLog(process.stdout, false), true)
    expect(await readFile(file, 'utf8')).toBe(renderKilledReport('pipelines.orders.Daily', true))
  })
})
