import type { Task } from '../backends/backend.ts'
import type { Step } from '../parts.ts'
import type { Remote } from '../remote/remote.ts'

/** Prints what would be asked for, and the least that must be allowed for it. */
export async function tellDryRun({ run, parts, backend }: Step, task: Task, remote: Remote): Promise<void> {
  const { log } = parts
  log.info(await backend.dryRun(task, parts.cancelled))
  if (run.batch !== undefined && run.tokenSeconds > 0)
    log.info('Credentials for the pipe would be added to the environment of the overrides.')
  const { region } = await parts.identity()
  log.info(
    `What the pipe needs to be allowed to do:\n${JSON.stringify(JSON.parse(parts.pipePolicy(remote, region)), null, 2)}`,
  )
}
