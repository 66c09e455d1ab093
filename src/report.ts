import { runEntry } from './action/run-entry.ts'
import { runReportAction } from './run/report-action.ts'

/** The entry of `disdat/run-action/report`. */
runEntry(process.env, runReportAction)
