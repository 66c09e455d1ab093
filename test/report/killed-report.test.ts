import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import { publishKilledReport, renderKilledReport } from '../../src/report/killed-report.ts'

describe('renderKilledReport', () => {
  test('names the pipe and says that everything was removed', () => {
    expect(renderKilledReport('pipelines.orders.Daily<b>', { isComplete: true, sentences: [], startedRuns: 1 })).toBe(
      '### 🚫 `Daily<b>` was killed before it could report\n\nEverything that it started was removed. The log of the step shows how far it got.\n\n',
    )
  })

  test('refers to the warnings when something may remain', () => {
    expect(
      renderKilledReport('pipelines.orders.Daily', { isComplete: false, sentences: [], startedRuns: 1 }),
    ).toContain('may remain: see the warnings')
  })
})

describe('renderKilledReport with jobs that were left', () => {
  test('says what happened to each job, and not that everything was removed', () => {
    const sentences = ['No Batch job a was found within 60 s. If it appears later, terminate it.']
    const summary = renderKilledReport('pipelines.orders.Daily', { isComplete: true, sentences, startedRuns: 1 })
    expect(summary).toContain('If it appears later, terminate it')
    expect(summary).not.toContain('Everything')
  })

  test('shows five of a thousand jobs, each within a bound and escaped', () => {
    const sentences = Array.from({ length: 1000 }, (_, at) => `Job ${at} <img> ${'x'.repeat(100_000)}`)
    const summary = renderKilledReport('pipelines.orders.Daily', { isComplete: true, sentences, startedRuns: 1 })
    expect(summary).toContain('The log of the post step has 995 more sentences.')
    expect(summary).not.toContain('<img>')
    expect(summary.length).toBeLessThan(20_000)
  })
})

describe('renderKilledReport of a step with several runs', () => {
  test('names no pipe, and says how many runs had started', () => {
    const summary = renderKilledReport('pipelines.orders.Daily', { isComplete: true, sentences: [], startedRuns: 3 })
    expect(summary).toBe(
      '### 🚫 A step with several runs was killed before it could report\n\n3 runs had started. Everything that it started was removed. The log of the step shows how far it got.\n\n',
    )
  })

  test('shows equal sentences once, with their number', () => {
    const removed = 'Removed the container that main left.'
    const sentences = [removed, 'Job a was not found.', removed, removed]
    const summary = renderKilledReport('a.b.Daily', { isComplete: true, sentences, startedRuns: 4 })
    expect(summary).toContain('Removed the container that main left\\. (3 times) Job a was not found\\. The log')
  })

  test('counts the sentences that it does not show, equal ones too', () => {
    const sentences = [...'abcdefff'].map((letter) => `Job ${letter} was not found.`)
    const summary = renderKilledReport('a.b.Daily', { isComplete: true, sentences, startedRuns: 8 })
    expect(summary).toContain('The log of the post step has 3 more sentences.')
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
    const cleanup = { isComplete: true, sentences: [], startedRuns: 0 }
    await publishKilledReport(
      'pipelines.orders.Daily',
      { log: openLog(process.stdout, false), summaryFile: undefined },
      cleanup,
    )
    expect(await readFile(file, 'utf8')).toBe(renderKilledReport('pipelines.orders.Daily', cleanup))
  })
})
