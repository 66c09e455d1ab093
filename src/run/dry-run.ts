import type { Task } from '../backends/backend.ts'
import { getGeneration } from '../disdat/generations.ts'
import { redactUserInfo } from '../lib/user-info.ts'
import type { Remote } from '../remote/remote.ts'
import type { PhaseContext } from './dependencies.ts'
import { openSandboxBase } from './sandbox.ts'

/** Prints what a run would request, and the permissions that it needs. */
export async function logDryRun(context: PhaseContext, task: Task, remote: Remote): Promise<void> {
  const { run, dependencies, backend } = context
  const { log } = dependencies
  log.info(await backend.dryRun(hidePasswords(task), dependencies.cancelled))
  if (run.backend.credentials.kind === 'environment')
    log.info('The environment of the overrides would also contain credentials for the pipe.')
  const { region } = await dependencies.identity()
  const generation = getGeneration(task.image.dialect)
  const policy: unknown = JSON.parse(dependencies.createPipePolicy(remote, region, generation))
  log.info(`The pipe and the step need these permissions:\n${toJson(policy)}`)
  const index = dependencies.createIndexStatement(remote, region)
  const base = openSandboxBase(context, remote)
  const statements = [
    ...(index ? [index] : []),
    ...(generation.needsPrefixKey ? dependencies.createPrefixKeyStatements(remote, region) : []),
    ...(base ? dependencies.createBaseStatements(base, region) : []),
    ...(run.promote ? dependencies.createSandboxStatements(remote, region) : []),
    ...(run.image.kind === 'ecr' ? [describeRepositories] : []),
  ]
  if (statements.length > 0) log.info(`The step also needs these permissions:\n${toJson(statements)}`)
}

/** Addresses of proxies and services in variables may hold a password. */
function hidePasswords(task: Task): Task {
  return { ...task, env: new Map([...task.env].map(([name, value]) => [name, value && redactUserInfo(value)])) }
}

/** For `registry: '*ECR*'`. */
const describeRepositories = { Effect: 'Allow', Action: 'ecr:DescribeRepositories', Resource: '*' }

const toJson = (value: unknown) => JSON.stringify(value, null, 2)
