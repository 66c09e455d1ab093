import { expect } from 'vitest'
import { OutputWriter } from '../../src/action/outputs.ts'
import { ReportOutputs } from '../../src/report/report-outputs.ts'
import { RunReporter } from '../../src/report/run-reporter.ts'
import { runPipe } from '../../src/run/run-pipe.ts'
import { putBundle } from '../remote/fixtures.ts'
import { createContext, createFolder, createLog, planRunOn, test, useCommandFiles } from './fixtures.ts'

test('runPipe calls back when the pipe runs, before it waits for its end', async ({ remote }) => {
  await useCommandFiles()
  const events: string[] = []
  const run = { ...planRunOn(remote, { 'INPUT_OUTPUT-BUNDLE': 'daily' }), pullOutput: 'false' as const }
  const { context, calls } = createContext({
    run,
    dependencies: { home: await createFolder(), openRemote: async () => remote },
    backend: {
      async follow() {
        events.push('follow')
        await putBundle(remote, { uuid: calls.tasks[0]?.receipt.outputUuid ?? '', name: 'daily' })
        return { exitCode: 0, outOfMemory: false }
      },
    },
  })
  const outputs = new ReportOutputs(new OutputWriter(createLog().warning))
  const start = { runId: 'run-1', pipeClass: '', backend: '', remote: '', context: '', params: new Map() }
  const reporter = new RunReporter(start, outputs, 1)
  await runPipe(context, reporter, () => void events.push('launched'))
  expect([events, reporter.report.status]).toEqual([['launched', 'follow'], 'succeeded'])
})
