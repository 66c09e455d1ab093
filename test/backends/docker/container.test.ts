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

  test('names the container in ASCII', () => {
    expect(createContainerRequest({ ...minimalTask, name: 'disdat-größe-1' })).toMatchObject({ name: 'disdat-gr--e-1' })
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
      'Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available',
      'vcpus: the engine refuses 64 (Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available).',
      'Request at most as many CPUs as the runner has.',
    ],
  ])('explains %s', (message, evidence, advice) => {
    const failure = explainLaunchFailure(task, { status: 400, code: undefined, message })
    expect([failure?.verdict, failure?.message, failure?.advice]).toStrictEqual(['invalid-input', evidence, advice])
  })

  const runc = 'OCI runtime create failed: runc create failed: unable to start container process: '
  // Messages of Docker, containerd, runc 1.0 and 1.1, and of Podman with crun.
  test.each([
    ['could not select device driver "" with capabilities: [[gpu]]', 'invalid-input', '`gpus`'],
    [`${runc}exec: "dsdt_docker": executable file not found in $PATH: unknown`, 'image-incompatible', '`dialect`'],
    [
      `${runc}exec: "/opt/bin/entrypoint.py": stat /opt/bin/entrypoint.py: no such file or directory: unknown`,
      'image-incompatible',
      '`dialect`',
    ],
    [
      'crun: executable file `dsdt_docker` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
      'image-incompatible',
      '`dialect`',
    ],
    [`${runc}exec: "/opt/bin/entrypoint.py": permission denied: unknown`, 'invalid-input', 'chmod'],
    [
      `${runc}chdir to cwd ("/work") set in config.json failed: no such file or directory: unknown`,
      'invalid-input',
      'WORKDIR',
    ],
    ['unable to find user disdat: no matching entries in passwd file', 'invalid-input', 'USER'],
    [`${runc}container init was OOM-killed (memory limit too low?): unknown`, 'out-of-memory', '`memory`'],
    ['exec /usr/bin/python3: exec format error', 'image-architecture', '`platform`'],
    ['mkdir /var/lib/docker/overlay2/x: no space left on device', 'disk-full', 'Free space'],
  ])('explains %s', (message, verdict, advice) => {
    const failure = explainLaunchFailure(task, { status: 400, code: undefined, message })
    expect(failure).toMatchObject({ verdict, advice: expect.stringContaining(advice) })
    expect(failure?.message).toMatch(/^The image disdat-orders:latest could not be started, because /)
    expect(failure?.message).toContain(`: ${message}.`)
  })

  test.each([
    'container-init binary not found on the host: stat /usr/libexec/podman/catatonit: no such file or directory',
    'lookup init binary: exec: "catatonit": executable file not found in $PATH',
    'exec: "docker-init": executable file not found in $PATH',
    `${runc}exec: "/sbin/docker-init": stat /sbin/docker-init: no such file or directory: unknown`,
    'failed to start shim: exec: "containerd-shim-runc-v2": executable file not found in $PATH: unknown',
    'fork/exec /usr/bin/containerd-shim-runc-v2: no such file or directory',
    'exec: "runc": executable file not found in $PATH',
    'stat /var/lib/docker/overlay2/1/merged: no such file or directory',
    'failed to create endpoint x on network bridge: could not find bridge docker0',
    'Conflict. The container name "/disdat-orders-1" is already in use',
    '',
  ])('returns undefined for %j, which is not the fault of the image', (message) => {
    expect(explainLaunchFailure(task, { status: 500, code: undefined, message })).toBeUndefined()
  })
})
