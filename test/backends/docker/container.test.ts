import { buffer } from 'node:stream/consumers'
import { extract } from 'tar-stream'
import { describe, expect, test } from 'vitest'
import type { Task } from '../../../src/backends/backend.ts'
import {
  createContainerRequest,
  createFileArchive,
  explainLaunchFailure,
} from '../../../src/backends/docker/container.ts'
import { image, minimalTask } from './fixtures.ts'

describe('createContainerRequest', () => {
  test('has only the required fields for a minimal task', () => {
    expect(createContainerRequest(minimalTask)).toStrictEqual({
      name: 'disdat-orders-1',
      Image: `sha256:${'0'.repeat(64)}`,
      Cmd: ['dsdt_docker', '--workers', '1', 'pkg.mod.Pipe', '--say', '$(id) "two words"'],
      Env: [],
      Labels: { 'disdat.run-action.run-id': 'run-1' },
      AttachStdout: true,
      AttachStderr: true,
      HostConfig: { Init: true, LogConfig: { Type: 'none', Config: {} } },
    })
  })

  test('has every limit, variable and file setting of a task', () => {
    const files = [{ path: '/run/disdat/secret', content: 'hush' }]
    const env = new Map([
      ['PYTHONUNBUFFERED', '1'],
      ['GIT_DIRTY', ''],
      ['AWS_PROFILE', undefined],
      ['PAIRS', 'a=b=c'],
    ])
    const limits = { vcpus: 1.07, memoryMib: 512, shmSizeMib: 64, gpus: 2 }
    expect(
      createContainerRequest({ ...minimalTask, files, env, ...limits, network: 'host', platform: 'linux/arm64' }),
    ).toStrictEqual({
      name: 'disdat-orders-1',
      Image: `sha256:${'0'.repeat(64)}`,
      platform: 'linux/arm64',
      Cmd: [...minimalTask.argv],
      Env: ['PYTHONUNBUFFERED=1', 'GIT_DIRTY=', 'AWS_PROFILE', 'PAIRS=a=b=c'],
      Labels: { 'disdat.run-action.run-id': 'run-1' },
      AttachStdout: true,
      AttachStderr: true,
      HostConfig: {
        Init: true,
        LogConfig: { Type: 'none', Config: {} },
        NetworkMode: 'host',
        NanoCpus: 1_070_000_000,
        Memory: 536_870_912,
        MemorySwap: 536_870_912,
        ShmSize: 67_108_864,
        DeviceRequests: [{ Count: 2, Capabilities: [['gpu']] }],
      },
    })
  })
})

interface Entry {
  readonly name: string
  readonly type: string | null | undefined
  readonly mode: number | undefined
  readonly uid: number | undefined
  readonly gid: number | undefined
  readonly content: string
}

async function readEntries(archive: Buffer): Promise<readonly Entry[]> {
  const unpacked = extract()
  unpacked.end(archive)
  const entries: Entry[] = []
  for await (const entry of unpacked) {
    const { name, type, mode, uid, gid } = entry.header
    entries.push({ name, type, mode, uid, gid, content: String(await buffer(entry)) })
  }
  return entries
}

const folder = { name: 'run/disdat', type: 'directory', mode: 0o755, uid: 0, gid: 0, content: '' }
const files = [
  { path: '/run/disdat/config', content: '[default]\nregion = us-east-1\n' },
  { path: '/run/disdat/größe', content: '' },
]

describe('createFileArchive', () => {
  test.each([
    ['', 0, 0, 0o600],
    ['root', 0, 0, 0o600],
    ['0:0', 0, 0, 0o600],
    ['1000', 1000, 1000, 0o600],
    ['1000:50', 1000, 50, 0o600],
    ['1000:staff', 1000, 0, 0o600],
    ['disdat', 0, 0, 0o644],
    ['disdat:50', 0, 0, 0o644],
  ])('sets the owner for the user %j', async (user, uid, gid, mode) => {
    const owner = { type: 'file', mode, uid, gid }
    expect(await readEntries(await createFileArchive(files, { ...image, user }))).toStrictEqual([
      folder,
      { ...owner, name: 'run/disdat/config', content: '[default]\nregion = us-east-1\n' },
      { ...owner, name: 'run/disdat/größe', content: '' },
    ])
  })

  test('has each folder once', async () => {
    const archive = await createFileArchive([...files, { path: '/etc/x', content: 'x' }], image)
    expect((await readEntries(archive)).map(({ name }) => name)).toStrictEqual([
      ...['run/disdat', 'etc'],
      ...['run/disdat/config', 'run/disdat/größe', 'etc/x'],
    ])
  })
})

describe('explainLaunchFailure', () => {
  const task: Task = { ...minimalTask, network: 'nosuchnet', vcpus: 64, gpus: 1 }

  // Messages of Docker 20.10 and runc 1.1, some of them shortened.
  test.each([
    [
      'network nosuchnet not found',
      'network: the engine has no network nosuchnet.',
      'Name a network that `docker network ls` lists. On Linux, `host` always exists.',
    ],
    [
      'could not select device driver "" with capabilities: [[gpu]]',
      'gpus: the engine has no GPUs (could not select device driver "" with capabilities: [[gpu]]).',
      'Use a runner with GPUs and the NVIDIA container toolkit, or leave out `gpus`.',
    ],
    [
      'Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available',
      'vcpus: the engine refuses 64 (Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available).',
      'Request at most as many CPUs as the runner has.',
    ],
    [
      'OCI runtime create failed: runc create failed: unable to start container process: exec: "dsdt_docker": executable file not found in $PATH: unknown',
      'The image disdat-orders:latest has no dsdt_docker (OCI runtime create failed: runc create failed: unable to start container process: exec: "dsdt_docker": executable file not found in $PATH: unknown).',
      'Check that it is a Disdat pipeline image of this dialect: see `image` and `dialect`.',
    ],
    [
      'exec: "dsdt_docker": stat /opt/bin/entrypoint.py: no such file or directory: unknown',
      'The image disdat-orders:latest has no dsdt_docker (exec: "dsdt_docker": stat /opt/bin/entrypoint.py: no such file or directory: unknown).',
      'Check that it is a Disdat pipeline image of this dialect: see `image` and `dialect`.',
    ],
  ])('explains %s', (message, evidence, advice) => {
    const failure = explainLaunchFailure(task, { status: 400, code: undefined, message })
    expect([failure?.verdict, failure?.message, failure?.advice]).toStrictEqual(['invalid-input', evidence, advice])
  })

  test('explains an image for another processor', () => {
    const message = 'exec /usr/bin/python3: exec format error'
    expect(explainLaunchFailure(task, { status: 400, code: undefined, message })).toMatchObject({
      verdict: 'image-architecture',
      message: `The image disdat-orders:latest is for another processor architecture than this runner’s (${message}).`,
    })
  })

  test.each([
    'failed to create endpoint x on network bridge: could not find bridge docker0',
    'No space left on device',
    'Conflict. The container name "/disdat-orders-1" is already in use',
    '',
  ])('returns undefined for %j', (message) => {
    expect(explainLaunchFailure(task, { status: 500, code: undefined, message })).toBeUndefined()
  })
})
