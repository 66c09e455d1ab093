/** The loads of the memory bench: what is on S3 and in Batch before the action starts, and the inputs of the step. */
import { randomUUID } from 'node:crypto'
import {
  createDataBundle,
  createFileBundle,
  createLinkBundle,
  generateBundles,
  type SampleBundle,
  wantedName,
} from './bundles.ts'

/** A Batch job as DescribeJobs describes it. */
export type JobDetail = Readonly<Record<string, unknown>> & { readonly jobId: string }

/** A file of a bundle, which is on S3 beside its frames. */
export type SampleFile = { readonly uuid: string; readonly path: string; readonly bytes: Uint8Array }

/** One load. Its bundles may be generated while they are stored, because there can be many. */
export interface MemoryLoad {
  readonly what: string
  readonly bundles: Iterable<SampleBundle>
  readonly files: readonly SampleFile[]
  readonly jobs: readonly JobDetail[]
  readonly inputs: Readonly<Record<string, string>>
  /** Whether the step gets SIGINT as soon as it follows all jobs. */
  readonly isCancelled?: boolean
  /** What the outputs of the step must be. */
  readonly expected: Readonly<Record<string, string>>
}

export const remote = 's3://bench/dsdt'
/** The context of every load. */
export const context = 'loads'

const launchedAt = new Date(Date.now() - 3_600_000).toISOString()
const fileBytes = Buffer.from(`order,amount\n${'1001,12.50\n'.repeat(93)}`)
const shared = { backend: 'AWSBatch', 'aws-region': 'us-east-1', network: '' }

/** Creates a load by its name, with so many files, columns, bundles or jobs. */
export const loads: Readonly<Record<string, { readonly count: number; create(count: number): MemoryLoad }>> = {
  files: { count: 20_000, create: createFiles },
  columns: { count: 5_000, create: (count) => createColumns(count, 'false') },
  'columns-pulled': { count: 5_000, create: (count) => createColumns(count, 'true') },
  newest: { count: 100_000, create: createNewest },
  finished: { count: 1_000, create: createFinished },
  cancelled: { count: 1_000, create: createCancelled },
  objects: { count: 200_000, create: createObjects },
  links: { count: 250_000, create: createLinks },
}

function createFiles(count: number): MemoryLoad {
  const names = Array.from({ length: count }, (_, nth) => `part-${String(nth).padStart(6, '0')}.csv`)
  const bundle = createFileBundle(...names)
  return {
    what: `a bundle of ${count} files, proved and pulled`,
    bundles: [bundle],
    files: names.map((path) => ({ uuid: bundle.uuid, path, bytes: fileBytes })),
    ...createAttachment([bundle], { 'pull-output': 'true' }),
  }
}

function createObjects(count: number): MemoryLoad {
  const bundle = createFileBundle('part.csv')
  const others = Array.from({ length: count }, (_, nth) => `other-${nth}`)
  return {
    what: `the folder of a bundle with ${count} other objects, proved`,
    bundles: [bundle],
    files: ['part.csv', ...others].map((path) => ({ uuid: bundle.uuid, path, bytes: Buffer.from('a\n') })),
    ...createAttachment([bundle], {}),
  }
}

function createLinks(count: number): MemoryLoad {
  const bundle = createLinkBundle(count, 24)
  return {
    what: `a frame of ${count} links that its bundle names 24 times, proved`,
    bundles: [bundle],
    files: [{ uuid: bundle.uuid, path: 'part.csv', bytes: fileBytes }],
    ...createAttachment([bundle], {}),
  }
}

function createColumns(count: number, pulled: string): MemoryLoad {
  const [base, output] = [
    createDataBundle('wide', 1_760_000_000, count),
    createDataBundle('wide', 1_760_000_001, count),
  ]
  return {
    what: `two bundles of ${count} columns compared${pulled === 'true' ? ', and one pulled' : ''}`,
    bundles: [base, output],
    files: [],
    ...createAttachment([output], { 'pull-output': pulled, 'compare-with': base.uuid }),
  }
}

function createNewest(count: number): MemoryLoad {
  return {
    what: `newest of ${count} bundles, without an index`,
    bundles: generateBundles(count, { frames: 1 }),
    files: [],
    jobs: [],
    inputs: {
      ...{ ...shared, 'pipe-class': 'bench.pipes.Nothing', image: 'bench:1', dialect: 'luigi', 'dry-run': 'true' },
      ...{ remote, context, 'job-queue': 'nightly', 'job-role-arn': 'arn:aws:iam::123456789012:role/pipe' },
      'input-bundle': wantedName,
    },
    expected: { status: 'skipped' },
  }
}

function createFinished(count: number): MemoryLoad {
  const bundles = [...generateBundles(count)]
  return {
    what: `${count} finished jobs attached, their outputs proved, compared and pulled`,
    bundles,
    files: [],
    ...createAttachment(bundles, { 'pull-output': 'true' }),
  }
}

function createCancelled(count: number): MemoryLoad {
  const { jobs, inputs } = createAttachment([...generateBundles(count)], {})
  return {
    what: `${count} running jobs attached, and cancelled`,
    bundles: [],
    files: [],
    jobs: jobs.map((job) => ({ ...job, status: 'RUNNING', attempts: [] })),
    inputs,
    isCancelled: true,
    expected: { status: 'cancelled' },
  }
}

/** Creates a finished job for each bundle, and the inputs of a step that attaches to all. */
function createAttachment(bundles: readonly SampleBundle[], inputs: Readonly<Record<string, string>>) {
  const jobs = bundles.map(createJob)
  const ids = jobs.map(({ jobId }) => jobId).join('\n')
  return { jobs, inputs: { ...shared, ...inputs, 'attach-job-ids': ids }, expected: { status: 'succeeded' } }
}

function createJob({ uuid, name }: SampleBundle): JobDetail {
  const receipt = {
    ...{ pipeClass: 'bench.pipes.Nothing', remote, context: `${context}/${context}`, dialect: 'luigi' },
    ...{ outputName: name, outputUuid: uuid, params: {}, image: 'bench:1', launchedAt, workflowAttempt: 1 },
  }
  const stoppedAt = Date.parse(launchedAt) + 60_000
  return {
    jobId: randomUUID(),
    jobName: 'bench',
    jobQueue: 'nightly',
    jobDefinition: 'arn:aws:batch:us-east-1:123456789012:job-definition/bench:1',
    status: 'SUCCEEDED',
    startedAt: Date.parse(launchedAt),
    stoppedAt,
    container: { exitCode: 0, environment: [{ name: 'DISDAT_RUN_ACTION_RECEIPT', value: JSON.stringify(receipt) }] },
    attempts: [{ startedAt: Date.parse(launchedAt), stoppedAt, container: { exitCode: 0 } }],
  }
}
