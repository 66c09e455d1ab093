import { deriveImageName, type PipeClass } from '../../disdat/names.ts'
import { Memo } from '../../lib/memo.ts'
import type {
  BackendRequest,
  BackendServices,
  BackendType,
  CredentialsDelivery,
  OrphanServices,
  PlannedBackend,
} from '../backend-type.ts'
import { toResourceName } from '../resource-name.ts'
import { BatchBackend, batchCapabilities } from './batch-backend.ts'
import {
  type BatchInputs,
  batchInputNames,
  parseJobDefinition,
  parseJobQueue,
  readBatchInputs,
} from './batch-inputs.ts'
import { type BatchConnection, openConnection } from './connection.ts'
import type { FindLocalImage } from './image.ts'
import { attachedSettings, type BatchSettings } from './settings.ts'
import { maxDependencies } from './submit-request.ts'
import { type OrphanConnection, openOrphanConnection, terminateOrphan } from './terminate-orphan.ts'

/** Jobs in an AWS Batch queue. `findLocalImage` finds an image that is not in ECR. */
export const createBatchBackendType = (findLocalImage: FindLocalImage): BackendType => ({
  kind: 'AWSBatch',
  inputs: batchInputNames,
  readInputs(read) {
    const inputs = readBatchInputs(read)
    return {
      plan(request) {
        checkInputs(inputs, request)
        return createPlannedBackend(inputs, createBatchSettings(inputs, request), findLocalImage)
      },
      planAttach() {
        const settings = { ...attachedSettings, queueTimeoutMs: inputs.queueTimeoutMs }
        return createPlannedBackend(inputs, settings, findLocalImage)
      },
    }
  },
  maxParallelEnds,
  async endOrphan({ fields, outputUuid }, services) {
    const { region = '', queue = '', name = '', id } = fields
    const connect = () => connectForOrphans(services, region)
    return await terminateOrphan({ connect, origin: await services.origin() }, { queue, name, id, outputUuid })
  },
})

/** Orphans that end together share their calls: this many take two of DescribeJobs and four of TerminateJobs. */
const maxParallelEnds = 200

/** The connections of post steps by region, by what identifies the step. */
const orphanConnections = new WeakMap<OrphanServices, Memo<OrphanConnection>>()

async function connectForOrphans(services: OrphanServices, region: string): Promise<OrphanConnection> {
  const byRegion = orphanConnections.get(services) ?? new Memo<OrphanConnection>()
  orphanConnections.set(services, byRegion)
  const { identity, env } = services
  return await byRegion.get(region, () => openOrphanConnection(() => identity(region), env))
}

function createPlannedBackend(
  inputs: BatchInputs,
  settings: BatchSettings,
  findLocalImage: FindLocalImage,
): PlannedBackend {
  return {
    kind: 'AWSBatch',
    // The jobs of `depends-on` count among those that a job waits for.
    can: { ...batchCapabilities, maxDependencies: Math.max(0, maxDependencies - settings.dependsOn.length) },
    credentials: createDelivery(inputs),
    detachesOnCancel: inputs.onCancel === 'detach',
    failsOnDetach: inputs.onDetach === 'fail',
    open: (services) => {
      const { identity, env, origin, timeoutMs } = services
      const connect = () => connectOnce(services)
      return new BatchBackend({ identity, env, origin, timeoutMs, settings, findLocalImage, connect })
    },
  }
}

/** The connections of steps, by what identifies the step. */
const connections = new WeakMap<BackendServices['identity'], Promise<BatchConnection>>()

/** Backends of one step share its connection: its poller, its rate limits, and what was read from Batch. */
async function connectOnce(services: BackendServices): Promise<BatchConnection> {
  const connection = connections.get(services.identity) ?? openConnection(services)
  connections.set(services.identity, connection)
  return await connection
}

function createDelivery({ tokenSeconds, queueTimeoutMs }: BatchInputs): CredentialsDelivery {
  return tokenSeconds > 0
    ? { kind: 'environment', durationSeconds: tokenSeconds, queueTimeoutMs }
    : { kind: 'job-role' }
}

function checkInputs(inputs: BatchInputs, request: BackendRequest): void {
  const { given, configuration, addProblem } = request
  checkConfiguration(inputs, request)
  if ((inputs.jobQueue ?? configuration.jobQueue) === undefined)
    addProblem('job-queue', 'Name the queue here, or as `aws_batch_queue` in the `[run]` section of `config-file`.')
  if ((inputs.jobDefinition ?? configuration.jobDefinition) === undefined) return
  for (const name of fixedByDefinition.filter((each) => given.has(each)))
    addProblem(name, 'A job definition fixes this, and Batch cannot override it. Give `job-definition` or this input.')
}

/** Settings of disdat.cfg that are used have the syntax of the inputs. */
function checkConfiguration(inputs: BatchInputs, { configuration, addProblem }: BackendRequest): void {
  const { jobQueue, jobDefinition } = configuration
  if (inputs.jobQueue === undefined && jobQueue !== undefined && parseJobQueue(jobQueue) === undefined)
    addProblem('config-file, [run] aws_batch_queue', 'Give a name or an ARN there, or set `job-queue`.', jobQueue)
  if (
    inputs.jobDefinition === undefined &&
    jobDefinition !== undefined &&
    parseJobDefinition(jobDefinition) === undefined
  ) {
    const expected = 'Give `name`, `name:revision` or an ARN there, or set `job-definition`.'
    addProblem('config-file, [run] aws_batch_job_definition', expected, jobDefinition)
  }
}

/** What SubmitJob cannot override: https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerOverrides.html */
const fixedByDefinition = [
  'image',
  'registry',
  'repository-prefix',
  'job-role-arn',
  'execution-role-arn',
  'shm-size',
  'platform',
]

/** What a Batch job needs beyond its task; absent inputs come from disdat.cfg. */
export function createBatchSettings(inputs: BatchInputs, { configuration, pipeClass }: BackendRequest): BatchSettings {
  return {
    queue: inputs.jobQueue ?? configuration.jobQueue ?? '',
    fixedDefinition: inputs.jobDefinition ?? configuration.jobDefinition,
    definitionName: pipeClass === undefined ? '' : createDefinitionName(pipeClass),
    jobRoleArn: inputs.jobRoleArn,
    executionRoleArn: inputs.executionRoleArn,
    attempts: inputs.attempts,
    queueTimeoutMs: inputs.queueTimeoutMs,
    shareIdentifier: inputs.shareIdentifier,
    schedulingPriority: inputs.schedulingPriority,
    tags: inputs.jobTags,
    dependsOn: inputs.dependsOn,
    passesCredentials: inputs.tokenSeconds > 0,
  }
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_RegisterJobDefinition.html */
const maxDefinitionNameLength = 128
const definitionSuffix = '-job-definition'

function createDefinitionName(pipeClass: PipeClass): string {
  const name = toResourceName(deriveImageName(pipeClass))
  return `${name.slice(0, maxDefinitionNameLength - definitionSuffix.length)}${definitionSuffix}`
}
