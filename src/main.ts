import { failWithCrash, reportUncaught } from './action/crash.ts'
import { warmUp } from './backends/docker/engine.ts'
import { terminateChildrenAtExit } from './lib/child-processes.ts'
import { resolveFolders } from './lib/environment.ts'
import { limitHeap } from './lib/heap-limits.ts'

// First of all: a signal before this line would end the process without a report.
const cancel = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))

/** Contacts the engine first: it answers while the rest of the program loads, most of which is the S3 client. */
async function main(): Promise<void> {
  resolveFolders(process.env)
  await warmUp()
  const { runStep } = await import('./run/step.ts')
  // Not before: to load the program, V8 needs few collections.
  limitHeap()
  await runStep(process.env, cancel.signal)
}

// Deprecation warnings of libraries do not concern the user who reads the step's log.
process.noDeprecation = true
terminateChildrenAtExit()
reportUncaught(failWithCrash)
// A call that the engine never answers would keep the process for as long as the connection is open.
void main()
  .catch(failWithCrash)
  .finally(() => process.stdout.write('', () => process.exit()))
