import { failStep } from './action/crash.ts'
import { getDocsUrl, linkDocs } from './action/docs-link.ts'
import { runEntry } from './action/run-entry.ts'
import { checkAndReport } from './run/freshness/freshness-issue.ts'

/** The entry of `disdat/run-action/freshness`. */
runEntry(process.env, async (context) => {
  const error = await checkAndReport({ ...context, now: new Date() })
  if (error !== undefined) await failStep(linkDocs(error, getDocsUrl(context.env)))
})
