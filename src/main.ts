import { warmUp } from './backends/docker/engine.ts'

/** The engine is asked first: it answers while the rest of the program, most of it S3's client, is loaded. */
async function main(): Promise<void> {
  await warmUp()
  const { step } = await import('./run/step.ts')
  await step(process.env)
}

// What a library should not have called is nothing to tell a user in the step's log.
process.noDeprecation = true
// A call that an engine never answers would keep the process for as long as the connection lives.
void main().finally(() => process.stdout.write('', () => process.exit()))
