import { type Browser, findBrowser, startBrowser } from '../../script/render-summary/browser.ts'
import { renderPage } from '../../src/report/page/page.ts'
import { PageLogs } from '../../src/report/page/page-log.ts'
import type { Report } from '../../src/report/report.ts'

/** Starts the Chromium of this machine, which `script/bootstrap` installs. */
export async function startTestBrowser(): Promise<Browser> {
  const browser = findBrowser()
  if (browser === undefined) throw new Error('Chromium is not on the PATH: run script/bootstrap.')
  return await startBrowser(browser)
}

/** Renders the page of reports, with a log of the first one. */
export function renderTestPage(reports: readonly Report[], lines: readonly string[] = []): string {
  const logs = new PageLogs((text) => text)
  const [first] = reports
  if (first !== undefined && lines.length > 0) logs.add(first.runId, lines)
  const runUrl = 'https://github.com/acme/pipelines/actions/runs/812'
  return renderPage(reports, { docsUrl: 'https://github.com/disdat/run-action/blob/v1/docs', runUrl, logs }).join('')
}
