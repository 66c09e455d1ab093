import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import { OutputWriter } from '../../src/action/outputs.ts'
import { PageLogs } from '../../src/report/page/page-log.ts'
import { publishReport } from '../../src/report/publish-report.ts'
import type { Report } from '../../src/report/report.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { createCommandFiles, readPairs } from '../testbed/runner/file-commands.ts'
import { mountTmpfs } from '../testbed/tmpfs.ts'
import { createFailed, produced, started } from './fixtures/reports.ts'

let folder: string
let summaryFile: string

// The toolkit reads GITHUB_STEP_SUMMARY only once.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publish-'))
  summaryFile = join(folder, 'summary.md')
  vi.stubEnv('GITHUB_STEP_SUMMARY', summaryFile)
})
beforeEach(async () => {
  await writeFile(summaryFile, '')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

/** Publishes reports; resolves with the log, the outputs and the summary. */
async function publish(
  reports: readonly [Report, ...(readonly Report[])],
  temporary = folder,
  shouldWriteSummary = true,
  pageLogs?: PageLogs,
) {
  const files = await createCommandFiles(await mkdtemp(join(folder, 'files-')), 'main')
  vi.stubEnv('GITHUB_OUTPUT', files.output)
  const lines: string[] = []
  const write = (text: string) => lines.push(text) > 0
  const print = vi.spyOn(process.stdout, 'write').mockImplementation((text) => write(String(text)))
  const log = openLog({ write, once: () => undefined }, false)
  await publishReport(reports, {
    env: { RUNNER_TEMP: temporary },
    log,
    outputs: new OutputWriter(log.warning),
    shouldWriteSummary,
    page: pageLogs && {
      name: 'report-1a2b3c4d.html',
      logs: pageLogs,
      runUrl: 'https://github.com/acme/pipelines/actions/runs/812',
    },
  })
  print.mockRestore()
  return {
    log: lines.join(''),
    outputs: new Map(readPairs(await readFile(files.output, 'utf8'))),
    summary: await readFile(summaryFile, 'utf8'),
  }
}

describe('publishReport', () => {
  test('writes one line of the log for the runs of a step with several', async () => {
    const label = { name: 'daily', values: new Map() }
    const { log } = await publish([
      { ...produced, label },
      { ...started, label, status: 'not-run', notRunReason: 'It needs clean.' },
    ])
    expect(log).toMatch(/^❌ 1 of 2 runs made, 1 not run · [^\n]+\n$/)
  })

  test('writes the result file, its output, the summary and a line of the log', async () => {
    const { log, outputs, summary } = await publish([produced])
    const result: unknown = JSON.parse(await readFile(outputs.get('result-file') ?? '', 'utf8'))
    expect(result).toMatchObject({ version: 1, status: 'succeeded', pipeClass: 'pipelines.orders.DailyOrders' })
    expect(summary).toBe(renderSummary([produced]))
    expect(log).toBe(`Produced: daily_orders ${produced.output?.uri} (pulled to ${produced.outputPath}), 6 min 12 s.\n`)
  })

  test('writes the page with the log, and its output', async () => {
    const logs = new PageLogs((text) => text.replaceAll('s3cret', '***'))
    logs.add(produced.runId, ['Reading the orders', 'password s3cret'])
    const { outputs, summary } = await publish([produced], folder, true, logs)
    const file = outputs.get('report-file') ?? ''
    expect(basename(file)).toBe('report-1a2b3c4d.html')
    expect(summary).toMatch(/\(artifact `report-1a2b3c4d\.html`\)\n\n$/)
    const page = await readFile(file, 'utf8')
    expect(page).toContain('<div>Reading the orders\npassword ***\n</div>')
    expect(page).toContain('href="https://github.com/acme/pipelines/actions/runs/812"')
    expect(page).not.toContain('s3cret')
  })

  test('writes no summary when it is switched off', async () => {
    expect((await publish([produced], folder, false)).summary).toBe('')
  })

  test('warns when the result file cannot be written, and publishes the rest', async () => {
    const { log, outputs, summary } = await publish([produced], join(folder, 'missing'))
    expect(log).toMatch(
      /^::warning::Cannot write the file of the output `result-file`: ENOENT.*\nProduced: daily_orders/,
    )
    expect(outputs.size).toBe(0)
    expect(summary).toBe(renderSummary([produced]))
  })

  test('leaves no part of a file on a full disk', async () => {
    await using disk = await mountTmpfs(64)
    await writeFile(join(disk.path, 'filler'), Buffer.alloc(64 * 1024))
    const { log, outputs } = await publish([produced], disk.path)
    expect(log).toMatch(/^::warning::Cannot write the file of the output `result-file`: ENOSPC/)
    expect([await readdir(disk.path), outputs.has('result-file')]).toStrictEqual([['filler'], false])
  })

  test.each<[string, Report, string]>([
    ['a reuse', { ...produced, status: 'reused' }, `Up to date: daily_orders ${produced.output?.uri} (pulled to`],
    ['a dry run', { ...started, status: 'skipped' }, 'Dry run: nothing was pushed, registered or started.\n'],
    [
      'a failure',
      createFailed({ verdict: 'pipe-error', evidence: 'x', advice: 'x' }),
      'Ended after 6 min 12 s: failed.\n',
    ],
    [
      'a cleanup',
      { ...started, status: 'skipped', cleanup: { bundles: 0, objects: 0, bytes: 0, isVersioned: false } },
      'Ended after 4.2 s: skipped.\n',
    ],
  ])('logs how %s ended', async (_, report, line) => {
    expect((await publish([report])).log).toContain(line)
  })
})
