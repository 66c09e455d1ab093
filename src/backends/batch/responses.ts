import { getField } from '../../lib/json.ts'
import {
  parseFlag,
  parseInteger,
  parseList,
  parseRecord,
  parseText,
  parseTexts,
  parseTimestamp,
  requireList,
} from '../../lib/shape.ts'

/**
 * What Batch and CloudWatch Logs return, field by field. A proxy or an outage can change a response, and the SDK does
 * not check types: a value of another type is unknown here, and no item of a list is ever null. A response without its
 * list throws, within the call that is repeated: an empty list would be an answer.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_Operations.html
 */

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const jobNamePattern = /^[A-Za-z0-9][\w-]{0,127}$/

/** A name that Batch accepts: it becomes an output, and part of the log and the report. */
const parseJobName = (value: unknown) => (typeof value === 'string' && jobNamePattern.test(value) ? value : undefined)

const parseVariable = parseRecord({ name: parseText, value: parseText })
const parseRequirement = parseRecord({ type: parseText, value: parseText })
const parseLogConfiguration = parseRecord({ logDriver: parseText, options: parseTexts })

const parseContainer = parseRecord({
  reason: parseText,
  exitCode: parseInteger,
  logStreamName: parseText,
  environment: parseList(parseVariable),
  logConfiguration: parseLogConfiguration,
  resourceRequirements: parseList(parseRequirement),
  vcpus: parseInteger,
  memory: parseInteger,
})

const parseAttempt = parseRecord({
  startedAt: parseTimestamp,
  stoppedAt: parseTimestamp,
  statusReason: parseText,
  container: parseRecord({ exitCode: parseInteger, reason: parseText, logStreamName: parseText }),
})

const parseJobFields = parseRecord({
  jobId: parseText,
  jobArn: parseText,
  jobName: parseJobName,
  jobQueue: parseText,
  jobDefinition: parseText,
  status: parseText,
  statusReason: parseText,
  createdAt: parseTimestamp,
  startedAt: parseTimestamp,
  isTerminated: parseFlag,
  isCancelled: parseFlag,
  container: parseContainer,
  attempts: parseList(parseAttempt),
})

/** A job as DescribeJobs describes it. */
export type BatchJob = NonNullable<ReturnType<typeof parseJobFields>> & {
  readonly jobId: string
  readonly status: string
}

/** A job; undefined without an id or a status, which say nothing about any job. */
export function parseBatchJob(value: unknown): BatchJob | undefined {
  const job = parseJobFields(value)
  const { jobId, status } = job ?? {}
  return job && jobId !== undefined && status !== undefined ? { ...job, jobId, status } : undefined
}

/** The jobs in a response of DescribeJobs. Throws when it has no list of jobs. */
export function parseJobs(response: unknown): readonly BatchJob[] {
  return parseList(parseBatchJob)(requireList(response, 'jobs'))
}

const parseSummary = parseRecord({ jobId: parseText, jobName: parseJobName, status: parseText })
const parseSummaries = parseList(parseSummary)

/** A job in a page of ListJobs. */
export type JobSummary = ReturnType<typeof parseSummaries>[number]

/** A page of ListJobs. Throws when it has no list of jobs: an empty list would mean that there is no job. */
export function parseJobPage(response: unknown) {
  const jobSummaryList = parseSummaries(requireList(response, 'jobSummaryList'))
  return { jobSummaryList, nextToken: parseText(getField(response, 'nextToken')) }
}

/** The response to SubmitJob. */
export const parseSubmission = parseRecord({ jobId: parseText, jobName: parseJobName })

/** The response to GetJobQueueSnapshot. */
export const parseQueueSnapshot = parseRecord({
  frontOfQueue: parseRecord({ jobs: parseList(parseRecord({ jobArn: parseText })) }),
})

const parseTerminationErrors = parseList(parseRecord({ job: parseText, code: parseText, message: parseText }))

/** The response to TerminateJobs. A list that is missing names no job. */
export const parseTerminations = (response: unknown) => ({
  successful: parseList(parseText)(getField(response, 'successful')),
  errors: parseTerminationErrors(getField(response, 'errors')),
})

const parseEvents = parseList(parseRecord({ message: parseText }))

/** A page of GetLogEvents. Throws when it has no list of events: an empty list would mean that no line is missing. */
export function parseLogPage(response: unknown) {
  const events = parseEvents(requireList(response, 'events'))
  return { events, nextForwardToken: parseText(getField(response, 'nextForwardToken')) }
}

const parseQueue = parseRecord({
  jobQueueName: parseText,
  jobQueueArn: parseText,
  state: parseText,
  status: parseText,
  statusReason: parseText,
  schedulingPolicyArn: parseText,
  computeEnvironmentOrder: parseList(parseRecord({ computeEnvironment: parseText })),
})

/** A queue as DescribeJobQueues describes it. */
export type JobQueue = NonNullable<ReturnType<typeof parseQueue>>

/** The queues in a response of DescribeJobQueues. Throws without a list, or for an unreadable queue. */
export const parseQueues = (response: unknown): readonly JobQueue[] =>
  requireList(response, 'jobQueues').map(requireItem(parseQueue))

/** An item of a list in which an unreadable item would pass for an absent one. */
const requireItem =
  <T>(parseItem: (value: unknown) => T | undefined) =>
  (value: unknown): T => {
    const item = parseItem(value)
    if (item === undefined) throw new Error('the response has an unreadable item')
    return item
  }

const parseEnvironment = parseRecord({
  computeEnvironmentName: parseText,
  state: parseText,
  status: parseText,
  statusReason: parseText,
  eksConfiguration: parseRecord({}),
  computeResources: parseRecord({
    type: parseText,
    maxvCpus: parseInteger,
    instanceTypes: parseList(parseText),
  }),
})

/** A compute environment as DescribeComputeEnvironments describes it. */
export type ComputeEnvironment = NonNullable<ReturnType<typeof parseEnvironment>>

/** The environments in a response of DescribeComputeEnvironments. Throws without a list, or for an unreadable one. */
export const parseEnvironments = (response: unknown): readonly ComputeEnvironment[] =>
  requireList(response, 'computeEnvironments').map(requireItem(parseEnvironment))

const parseDefinition = parseRecord({
  jobDefinitionArn: parseText,
  jobDefinitionName: parseText,
  revision: parseInteger,
  status: parseText,
  type: parseText,
  platformCapabilities: parseList(parseText),
  tags: parseTexts,
  containerProperties: parseRecord({
    image: parseText,
    jobRoleArn: parseText,
    resourceRequirements: parseList(parseRequirement),
    vcpus: parseInteger,
    memory: parseInteger,
    logConfiguration: parseLogConfiguration,
  }),
})

/** A job definition as DescribeJobDefinitions describes it. */
export type DescribedDefinition = NonNullable<ReturnType<typeof parseDefinition>>

/** A page of DescribeJobDefinitions. Throws without a list, or for an unreadable definition. */
export function parseDefinitionPage(response: unknown) {
  const jobDefinitions = requireList(response, 'jobDefinitions').map(requireItem(parseDefinition))
  return { jobDefinitions, nextToken: parseText(getField(response, 'nextToken')) }
}

/** The response to RegisterJobDefinition. */
export const parseRegistration = parseRecord({
  jobDefinitionArn: parseText,
  jobDefinitionName: parseText,
  revision: parseInteger,
})
