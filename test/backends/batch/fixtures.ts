import type { Receipt, Task } from '../../../src/backends/backend.ts'
import type { BatchSettings, WorkflowOrigin } from '../../../src/backends/batch/settings.ts'

export const receipt: Receipt = {
  pipeClass: 'pipelines.orders.DailyOrders',
  remote: 's3://acme/disdat',
  context: 'shop/local',
  dialect: 'luigi',
  outputName: 'daily_orders',
  outputUuid: '4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f',
  inputUuid: undefined,
  inputParam: undefined,
  params: { day: '2026-01-05' },
  image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@sha256:1',
  launchedAt: '2026-01-05T10:00:00.000Z',
  workflowAttempt: 1,
}

export const task: Task = {
  runId: 'run-1',
  name: 'disdat-pipelines-orders-run-1',
  image: {
    reference: '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:latest',
    pinned: receipt.image,
    id: receipt.image,
    dialect: 'luigi',
    env: new Map(),
    user: '',
    architecture: 'amd64',
  },
  argv: [
    'dsdt_docker',
    '--output-bundle-uuid',
    receipt.outputUuid,
    'pipelines.orders.DailyOrders',
    '--day',
    '2026-01-05',
  ],
  env: new Map([['PYTHONUNBUFFERED', '1']]),
  files: [],
  network: undefined,
  platform: undefined,
  vcpus: 2,
  memoryMib: 4096,
  shmSizeMib: undefined,
  gpus: undefined,
  timeoutMs: 3_600_000,
  request: 'orders of 2026-01-05',
  receipt,
}

export const settings: BatchSettings = {
  queue: 'nightly',
  fixedDefinition: undefined,
  definitionName: 'disdat-pipelines-orders-job-definition',
  jobRoleArn: 'arn:aws:iam::123456789012:role/disdat-job',
  executionRoleArn: undefined,
  attempts: undefined,
  queueTimeoutMs: 3_600_000,
  shareIdentifier: undefined,
  schedulingPriority: undefined,
  tags: new Map(),
  dependsOn: [],
  passesCredentials: false,
}

export const origin: WorkflowOrigin = {
  repository: 'octo-org/pipelines',
  runId: '17',
  attempt: 1,
  workflow: 'nightly',
  job: 'orders',
  step: 'run',
  commit: '5d3a5f0c5d1e4a7fb1f4d6a0c9f8b7e6a5d4c3b2',
  actor: 'octocat',
  pullRequest: 12,
  url: 'https://github.com/octo-org/pipelines/actions/runs/17',
}
