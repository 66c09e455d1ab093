import type { Task } from '../backends/backend.ts'
import type { Step } from '../parts.ts'
import type { Remote } from '../remote/remote.ts'
import { baseOf } from './sandbox.ts'

/** Prints what would be asked for, and the least that must be allowed for it. */
export async function tellDryRun({ run, parts, backend }: Step, task: Task, remote: Remote): Promise<void> {
  const { log } = parts
  log.info(await backend.dryRun(task, parts.cancelled))
  if (run.batch !== undefined && run.tokenSeconds > 0)
    log.info('Credentials for the pipe would be added to the environment of the overrides.')
  const { region } = await parts.identity()
  const policy: unknown = JSON.parse(parts.pipePolicy(remote, region))
  log.info(`What the pipe needs to be allowed to do, and the step too:\n${json(policy)}`)
  const index = parts.indexStatement(remote, region)
  const base = baseOf({ run, parts }, remote)
  const own = [
    ...(index ? [index] : []),
    ...(base ? parts.baseStatements(base, region) : []),
    ...(run.image.kind === 'ecr' ? [lookUp] : []),
  ]
  if (own.length > 0) log.info(`What the step needs beside that:\n${json(own)}`)
}

/** Of `registry: '*ECR*'`. */
const lookUp = { Effect: 'Allow', Action: 'ecr:DescribeRepositories', Resource: '*' }

const json = (value: unknown) => JSON.stringify(value, null, 2)
