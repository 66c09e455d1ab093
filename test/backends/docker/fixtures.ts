import type { Task } from '../../../src/backends/backend.ts'
import type { Image } from '../../../src/backends/image.ts'

export const image: Image = {
  reference: 'disdat-orders:latest',
  pinned: `disdat-orders@sha256:${'1'.repeat(64)}`,
  id: `sha256:${'0'.repeat(64)}`,
  dialect: 'luigi',
  env: new Map([['PATH', '/usr/bin']]),
  user: '',
  architecture: 'amd64',
}

/** A task that sets only what is required. */
export const minimalTask: Task = {
  runId: 'run-1',
  name: 'disdat-orders-1',
  image,
  argv: ['dsdt_docker', '--workers', '1', 'pkg.mod.Pipe', '--say', '$(id) "two words"'],
  env: new Map(),
  files: [],
  network: undefined,
  platform: undefined,
  vcpus: undefined,
  memoryMib: undefined,
  shmSizeMib: undefined,
  gpus: undefined,
  timeoutMs: 60_000,
  request: '',
  receipt: {
    pipeClass: 'pkg.mod.Pipe',
    remote: 's3://acme/disdat',
    context: 'shop/local',
    dialect: 'luigi',
    outputName: '-',
    outputUuid: '4b6f9b6e-8f0e-4a5e-9d4c-6a5b1c2d3e4f',
    inputUuid: undefined,
    inputParam: undefined,
    params: {},
    image: 'disdat-orders:latest',
    launchedAt: '2026-01-05T10:00:00.000Z',
    workflowAttempt: 1,
  },
}
