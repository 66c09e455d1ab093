import type { Task } from '../backend.ts'
import type { FixedDefinition } from './fixed-definition.ts'
import { type BatchPlatform, createDefinitionRequest, definitionLimitBytes } from './job-definition.ts'
import { selectJobSeed } from './launcher/wrap-command.ts'
import type { JobQueue } from './responses.ts'
import type { BatchSettings, WorkflowOrigin } from './settings.ts'
import {
  createOverrides,
  createSubmitRequest,
  listDependencies,
  maxDependencies,
  overridesLimit,
  submitLimitBytes,
} from './submit-request.ts'

/** The properties of a user's definition that the checks need. */
export type FixedSettings = Pick<FixedDefinition, 'name' | 'hasJobRole' | 'platforms' | 'resources' | 'tagCount'>

/** One task to check. */
export interface TaskCheck {
  readonly task: Task
  readonly settings: BatchSettings
  readonly origin: WorkflowOrigin
  readonly fixed: FixedSettings | undefined
}

/** A user's definition for another platform than the queue's. */
export function findPlatformProblems(
  { jobQueueName }: JobQueue,
  kind: BatchPlatform['kind'],
  fixed: FixedSettings | undefined,
): readonly string[] {
  if (fixed === undefined) return []
  const platforms = fixed.platforms.length > 0 ? fixed.platforms : ['EC2']
  if (platforms.includes(kind)) return []
  return [`job-definition: ${fixed.name} is for ${platforms.join(', ')}, and the queue ${jobQueueName} is on ${kind}.`]
}

/** Roles that the job needs and no input names. */
export function findRoleProblems(
  settings: BatchSettings,
  kind: BatchPlatform['kind'],
  fixed: FixedSettings | undefined,
): readonly string[] {
  const problems: string[] = []
  const hasRole = settings.jobRoleArn !== undefined || fixed?.hasJobRole || settings.passesCredentials
  if (!hasRole)
    problems.push(
      'job-role-arn: nothing given. The pipe needs a role that can read and write the remote. Name one (docs/iam.md).',
    )
  if (kind === 'FARGATE' && settings.executionRoleArn === undefined && fixed === undefined)
    problems.push(
      'execution-role-arn: nothing given. Fargate needs a role to pull the image and to write the log. Name one (docs/iam.md).',
    )
  return problems
}

/** Roles of another account: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
export function findAccountProblems({ jobRoleArn, executionRoleArn }: BatchSettings, queueArn = ''): readonly string[] {
  const getAccount = (arn: string) => arn.split(':')[4]
  const roles = [
    ['job-role-arn', jobRoleArn],
    ['execution-role-arn', executionRoleArn],
  ] as const
  return roles.flatMap(([input, arn]) =>
    arn === undefined || queueArn === '' || getAccount(arn) === getAccount(queueArn)
      ? []
      : [
          `${input}: ${arn} is in another account than the queue (${getAccount(queueArn)}) and cannot be passed to its jobs.`,
        ],
  )
}

/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const limits = { tags: 50 }
/** The tags that the action adds to a job and to its own definitions. */
const ownTags = { job: 6, definition: 2 }

/** Parts of the task that Batch does not accept. */
export function findTaskProblems({ task, settings, fixed }: TaskCheck, kind: BatchPlatform['kind']): readonly string[] {
  const problems: string[] = []
  const reserved = [...task.env.keys()].filter((name) => name.startsWith('AWS_BATCH'))
  if (reserved.length > 0)
    problems.push(`env: got ${reserved.join(', ')}. Names that begin with AWS_BATCH are reserved for Batch.`)
  const empty = task.argv.indexOf('')
  if (empty >= 0) problems.push(`params: got "" after ${task.argv[empty - 1]}. A Batch job cannot get an empty value.`)
  const dependencies = listDependencies(task, settings)
  if (dependencies.length > maxDependencies)
    problems.push(
      `depends-on: got ${dependencies.length} jobs${task.dependsOn ? ', those of other runs included' : ''}. A job can depend on at most ${maxDependencies}.`,
    )
  // A job also gets the definition's tags, and a job with more than 50 tags fails.
  const maxTags = limits.tags - ownTags.job - (fixed?.tagCount ?? ownTags.definition)
  if (settings.tags.size > maxTags)
    problems.push(
      `job-tags: got ${settings.tags.size}. At most ${maxTags} fit beside the definition's tags and the six that identify the run.`,
    )
  if (kind === 'FARGATE' && task.shmSizeMib !== undefined)
    problems.push(
      `shm-size: got ${task.shmSizeMib} MiB. Fargate does not allow a size. Leave it out, or use a queue of EC2 instances.`,
    )
  return problems
}

/** The keys and the session token of a role in the overrides. They are requested only after the checks. */
const credentialBytes = 2048

/** Requests that are larger than Batch or ECS accepts. */
export function findSizeProblems(
  { task, settings, origin, fixed }: TaskCheck,
  platform: BatchPlatform,
): readonly string[] {
  const { resources } = platform
  const options = { definition: settings.definitionName, resources, isFixed: fixed !== undefined }
  const added = settings.passesCredentials ? credentialBytes : 0
  const { fits, characters } = createOverrides(task, options, added)
  const submitBytes = countBytes(createSubmitRequest(task, settings, origin, options)) + added
  const definitionBytes = countBytes(createDefinitionRequest(task, settings, platform))
  const submitProblem =
    fits === 'no'
      ? `params, env: the command and the variables of the job have up to ${characters} characters, and ECS accepts ${overridesLimit}. Pass less, or put large values into a bundle.`
      : submitBytes > submitLimitBytes
        ? `params, env, job-tags: the request has ${submitBytes} bytes, and Batch accepts ${submitLimitBytes}. Pass less, or put large values into a bundle.`
        : undefined
  return [
    ...(submitProblem === undefined ? [] : [submitProblem]),
    ...(definitionBytes > definitionLimitBytes
      ? [`image: the job definition has ${definitionBytes} bytes, and Batch accepts ${definitionLimitBytes}.`]
      : []),
  ]
}

/** Overrides that ECS may refuse, and a job that does not fill its local context as `seed-context` requests it. */
export function findOverridesNotices(
  { task, settings: { passesCredentials }, fixed }: TaskCheck,
  { resources }: BatchPlatform,
): readonly string[] {
  const isFixed = fixed !== undefined
  const added = passesCredentials ? credentialBytes : 0
  const { fits, characters, lacksLauncher } = createOverrides(task, { resources, isFixed }, added)
  const isNewest = selectJobSeed(task, { isFixed })?.mode === 'newest'
  return [
    ...(fits === 'maybe'
      ? [
          `params, env: the command and the variables of the job have up to ${characters} characters, and ECS accepts ${overridesLimit}. If the job fails with \`Container Overrides length\`, pass less.`,
        ]
      : []),
    ...(lacksLauncher
      ? [
          `The job pulls its context on its own: with what fills it, the command and the variables of the job would have more than the ${overridesLimit} characters that ECS accepts. Pass less in \`params\` and \`env\`, or set \`seed-context: none\`.`,
        ]
      : isNewest
        ? ['seed-context: got newest, which is `all` for a job on Batch. The newest bundles are fetched first.']
        : []),
  ]
}

const countBytes = (request: object) => Buffer.byteLength(JSON.stringify(request))
