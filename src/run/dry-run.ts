import type { Task } from '../backends/backend.ts'
import type { Remote } from '../remote/remote.ts'
import type { Step } from './dependencies.ts'
import { openSandboxBase } from './sandbox.ts'

/** Prints what would be asked for, and the least that must be allowed for it. */
export async function logDryRun({ run, dependencies, backend }: Step, task: Task, remote: Remote): Promise<void> {
  const { log } = dependencies
  log.info(await backend.dryRun(task, dependencies.cancelled))
  if (run.batch !== undefined && run.tokenSeconds > 0)
    log.info('Credentials for the pipe would be added to the environment of the overrides.')
  const { region } = await dependencies.identity()
  const policy: unknown = JSON.parse(dependencies.pipePolicy(remote, region))
  log.info(`What the pipe needs to be allowed to do, and the step too:\n${json(policy)}`)
  const index = dependencies.indexStatement(remote, region)
  const base = openSandboxBase({ run, dependencies }, remote)
  const own = [
    ...(index ? [index] : []),
    ...(base ? dependencies.baseStatements(base, region) : []),
    ...(run.image.kind === 'ecr' ? [lookUp] : []),
  ]
  if (own.length > 0) log.info(`What the step needs beside that:\n${json(own)}`)
}

/** Of `registry: '*ECR*'`. */
const lookUp = { Effect: 'Allow', Action: 'ecr:DescribeRepositories', Resource: '*' }

const json = (value: unknown) => JSON.stringify(value, null, 2)
